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

import java.nio.file.Path;
import java.util.function.Consumer;

import io.github.upgraderequired.rule.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link UpgradeRequiredProperties}, bound from the files that users write.
 */
class UpgradeRequiredPropertiesTests {

	@TempDir
	private Path directory;

	@Test
	void defaultsAreThoseOfTheContract() {
		bindYaml("", (properties) -> {
			assertThat(properties.isEnabled()).isTrue();
			assertThat(properties.getMode()).isEqualTo(Mode.ENFORCE);
			assertThat(properties.getFilter().getOrder()).isEqualTo(-2147483638);
			assertThat(properties.getExempt().isPreflight()).isTrue();
			assertThat(properties.getExempt().isAcmeChallenge()).isTrue();
			assertThat(properties.getExempt().getPaths()).isEmpty();
			assertThat(properties.getResponse().getType()).isEqualTo("about:blank");
			assertThat(properties.getRules()).isEmpty();
		});
	}

	@Test
	void defaultsOfARuleAreThoseOfTheContract() {
		bindYaml("""
				upgrade:
				  required:
				    rules:
				      feed:
				        protocols: HTTP/2
				""", (properties) -> {
			RuleProperties rule = properties.getRules().get("feed");
			assertThat(rule.getOrder()).isZero();
			assertThat(rule.getPaths()).containsExactly("/**");
			assertThat(rule.getExcludePaths()).isEmpty();
			assertThat(rule.getMethods()).isEmpty();
			assertThat(rule.getMode()).isEqualTo(Mode.ENFORCE);
			assertThat(rule.getAltSvc()).isNull();
		});
		assertThat(new RuleProperties().getProtocols()).isEmpty();
	}

	@Test
	void scalarsAreBound() {
		bindYaml("""
				upgrade:
				  required:
				    enabled: true
				    mode: report
				    filter:
				      order: 7
				    exempt:
				      preflight: false
				      acme-challenge: false
				    response:
				      type: https://example.org/upgrade
				    rules:
				      feed:
				        order: -3
				        protocols: HTTP/2
				        mode: report
				        alt-svc: h3=":443"; ma=86400
				""", (properties) -> {
			assertThat(properties.isEnabled()).isTrue();
			assertThat(properties.getMode()).isEqualTo(Mode.REPORT);
			assertThat(properties.getFilter().getOrder()).isEqualTo(7);
			assertThat(properties.getExempt().isPreflight()).isFalse();
			assertThat(properties.getExempt().isAcmeChallenge()).isFalse();
			assertThat(properties.getResponse().getType()).isEqualTo("https://example.org/upgrade");
			assertThat(properties.getRules().get("feed").getOrder()).isEqualTo(-3);
			assertThat(properties.getRules().get("feed").getMode()).isEqualTo(Mode.REPORT);
			assertThat(properties.getRules().get("feed").getAltSvc()).isEqualTo("h3=\":443\"; ma=86400");
		});
	}

	@ParameterizedTest
	@CsvSource({ "31536000, 31536000", "300, 300", "0, 0", "365d, 31536000", "1500ms, 1" })
	void timeWithoutAUnitIsInSeconds(String written, long seconds) {
		bindYaml("""
				upgrade.required.rules.site:
				  protocols: TLS
				  hsts.max-age: %s
				""".formatted(written),
				(properties) -> assertThat(properties.getRules().get("site").getHsts().getMaxAge().toSeconds())
					.isEqualTo(seconds));
	}

	@Test
	void listsMayBeSeparatedByCommas() {
		bindYaml("""
				upgrade:
				  required:
				    exempt:
				      paths: /health, /metrics
				    rules:
				      feed:
				        paths: /feed/**,/news
				        exclude-paths: /feed/public, /feed/open
				        methods: GET,POST
				        protocols: HTTP/3, HTTP/2
				""", UpgradeRequiredPropertiesTests::assertThatTheListsAreBound);
	}

