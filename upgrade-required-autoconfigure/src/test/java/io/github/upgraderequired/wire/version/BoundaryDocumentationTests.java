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

package io.github.upgraderequired.wire.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of docs/appendix-http-versions.md, held against the data that the servers are
 * held against.
 */
class BoundaryDocumentationTests {

	private static final Path DOCUMENTATION = Path.of("..", "docs", "appendix-http-versions.md");

	private static final String HEAD = """
			| The request | Tomcat | Jetty | Reactor Netty |
			| --- | --- | --- | --- |
			""";

	@Test
	void documentationHasTheTableOfTheDataFile() throws IOException {
		String table = HEAD
				+ BoundaryCase.load().stream().map(BoundaryDocumentationTests::row).collect(Collectors.joining("\n"));
		Path actual = Path.of("target", "http-boundary.md");
		Files.writeString(actual, table);
		assertThat(Files.readString(DOCUMENTATION)).as("docs with the table in %s", actual)
			.contains("\n\n" + table + "\n\n");
	}

	private static String row(BoundaryCase boundary) {
		return BoundaryCase.SERVERS.stream()
			.map((server) -> cell(boundary, server))
			.collect(Collectors.joining(" | ", "| " + boundary.label() + " | ", " |"));
	}

	private static String cell(BoundaryCase boundary, String server) {
		List<String> outcomes = BoundaryCase.PATHS.stream().map((path) -> boundary.outcome(server, path)).toList();
		String closing = outcomes.get(0).replaceFirst("^\\S+ \\S+ ?", "");
		assertThat(outcomes).as(boundary.label()).allMatch((outcome) -> outcome.endsWith(closing));
		return outcomes.stream().map(BoundaryDocumentationTests::answer).distinct().collect(Collectors.joining(" or "))
				+ switch (closing) {
					case "close" -> ", closes";
					case "closed" -> ", closes*";
					default -> "";
				};
	}

	private static String answer(String outcome) {
		String[] words = outcome.split(" ");
		return switch (words[0] + " " + words[1]) {
			case "426 starter" -> "**426**";
			case "426 server" -> "426 without `Upgrade`";
			case "body starter" -> "**the body of a 426**";
			case "body application" -> "that of a 200";
			case "http2 server" -> "HTTP/2";
			case "alert server" -> "an alert of TLS";
			case "nothing server" -> "nothing";
			default -> words[0];
		};
	}

}
