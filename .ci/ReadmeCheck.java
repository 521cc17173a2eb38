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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the commands of README.md, and of the pages that are followed step by step, and
 * compares what they print with what is shown there.
 * <p>
 * Commands are the lines that begin with "$ " in blocks marked "console". Each with
 * spring-boot:run starts a sample, which is asked every line of curl of the README, and of
 * a page those that follow. Of an answer with header, the protocol and status, every field
 * but Date and, where it is shown, the body must be the same; of others, all of it. A second
 * argument leaves the README out.
 */
class ReadmeCheck {

	private static final int PORT = 8080;

	private static final Duration START = Duration.ofMinutes(10);

	private static final List<String> PAGES = List.of("docs/rolling-out.md", "docs/gateway.md");

	private final Path folder;

	private Process sample;

	private int compared;

	private int failed;

	private ReadmeCheck(Path folder) {
		this.folder = folder;
	}

	public static void main(String[] args) throws Exception {
		ReadmeCheck check = new ReadmeCheck(Path.of(args[0]));
		try {
			if (args.length == 1) {
				check.runReadme();
			}
			for (String page : PAGES) {
				check.follow(page);
			}
		}
		finally {
			check.stopSample();
		}
		System.out.println("README: " + (check.compared - check.failed) + " passed, " + check.failed + " failed");
		if (check.failed > 0 || check.compared == 0) {
			System.exit(1);
		}
	}

	private void runReadme() throws Exception {
		List<Command> commands = Command.read(this.folder.resolve("README.md"));
		for (Command start : commands) {
			if (start.isStart()) {
				startSample(start.text());
				compareAll(commands);
			}
		}
	}

	private void follow(String page) throws Exception {
		for (Command command : Command.read(this.folder.resolve(page))) {
			if (command.isStart()) {
				startSample(command.text());
			}
			else {
				compare(command);
			}
		}
	}

	private void compareAll(List<Command> commands) throws Exception {
		for (Command command : commands) {
			if (command.text().startsWith("curl ") || command.isClient()) {
				compare(command);
			}
		}
	}

	private void startSample(String command) throws Exception {
		stopSample();
		if (answers()) {
			throw new IllegalStateException("Something else listens on port " + PORT);
		}
		System.out.println("README: " + command);
		this.sample = new ProcessBuilder("bash", "-c", command).directory(this.folder.toFile()).inheritIO().start();
		long end = System.nanoTime() + START.toNanos();
		while (!answers()) {
			if (!this.sample.isAlive() || System.nanoTime() > end) {
				throw new IllegalStateException("The sample did not start: " + command);
			}
			TimeUnit.MILLISECONDS.sleep(250);
		}
	}

	private void stopSample() throws Exception {
		if (this.sample == null) {
			return;
		}
		List<ProcessHandle> processes = new ArrayList<>(this.sample.descendants().toList());
		processes.add(this.sample.toHandle());
		processes.forEach(ProcessHandle::destroy);
		for (ProcessHandle process : processes) {
			process.onExit().get(1, TimeUnit.MINUTES);
		}
		this.sample = null;
	}

	private static boolean answers() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("localhost", PORT), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	// Maven colours its output, also where nobody sees it
	private void compare(Command command) throws Exception {
		Process process = new ProcessBuilder("bash", "-c", command.text().replaceFirst("^curl ", "curl -sS "))
			.directory(this.folder.toFile())
			.redirectErrorStream(true)
			.start();
		List<String> actual = new String(process.getInputStream().readAllBytes()).replaceAll("\u001B\\[[0-9;]*m", "")
			.lines()
			.map(String::stripTrailing)
			.toList();
		process.waitFor();
		List<String> expected = command.output();
		boolean same = command.text().contains(" -i ")
				? head(expected).equals(head(actual)) && (body(expected).isEmpty() || body(expected).equals(body(actual)))
				: withoutEmptyLines(expected).equals(withoutEmptyLines(actual));
		this.compared++;
		if (!same) {
			this.failed++;
			System.out.println("README: " + command.text() + "\nshows\n" + String.join("\n", expected) + "\n\nbut there came\n"
					+ String.join("\n", actual) + "\n");
		}
	}

	// Servers send fields in an order of their own, a date, and some a reason
	private static List<String> head(List<String> answer) {
		List<String> head = answer.stream().takeWhile((line) -> !line.isEmpty()).toList();
		List<String> fields = head.stream().skip(1).filter((line) -> !line.toLowerCase().startsWith("date:")).sorted().toList();
		List<String> comparable = new ArrayList<>();
		head.stream().limit(1).map((line) -> line.split(" ", 3)).forEach((line) -> comparable.add(line[0] + " " + line[1]));
		comparable.addAll(fields);
		return comparable;
	}

	private static List<String> body(List<String> answer) {
		return withoutEmptyLines(answer.stream().dropWhile((line) -> !line.isEmpty()).toList());
	}

	private static List<String> withoutEmptyLines(List<String> answer) {
		return answer.stream().filter((line) -> !line.isEmpty()).toList();
	}

	private record Command(String text, List<String> output) {

		boolean isStart() {
			return this.text.contains("spring-boot:run") && !isClient();
		}

		// The sample that ends by itself, and prints what the other has answered
		boolean isClient() {
			return this.text.contains("samples/client");
		}

		static List<Command> read(Path file) throws IOException {
			List<Command> commands = new ArrayList<>();
			boolean console = false;
			for (String line : Files.readAllLines(file)) {
				if (line.startsWith("```")) {
					console = line.equals("```console");
				}
				else if (console && line.startsWith("$ ")) {
					commands.add(new Command(line.substring(2).strip(), new ArrayList<>()));
				}
				else if (console && !commands.isEmpty()) {
					commands.get(commands.size() - 1).output().add(line.stripTrailing());
				}
			}
			return commands;
		}

	}

}
