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
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A client on the command line.
 */
public final class CommandLine {

	private CommandLine() {
	}

	/**
	 * Run a command and return what it prints. A test is skipped where the command is not
	 * installed; the continuous build installs all and fails on a skipped test.
	 */
	public static String run(String... command) throws IOException, InterruptedException {
		return run(Path.of(""), command);
	}

	/**
	 * Run a command in a folder and return what it prints.
	 */
	public static String run(Path folder, String... command) throws IOException, InterruptedException {
		installed(command[0]);
		Process process = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
			.redirectErrorStream(true)
			.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as("exit code of %s%n%s", List.of(command), output).isZero();
		return output;
	}

	/**
	 * Start a server, which the caller stops. A test is skipped where the command is not
	 * installed.
	 * @param folder the folder to start it in
	 * @param ready what is in the line that it prints when it listens
	 * @param command the command
	 */
	public static Process start(Path folder, String ready, String... command) throws IOException {
		installed(command[0]);
		Process process = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
			.redirectErrorStream(true)
			.start();
		BufferedReader log = process.inputReader();
		StringBuilder lines = new StringBuilder();
		String line = log.readLine();
		while (line != null && !line.contains(ready)) {
			lines.append(line).append('\n');
			line = log.readLine();
		}
		assertThat(line).as("%s started%n%s", command[0], lines).isNotNull();
		Thread reader = new Thread(() -> log.lines().forEach((further) -> {
		}), command[0] + "-log");
		reader.setDaemon(true);
		reader.start();
		return process;
	}

	/**
	 * Return where a command is installed. A test is skipped where it is not.
	 */
	public static Path installed(String command) {
		Optional<Path> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, command))
			.filter(Files::isExecutable)
			.findFirst();
		assumeThat(path).as(command + " is installed").isPresent();
		return path.orElseThrow();
	}

}
