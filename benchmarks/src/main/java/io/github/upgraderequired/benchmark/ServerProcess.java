/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.upgraderequired.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link SmallApplication} as a process, on a processor of its own.
 */
final class ServerProcess implements AutoCloseable {

	private static final String STARTER = "upgrade-required-";

	private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");

	/** More than any server needs to warm up. */
	private static final int TURNS = 30;

	/** Nanoseconds that compilers work in a turn, where they have little left to do. */
	private static final long AT_REST = 60_000_000;

	private final Process process;

	private final Started started;

	private ServerProcess(Process process, Started started) {
		this.process = process;
		this.started = started;
	}

	static ServerProcess start(String stack, String filter, boolean starter) throws IOException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> starter || !Path.of(entry).getFileName().toString().startsWith(STARTER))
			.collect(Collectors.joining(File.pathSeparator));
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-XX:ActiveProcessorCount=1", "-Xms512m", "-Xmx512m", "-cp",
				classPath, SmallApplication.class.getName(), stack, filter)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		String started = output.readLine();
		if (started == null) {
			throw new IllegalStateException("The application did not start");
		}
		String[] parts = started.split(" ");
		return new ServerProcess(process,
				new Started(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
	}

	Started started() {
		return this.started;
	}

	/**
	 * Load the server from another processor, and return the microseconds that it worked
	 * on a request.
	 */
	double load(String path, int status, int seconds) throws IOException, InterruptedException {
		requireStatus(path, status);
		long before = worked((thread) -> true);
		String report = run("taskset", "-c", "1", "wrk", "-t1", "-c16", "-d" + seconds + "s", url(path));
		long nanos = worked((thread) -> true) - before;
		Matcher requests = REQUESTS.matcher(report);
		if (!requests.find() || report.contains("Socket errors")) {
			throw new IllegalStateException(report);
		}
		return nanos / 1000.0 / Long.parseLong(requests.group(1));
	}

	/**
	 * Return all that is sent, but for the date.
	 */
	String response(String path) throws IOException, InterruptedException {
		return run("curl", "-s", "-i", url(path)).replaceAll("(?m)^[Dd]ate: .*$", "");
	}

	/**
	 * Show the server all that it is asked for later, until its compilers rest. They have
	 * both processors, the server itself has one from then on.
	 */
	void warmUp() throws IOException, InterruptedException {
		long compiled = -1;
		for (int turn = 0; turn < TURNS && compilation() - compiled > AT_REST; turn++) {
			compiled = compilation();
			for (String path : List.of(SmallApplication.OPEN, SmallApplication.SECURE)) {
				run("taskset", "-c", "1", "wrk", "-t1", "-c16", "-d3s", url(path));
			}
		}
		run("taskset", "-a", "-p", "-c", "0", String.valueOf(this.process.pid()));
	}

	private long compilation() throws IOException {
		return worked((name) -> name.matches("C[12] Compiler.*"));
	}

	// Nanoseconds on a processor, in and out of the kernel
	private long worked(Predicate<String> threads) throws IOException {
		long nanos = 0;
		for (Path thread : threads()) {
			try {
				if (threads.test(Files.readString(thread.resolve("comm")).strip())) {
					nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
				}
			}
			catch (NoSuchFileException ex) {
				// It has ended meanwhile
			}
		}
		return nanos;
	}

	private List<Path> threads() throws IOException {
		try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(this.process.pid()), "task"))) {
			return threads.toList();
		}
	}

	private void requireStatus(String path, int status) throws IOException, InterruptedException {
		String actual = run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url(path));
		if (!actual.equals(String.valueOf(status))) {
			throw new IllegalStateException(path + " answers " + actual);
		}
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.started.port() + path;
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (InputStream output = process.getInputStream()) {
			String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", command) + ": " + text);
			}
			return text;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

	/**
	 * What the application says of its start.
	 */
	record Started(int port, long millis, int beans) {

	}

}
