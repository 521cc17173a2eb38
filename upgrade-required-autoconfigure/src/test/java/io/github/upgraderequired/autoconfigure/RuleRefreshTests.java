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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RuleRefresh}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RuleRefreshTests {

	private static final String RULES = "upgrade.required.rules.";

	private final Map<String, Object> remote = new HashMap<>(
			Map.of(RULES + "secure.protocols", "TLS", RULES + "feed.protocols", "HTTP/3"));

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.context = new ConfiguredApplication(directory).file("application.yml", "spring.main.banner-mode: off")
			.source(new MapPropertySource("remote", this.remote))
			.run();
		assertThat(decide()).isEqualTo("426 [TLS] by rule secure");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void rulesAreTakenAnew() {
		this.remote.put(RULES + "secure.paths", "/accounts/**");
		refresh();
		assertThat(decide()).isEqualTo("426 [HTTP/3.0] by rule feed");
		this.remote.put(RULES + "new.protocols", "TLS");
		refresh();
		assertThat(decide()).isEqualTo("426 [TLS] by rule new");
	}

	@Test
	void ruleThatIsDeletedIsGone() {
		this.remote.keySet().removeIf((name) -> name.startsWith(RULES));
		refresh();
		assertThat(decide()).isEqualTo("proceed");
	}

	@Test
	void globalModeAndExemptionsAreTakenAnew() {
		this.remote.put("upgrade.required.exempt.networks", "127.0.0.0/8");
		refresh();
		assertThat(decide()).isEqualTo("proceed");
		this.remote.remove("upgrade.required.exempt.networks");
		this.remote.put("upgrade.required.mode", "report");
		refresh();
		assertThat(decide()).isEqualTo("proceed");
	}

	@Test
	void modeSetByHandSurvives() {
		this.context.getBean(ConfiguredRules.class).switchMode("secure", Mode.REPORT);
		this.remote.remove(RULES + "feed.protocols");
		refresh();
		assertThat(decide()).isEqualTo("proceed");
	}

	@ParameterizedTest
	@CsvSource({ "rules.secure.protocols, https", "rules.secure.protocol, TLS", "rules.secure.mode, maybe",
			"rules.secure.enforce-at, tomorrow", "unknown, 1", "exempt.networks, here" })
	void badConfigurationIsRefusedAndTheOldRulesGoOn(String property, String value, CapturedOutput output) {
		this.remote.put("upgrade.required." + property, value);
		refresh();
		assertThat(decide()).isEqualTo("426 [TLS] by rule secure");
		assertThat(output).containsOnlyOnce("is not valid; the rules stay as they were");
		this.remote.remove("upgrade.required." + property);
		this.remote.put(RULES + "secure.protocols", "TLS/1.3");
		refresh();
		assertThat(decide()).isEqualTo("426 [TLS/1.3] by rule secure");
	}

	@ParameterizedTest
	@CsvSource({ "enabled, false", "filter.order, 5", "http-version.header, X-Http", "websocket.discover, false",
			"exempt.actuator, all", "response.type, 'urn:x'", "response.upgrade-field, direct", "check.path, /check",
			"metrics.max-client-versions, 5" })
	void whatHoldsUntilTheNextStartIsWarnedOf(String property, String value, CapturedOutput output) {
		this.remote.put("upgrade.required." + property, value);
		this.remote.put(RULES + "secure.protocols", "TLS/1.3");
		refresh();
		assertThat(output)
			.containsOnlyOnce("without effect until the application is started again: upgrade.required." + property);
		assertThat(decide()).isEqualTo("426 [TLS/1.3] by rule secure");
	}

	@Test
	void whatDidNotChangeIsNotWarnedOf(CapturedOutput output) {
		refresh();
		assertThat(output).doesNotContain("without effect");
	}

	private void refresh() {
		this.context.publishEvent(new EnvironmentChangeEvent(this.context, Set.of(RULES + "secure.protocols")));
	}

	private String decide() {
		return this.context.getBean(UpgradeRules.class).decide(UpgradeContext.builder("GET", "/").build()).toString();
	}

}
