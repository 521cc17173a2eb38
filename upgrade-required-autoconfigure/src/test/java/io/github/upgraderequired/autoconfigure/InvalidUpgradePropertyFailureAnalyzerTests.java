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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidUpgradePropertyFailureAnalyzer}.
 */
class InvalidUpgradePropertyFailureAnalyzerTests {

	private static final String YAML = """
			upgrade:
			  required:
			    response:
			      type: not a URI
			    rules:
			      indexed:
			        protocols:
			          - HTTP/2
			          - HTTP/9
			      scalar:
			        protocols: HTTP/2, HTTP/9
			      camel:
			        excludePaths: feed
			      Upper:
			        protocols: [ HTTP/9 ]
			      "[api.v1]":
			        protocols: [ HTTP/9 ]
			      "[api.v2]":
			        protocols: HTTP/9
			""";

	@Test
	void anotherFailureIsNotItsBusiness() {
		assertThat(analyzer(null).analyze(new IllegalStateException("something else"))).isNull();
	}

	@Test
	void failureIsFoundBelowThatOfABean() {
		InvalidUpgradePropertyException failure = failure("upgrade.required.response.type", "not a URI");
		FailureAnalysis analysis = analyzer(null)
			.analyze(new BeanCreationException("upgradeRequiredConfiguredRules", "failed", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getCause()).isSameAs(failure);
		assertThat(analysis.getAction()).isEqualTo("Mend it.");
	}

	@Test
	void descriptionNamesPropertyValueOriginAndReason() {
		assertThat(describe("upgrade.required.response.type", "not a URI")).isEqualTo("""
				A property of Upgrade Required is not valid:

				    Property: upgrade.required.response.type
				    Value: "not a URI"
				    Origin: Byte array resource [configuration.yml] - 4:13
				    Reason: It makes no sense.""");
	}

	@Test
	void valueThatIsMissingIsLeftOut() {
		assertThat(describe("upgrade.required.rules.absent.protocols", null)).isEqualTo("""
				A property of Upgrade Required is not valid:

				    Property: upgrade.required.rules.absent.protocols
				    Reason: It makes no sense.""");
	}

	@Test
	void emptyValueIsShown() {
		assertThat(describe("upgrade.required.rules.scalar.protocols[0]", "")).contains("    Value: \"\"\n");
	}

	@Test
	void withoutAnEnvironmentThereIsNoOrigin() {
		FailureAnalysis analysis = analyzer(null).analyze(failure("upgrade.required.response.type", "not a URI"));
		assertThat(analysis.getDescription()).contains("Property:", "Value:", "Reason:").doesNotContain("Origin:");
	}

	@ParameterizedTest
	@CsvSource({ "upgrade.required.rules.indexed.protocols[0], 8:13",
			"upgrade.required.rules.indexed.protocols[1], 9:13", "upgrade.required.rules.scalar.protocols[1], 11:20",
			"upgrade.required.rules.scalar.protocols, 11:20", "upgrade.required.rules.camel.exclude-paths[0], 13:23",
			"upgrade.required.rules.Upper.protocols[0], 15:22", "upgrade.required.rules[api.v1].protocols[0], 17:22",
			"upgrade.required.rules[api.v2].protocols[0], 19:20" })
	void originIsFoundHoweverThePropertyIsWritten(String property, String position) {
		assertThat(describe(property, "HTTP/9"))
			.contains("    Origin: Byte array resource [configuration.yml] - " + position + "\n");
	}

	@ParameterizedTest
	@CsvSource({ "UPGRADE_REQUIRED_RULES_LEGACYAPI_PROTOCOLS", "UPGRADE_REQUIRED_RULES_LEGACYAPI_PROTOCOLS_0" })
	void originMayBeAnEnvironmentVariable(String variable) {
		StandardEnvironment environment = environment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "HTTP/9")));
		assertThat(describe("upgrade.required.rules.legacy-api.protocols[0]", "HTTP/9", environment))
			.contains("    Origin: \"" + variable + "\" from property source \"systemEnvironment\"\n");
	}

	@Test
	void originIsThatOfTheSourceThatOverridesTheOthers() {
		StandardEnvironment environment = environment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("commandLine", Map.of("upgrade.required.response.type", "no URI either")));
		assertThat(describe("upgrade.required.response.type", "no URI either", environment))
			.contains("    Origin: \"upgrade.required.response.type\" from property source \"commandLine\"\n");
	}

	private static String describe(String property, @Nullable String value) {
		return describe(property, value, environment());
	}

	private static String describe(String property, @Nullable String value, StandardEnvironment environment) {
		FailureAnalysis analysis = analyzer(environment).analyze(failure(property, value));
		assertThat(analysis).isNotNull();
		return analysis.getDescription();
	}

	private static InvalidUpgradePropertyFailureAnalyzer analyzer(@Nullable StandardEnvironment environment) {
		return new InvalidUpgradePropertyFailureAnalyzer(environment);
	}

	private static InvalidUpgradePropertyException failure(String property, @Nullable String value) {
		return new InvalidUpgradePropertyException(property, value, "It makes no sense.", "Mend it.");
	}

	private static StandardEnvironment environment() {
		StandardEnvironment environment = new StandardEnvironment();
		try {
			byte[] bytes = YAML.getBytes(StandardCharsets.UTF_8);
			new YamlPropertySourceLoader().load("configuration", new ByteArrayResource(bytes, "configuration.yml"))
				.forEach(environment.getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