	@Test
	void listsMayBeThoseOfYaml() {
		bindYaml("""
				upgrade:
				  required:
				    exempt:
				      paths:
				        - /health
				        - /metrics
				    rules:
				      feed:
				        paths:
				          - /feed/**
				          - /news
				        exclude-paths: [ /feed/public, /feed/open ]
				        methods: [ GET, POST ]
				        protocols:
				          - HTTP/3
				          - HTTP/2
				""", UpgradeRequiredPropertiesTests::assertThatTheListsAreBound);
	}

	@Test
	void listsMayBeIndexedInAPropertiesFile() {
		bind("application.properties", """
				upgrade.required.exempt.paths=/health,/metrics
				upgrade.required.rules.feed.paths[0]=/feed/**
				upgrade.required.rules.feed.paths[1]=/news
				upgrade.required.rules.feed.excludePaths=/feed/public,/feed/open
				upgrade.required.rules.feed.methods=GET,POST
				upgrade.required.rules.feed.protocols[0]=HTTP/3
				upgrade.required.rules.feed.protocols[1]=HTTP/2
				""", UpgradeRequiredPropertiesTests::assertThatTheListsAreBound);
	}

	private static void assertThatTheListsAreBound(UpgradeRequiredProperties properties) {
		assertThat(properties.getExempt().getPaths()).containsExactly("/health", "/metrics");
		RuleProperties rule = properties.getRules().get("feed");
		assertThat(rule.getPaths()).containsExactly("/feed/**", "/news");
		assertThat(rule.getExcludePaths()).containsExactly("/feed/public", "/feed/open");
		assertThat(rule.getMethods()).containsExactly("GET", "POST");
		assertThat(rule.getProtocols()).containsExactly("HTTP/3", "HTTP/2");
	}

	// YAML reads a bare "off" as the boolean false
	@ParameterizedTest
	@CsvSource({ "off, OFF", "'\"off\"', OFF", "OFF, OFF", "report, REPORT", "Report, REPORT", "enforce, ENFORCE" })
	void modeIsReadAsAPersonWritesIt(String written, Mode mode) {
		bindYaml("""
				upgrade:
				  required:
				    mode: %1$s
				    rules:
				      feed:
				        protocols: HTTP/2
				        mode: %1$s
				""".formatted(written), (properties) -> {
			assertThat(properties.getMode()).isEqualTo(mode);
			assertThat(properties.getRules().get("feed").getMode()).isEqualTo(mode);
		});
	}

	@Test
	void ruleNamesInBracketsKeepDotsAndCase() {
		bindYaml("""
				upgrade:
				  required:
				    rules:
				      "[Feed.v2]":
				        protocols: HTTP/2
				""", (properties) -> assertThat(properties.getRules()).containsOnlyKeys("Feed.v2"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "upgrade.required.enable", "upgrade.required.rule.feed.mode", "upgrade.required.filter.oder",
					"upgrade.required.exempt.path", "upgrade.required.response.typ", "upgrade.required.rules.feed.path",
					"upgrade.required.rules.feed.protocol", "upgrade.required.rules.feed.mode.global" })
	void unknownPropertyStopsTheStart(String property) {
		assertThatException().isThrownBy(() -> bind("application.properties",
				"upgrade.required.rules.feed.protocols=HTTP/2\n" + property + "=1", (properties) -> {
				}))
			.havingRootCause()
			.isInstanceOf(UnboundConfigurationPropertiesException.class)
			.withMessageContaining(property);
	}

	private void bindYaml(String yaml, Consumer<UpgradeRequiredProperties> assertions) {
		bind("application.yml", yaml, assertions);
	}

	private void bind(String file, String content, Consumer<UpgradeRequiredProperties> assertions) {
		try (ConfigurableApplicationContext context = new ConfiguredApplication(this.directory).file(file, content)
			.run()) {
			assertions.accept(context.getBean(UpgradeRequiredProperties.class));
		}
	}

}
