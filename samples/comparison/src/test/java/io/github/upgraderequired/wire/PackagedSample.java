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

package io.github.upgraderequired.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The executable jar of a sample, run as a process of its own.
 *
 * @param process the process
 * @param endpoint where it listens
 */
record PackagedSample(Process process, Endpoint endpoint) implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile(" started on port (\\d+) ");

	/**
	 * Return the executable jar of a sample. A test is skipped where nothing has been
	 * packaged.
	 * @param application the main class of the sample
	 * @return the jar
	 */
	static Path jar(Class<?> application) {
		try {
			Path plain = Path.of(application.getProtectionDomain().getCodeSource().getLocation().toURI());
			assumeThat(plain).as("packaged, as it is by mvn verify").isRegularFile();
			return plain.resolveSibling(plain.getFileName().toString().replace(".jar", "-exec.jar"));
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Start a sample from what has been generated ahead of time, as a native image does.
	 * @param application the main class of the sample
	 * @param arguments what is added to its command line
	 * @return the sample
	 */
	static PackagedSample startAheadOfTime(Class<?> application, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dspring.aot.enabled=true",
						"-jar", jar(application).toString(), "--server.port=0"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader log = process.inputReader();
		List<String> lines = new ArrayList<>();
		for (String line = log.readLine(); line != null; line = log.readLine()) {
			lines.add(line);
			Matcher started = STARTED.matcher(line + " ");
			if (started.find()) {
				drain(log);
				assertThat(lines).as("the log").anyMatch((early) -> early.contains("Starting AOT-processed "));
				return new PackagedSample(process, new Endpoint("aot", "clear", Integer.parseInt(started.group(1))));
			}
		}
		throw new IllegalStateException(String.join("\n", lines));
	}

	private static void drain(BufferedReader log) {
		Thread reader = new Thread(() -> log.lines().forEach((line) -> {
		}), "sample-log");
		reader.setDaemon(true);
		reader.start();
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
