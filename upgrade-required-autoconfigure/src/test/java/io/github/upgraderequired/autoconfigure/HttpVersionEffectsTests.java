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
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeRules;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpVersionEffects}. What stops the start is in
 * {@link InvalidConfigurationTests}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HttpVersionEffectsTests {

	private static final String WARNING = "Property upgrade.required.rules.feed.alt-svc names no"
			+ " alternative at a rule that leaves only HTTP/3.";

	private static final UpgradeContext SECURE = UpgradeContext.builder("GET", "/feed").secure(null).build();

	@TempDir
	private Path directory;

	private CapturedOutput output;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.output = output;
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/3", "HTTP/2", "HTTP/1.1", "h2", "HTTP/3, HTTP/2", "websocket, HTTP/2" })
	void ruleOfAVersionOfHttpSendsAltSvc(String protocols) {
		try (ConfigurableApplicationContext context = start("--upgrade.required.rules.feed.protocols=" + protocols,
				"--upgrade.required.rules.feed.alt-svc=h3=\":443\"; ma=86400")) {
			assertThat(context.getBean(UpgradeRules.class).decide(SECURE).headers()).containsOnlyKeys("Alt-Svc")
				.containsEntry("Alt-Svc", List.of("h3=\":443\"; ma=86400"));
		}
		assertThatOutput().doesNotContain("alt-svc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "clear" })
	void emptyValueSendsNothingAndClearIsOne(String value) {
		try (ConfigurableApplicationContext context = start("--upgrade.required.rules.feed.protocols=HTTP/2",
				"--upgrade.required.rules.feed.alt-svc=" + value)) {
			assertThat(context.getBean(UpgradeRules.class).decide(SECURE).headers()).hasSize(value.isEmpty() ? 0 : 1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode=enforce", "mode=report", "alt-svc=", "alt-svc=clear", "protocols=http/3,HTTP/3.0" })
	void ruleThatLeavesOnlyHttp3WithoutAltSvcIsOneWarning(String property) {
		start("--upgrade.required.rules.feed.protocols=HTTP/3", "--upgrade.required.rules.feed." + property).close();
		assertThatOutput().containsOnlyOnce(WARNING)
			.contains("WARN")
			.contains(
					" Clients find HTTP/3 by Alt-Svc (RFC 7838): set the property, for example to h3=\":443\"; ma=86400,"
							+ " unless something else sends that field.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules.feed.mode=off", "mode=off", "rules.feed.alt-svc=h3=\":443\"",
			"rules.feed.protocols=HTTP/3, HTTP/2", "rules.feed.protocols=HTTP/2",
			"rules.feed.protocols=HTTP/3,websocket" })
	void thereIsNoWarningWith(String property) {
		start("--upgrade.required.rules.feed.protocols=HTTP/3", "--upgrade.required." + property).close();
		assertThatOutput().doesNotContain("alt-svc");
	}

	@Test
	void ruleWithAltSvcBesideOneWithoutIsNotTheOneThatIsNamed() {
		start("--upgrade.required.rules.feed.protocols=HTTP/3", "--upgrade.required.rules.other.protocols=HTTP/3",
				"--upgrade.required.rules.other.alt-svc=h3=\":443\"")
			.close();
		assertThatOutput().containsOnlyOnce("alt-svc names no").contains(WARNING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode=enforce", "mode=report", "protocols=H2C,h2c" })
	void ruleThatNamesH2cAloneIsOneWarning(String property) {
		start("--upgrade.required.rules.feed.protocols=h2c", "--upgrade.required.rules.feed." + property).close();
		assertThatOutput().containsOnlyOnce("Property upgrade.required.rules.feed.protocols names h2c alone.")
			.contains("WARN")
			.contains("deprecated (RFC 9113, 3.1)")
			.contains("Write HTTP/2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules.feed.mode=off", "mode=off", "rules.feed.protocols=h2,h2c",
			"rules.feed.protocols=h2c,websocket", "rules.feed.protocols=h2", "rules.feed.protocols=HTTP/2" })
	void thereIsNoWarningOfH2cWith(String property) {
		start("--upgrade.required.rules.feed.protocols=h2c", "--upgrade.required." + property).close();
		assertThatOutput().doesNotContain("h2c alone");
	}

	private ConfigurableApplicationContext start(String... arguments) {
		return new ConfiguredApplication(this.directory).run(arguments);
	}

	private AbstractStringAssert<?> assertThatOutput() {
		return assertThat(this.output.getOut());
	}

}
