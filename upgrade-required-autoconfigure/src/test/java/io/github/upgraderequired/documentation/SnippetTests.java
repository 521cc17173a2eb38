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

package io.github.upgraderequired.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code that pages show stands in a source that is compiled, but for line breaks,
 * comments and what makes it a bean or a nested type.
 */
class SnippetTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern SNIPPET = Pattern.compile("```(java|kotlin)\n(.*?)\n```", Pattern.DOTALL);

	private static final Pattern LEFT_OUT = Pattern.compile("(?<!:)//[^\n]*|@Bean|@Component|\\bstatic\\b|\\s+");

	private static List<String> sources;

	@BeforeAll
	static void readSources() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			sources = files.filter((file) -> file.toString().matches(".*/src/.*\\.(java|kt)"))
				.map(SnippetTests::read)
				.map(SnippetTests::normalize)
				.toList();
		}
	}

	static Stream<Arguments> snippets() throws IOException {
		try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
			List<Path> pages = Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve), files)
				.filter((page) -> page.toString().endsWith(".md"))
				.toList();
			return pages.stream()
				.flatMap((page) -> SNIPPET.matcher(read(page))
					.results()
					.map((snippet) -> snippet.group(2))
					.filter((code) -> !code.startsWith("implementation("))
					.map((code) -> Arguments.of(page.getFileName().toString(), code)));
		}
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void codeIsCompiled(String page, String code) {
		assertThat(sources).as(page).anyMatch((source) -> source.contains(normalize(code)));
	}

	private static String normalize(String code) {
		return LEFT_OUT.matcher(code).replaceAll("").replaceFirst(";$", "");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
