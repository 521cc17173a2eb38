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

package io.github.upgraderequired.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation, held against what it documents.
 */
class DocumentationTests {

	private static final Path DOCS = Path.of("..", "docs");

	@ParameterizedTest
	@MethodSource("properties")
	void everyPropertyHasARowWithItsDefault(String property, String defaultValue) throws IOException {
		assertThat(Files.readAllLines(DOCS.resolve("configuration.md")))
			.anyMatch((line) -> line.startsWith("| `" + property + "` | " + defaultValue));
	}

	static Stream<Object[]> properties() throws IOException {
		return Stream.concat(propertiesOfTheMetadata(), propertiesOfARule());
	}

	@SuppressWarnings("unchecked")
	private static Stream<Object[]> propertiesOfTheMetadata() throws IOException {
		String json = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(json);
		return ((List<Map<String, Object>>) metadata.get("properties")).stream()
			.filter((property) -> !"upgrade.required.rules".equals(property.get("name"))
					&& !String.valueOf(property.get("name")).startsWith("management.endpoint."))
			.map((property) -> row(((String) property.get("name")).replace("upgrade.required.", ""),
					property.get("defaultValue")));
	}

	private static Stream<Object[]> propertiesOfARule() {
		return Stream.concat(properties("rules.<name>.", RuleProperties.class),
				properties("rules.<name>.clients.<product>.", ClientProperties.class));
	}

	private static Stream<Object[]> properties(String prefix, Class<?> type) {
		return Arrays.stream(type.getDeclaredFields()).filter((field) -> !field.isSynthetic()).flatMap((field) -> {
			String name = prefix + DataObjectPropertyName.toDashedForm(field.getName());
			boolean nested = field.getType().getEnclosingClass() == TlsProperties.class
					|| field.getType().getEnclosingClass() == ClientProperties.class;
			return nested ? properties(name + ".", field.getType()) : Stream.<Object[]>of(row(name, null));
		});
	}

	private static Object[] row(String name, Object defaultValue) {
		return new Object[] { name, (defaultValue != null) ? "`" + defaultValue + "` |" : "" };
	}

	@Test
	void linksBetweenThePagesLeadSomewhere() throws IOException {
		for (Path page : pages()) {
			Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)")
				.matcher(Files.readString(page))
				.results()
				.forEach((link) -> {
					Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
					assertThat(target).exists();
					if (link.group(2) != null) {
						assertThat(anchors(target)).as("%s in %s", link.group(), page).contains(link.group(2));
					}
				});
		}
	}

	// As the site that shows the pages makes them of headings
	private static List<String> anchors(Path page) {
		try (Stream<String> lines = Files.lines(page)) {
			return lines.filter((line) -> line.startsWith("#"))
				.map((heading) -> heading.replaceFirst("^#+ ", "")
					.toLowerCase(Locale.ROOT)
					.replaceAll("[^\\p{L}\\p{N} _-]", "")
					.replace(' ', '-'))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void badgesAreTrue() throws IOException {
		String springBoot = Stream
			.of(property("compatibility/spring-boot-3.5/pom.xml", "spring-boot.version"),
					property("compatibility/spring-boot-4.0/pom.xml", "boot-4.version"),
					property("pom.xml", "spring-boot.version"))
			.map((version) -> version.substring(0, version.lastIndexOf('.')))
			.collect(Collectors.joining("_|_"));
		assertThat(Files.readString(Path.of("..", "README.md"))).contains("/badge/Spring_Boot-" + springBoot + "-",
				"/badge/Java-" + property("pom.xml", "maven.compiler.release") + "_or_later-");
	}

	private static String property(String pom, String name) {
		try {
			String text = Files.readString(Path.of("..", pom));
			int start = text.indexOf("<" + name + ">") + name.length() + 2;
			return text.substring(start, text.indexOf('<', start));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void everyVersionOfAnExampleIsInQuotes() throws IOException {
		for (Path page : pages()) {
			assertThat(Files.readString(page)).doesNotContainPattern("(?m)^ *(minimum|latest|accept|refuse): *[0-9<>]");
		}
	}

	@Test
	void everyTableCanBeReadWithoutScrolling() throws IOException {
		for (Path page : pages()) {
			assertThat(Files.readAllLines(page).stream().filter((line) -> line.startsWith("| "))).as(page.toString())
				.allMatch((row) -> row.length() <= 160)
				.allMatch((row) -> row.replaceAll("`[^`]*`", "").chars().filter((c) -> c == '|').count() <= 7);
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(DOCS)) {
			return Stream
				.concat(Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
					.map((page) -> Path.of("..", page)), docs)
				.filter((page) -> page.toString().endsWith(".md"))
				.toList();
		}
	}

}
