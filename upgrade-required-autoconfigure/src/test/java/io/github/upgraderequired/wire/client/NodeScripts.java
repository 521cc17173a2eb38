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

package io.github.upgraderequired.wire.client;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.CommandLine;

/**
 * The scripts of {@code src/test/node}, with the packages that they need.
 */
public final class NodeScripts {

	static final Path SOURCE = Path.of("src", "test", "node");

	private static final Path FOLDER = Path.of("target", "node");

	private static boolean installed;

	private NodeScripts() {
	}

	/**
	 * Run a script and return the lines that it prints. A test is skipped where Node or
	 * npm is not installed.
	 */
	static List<String> run(String script, String... arguments) throws IOException, InterruptedException {
		install();
		return CommandLine
			.run(FOLDER, Stream.concat(Stream.of("node", script), Stream.of(arguments)).toArray(String[]::new))
			.lines()
			.toList();
	}

	/**
	 * Start a script that is a server, which the caller stops.
	 * @param script the script
	 * @param ready what it prints when it listens
	 * @param argument an argument for it
	 */
	public static Process start(String script, String ready, String argument) throws IOException, InterruptedException {
		install();
		return CommandLine.start(FOLDER, ready, "node", script, argument);
	}

	private static synchronized void install() throws IOException, InterruptedException {
		CommandLine.installed("node");
		CommandLine.installed("npm");
		if (installed) {
			return;
		}
		Files.createDirectories(FOLDER);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(SOURCE, Files::isRegularFile)) {
			for (Path file : files) {
				Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		CommandLine.run(FOLDER, "npm", "ci", "--prefer-offline");
		installed = true;
	}

}
