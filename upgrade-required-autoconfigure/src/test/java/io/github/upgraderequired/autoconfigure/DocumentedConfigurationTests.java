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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.upgraderequired.rule.ExemptPaths;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Every YAML of the documentation is configuration with which an application starts.
 */
class DocumentedConfigurationTests {

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private static final String RULES = "upgrade:\n  required:\n    rules:\n";

	static Stream<Arguments> snippets() throws IOException {
		try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
			return Stream.concat(docs, Stream.of(Path.of("..", "README.md")))
				.filter((page) -> page.toString().endsWith(".md"))
				.sorted()
				.flatMap(DocumentedConfigurationTests::snippets)
				.toList()
				.stream();
		}
	}

	private static Stream<Arguments> snippets(Path page) {
		try {
			return YAML.matcher(Files.readString(page))
				.results()
				.map((result) -> Arguments.of(page.getFileName().toString(), whole(result.group(1))));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// What is indented is a rule, or a property of a rule for clients
	private static String whole(String snippet) {
		if (snippet.startsWith("        ")) {
			return RULES + "      mobile:\n        clients:\n          acme:\n            minimum: \"1\"\n" + snippet;
		}
		return snippet.startsWith("      ") ? RULES + snippet : snippet;
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void configurationIsValid(String page, String yaml) throws IOException {
		PropertySource<?> source = new YamlPropertySourceLoader()
			.load(page, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.get(0);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(source);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("build", Map.of("git.commit.id.abbrev", "3fa9c01")));
		UpgradeRequiredProperties properties = Binder.get(environment)
			.bind("upgrade.required", Bindable.of(UpgradeRequiredProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.orElseGet(UpgradeRequiredProperties::new);
		assertThatNoException().isThrownBy(() -> {
			new RulesFactory(properties, "").createSettings(ExemptPaths.NONE, new ClientBeans(null, null));
			ClientSettings.read(properties, environment, null);
		});
	}

}
