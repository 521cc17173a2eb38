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
import java.util.ArrayList;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
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
 * Tests for the order in which rules answer: {@code order}, kind, name. Nothing that the
 * map of rules is made of may change it: neither the order in a file nor which file,
 * profile or environment variable says something about a rule.
 */
class RuleOrderTests {

	private static final String[] BY_ORDER_KIND_AND_NAME = { "early", "alpha-tls", "zeta-tls", "feed", "legacy-api",
			"chat", "mux", "apps", "late" };

	@TempDir
	private Path directory;

	private ConfiguredApplication application;

	@BeforeEach
	void writeRulesInNoParticularOrder() {
		this.application = new ConfiguredApplication(this.directory).file("application.yml", """
				upgrade:
				  required:
				    rules:
				      mux:
				        protocols: iot-mux/1
				      apps:
				        clients:
				          cli:
				            minimum: 1
				        missing: refuse
				      zeta-tls:
				        protocols: TLS
				      late:
				        order: 1
				        protocols: TLS
				      legacy-api:
				        protocols: HTTP/2
				      early:
				        order: -1
				        protocols: iot-mux/1
				      chat:
				        protocols: websocket
				      alpha-tls:
				        protocols: TLS/1.3
				      feed:
				        protocols: HTTP/2
				""");
	}

	@Test
	void rulesAnswerByOrderThenByKindThenByName() {
		assertThat(rulesInTheOrderOfTheirAnswers()).containsExactly(BY_ORDER_KIND_AND_NAME);
	}

	@Test
	void ruleThatAProfileOverridesAnswersInItsPlace() {
		this.application.file("application-prod.yml", """
				upgrade:
				  required:
				    rules:
				      legacy-api:
				        protocols: HTTP/3
				""");
		assertThat(rulesInTheOrderOfTheirAnswers("--spring.profiles.active=prod"))
			.containsExactly(BY_ORDER_KIND_AND_NAME);
		assertThat(answer("legacy-api", "--spring.profiles.active=prod").upgradeField()).isEqualTo("HTTP/3.0");
	}

	@Test
	void ruleThatAnEnvironmentVariableOverridesAnswersInItsPlace() {
		this.application.variable("UPGRADE_REQUIRED_RULES_LEGACYAPI_PROTOCOLS", "HTTP/3");
		assertThat(rulesInTheOrderOfTheirAnswers()).containsExactly(BY_ORDER_KIND_AND_NAME);
		assertThat(answer("legacy-api").upgradeField()).isEqualTo("HTTP/3.0");
	}

	@Test
	void environmentVariableSwitchesOffTheRuleThatItNamesAndNoOther() {
		this.application.variable("UPGRADE_REQUIRED_RULES_LEGACYAPI_MODE", "off");
		assertThat(rulesInTheOrderOfTheirAnswers()).containsExactly("early", "alpha-tls", "zeta-tls", "feed", "chat",
				"mux", "apps", "late");
	}

	@ParameterizedTest
	@ValueSource(strings = { "legacy_api", "legacy-api", "legacyApi", "LEGACY_API" })
	void environmentVariableOverridesTheRuleInEverySpellingOfItsName(String name) {
		this.application.file("application.yml", "upgrade.required.rules." + name + ".protocols: HTTP/2\n");
		this.application.variable("UPGRADE_REQUIRED_RULES_LEGACYAPI_PROTOCOLS", "HTTP/3");
		assertThat(firstAnswer()).hasToString("426 [HTTP/3.0] by rule " + name);
		assertThat(firstAnswer("--upgrade.required.rules." + name + ".mode=off")).isNull();
	}

	// Each rule in report mode has a line of its own in the log
	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void environmentVariableMakesNoSecondRuleOfTheOneThatItOverrides(CapturedOutput output) {
		this.application.variable("UPGRADE_REQUIRED_RULES_LEGACYAPI_MODE", "report");
		firstAnswer("--upgrade.required.rules.legacy-api.order=-2");
		assertThat(output).containsOnlyOnce("is in report mode and would have refused 1 request")
			.contains("Rule 'legacy-api' is in report mode");
	}

	@Test
	void environmentVariableTakesARuleFromReportToEnforce() {
		this.application.file("application-trial.yml", """
				upgrade:
				  required:
				    rules:
				      legacy-api:
				        mode: report
				""");
		assertThat(rulesInTheOrderOfTheirAnswers("--spring.profiles.active=trial")).doesNotContain("legacy-api");
		this.application.variable("UPGRADE_REQUIRED_RULES_LEGACYAPI_MODE", "enforce");
		assertThat(rulesInTheOrderOfTheirAnswers("--spring.profiles.active=trial"))
			.containsExactly(BY_ORDER_KIND_AND_NAME);
	}

	@Test
	void fileProfileAndEnvironmentVariableMayEachOverrideAnotherRule() {
		this.application.file("application-prod.yml", """
				upgrade:
				  required:
				    rules:
				      mux:
				        protocols: iot-mux/2
				      late:
				        order: 2
				""");
		this.application.variable("UPGRADE_REQUIRED_RULES_LEGACYAPI_PROTOCOLS_0", "HTTP/3");
		this.application.variable("UPGRADE_REQUIRED_RULES_ALPHATLS_MODE", "enforce");
		String prod = "--spring.profiles.active=prod";
		assertThat(rulesInTheOrderOfTheirAnswers(prod)).containsExactly(BY_ORDER_KIND_AND_NAME);
		assertThat(answer("mux", prod).upgradeField()).isEqualTo("iot-mux/2");
		assertThat(answer("legacy-api", prod).upgradeField()).isEqualTo("HTTP/3.0");
		assertThat(answer("alpha-tls", prod).upgradeField()).isEqualTo("TLS/1.3");
	}

	@Test
	void environmentVariableAloneMakesARule() {
		this.application.variable("UPGRADE_REQUIRED_RULES_BETA_PROTOCOLS", "TLS");
		assertThat(rulesInTheOrderOfTheirAnswers()).containsExactly("early", "alpha-tls", "beta", "zeta-tls", "feed",
				"legacy-api", "chat", "mux", "apps", "late");
	}

	@Test
	void rulesEqualButForCaseAndDashesAreOne() {
		this.application.file("application-prod.yml", """
				upgrade:
				  required:
				    rules:
				      legacyApi:
				        protocols: HTTP/3
				""");
		String prod = "--spring.profiles.active=prod";
		assertThat(rulesInTheOrderOfTheirAnswers(prod)).containsExactly(BY_ORDER_KIND_AND_NAME);
		assertThat(answer("legacy-api", prod).upgradeField()).isEqualTo("HTTP/3.0");
	}

	@Test
	void environmentVariableDoesNotRenameARuleWithCapitals() {
		this.application.file("application-prod.yml", """
				upgrade:
				  required:
				    rules:
				      Zeta:
				        order: -2
				        protocols: HTTP/2
				""");
		this.application.variable("UPGRADE_REQUIRED_RULES_ZETA_MODE", "enforce");
		assertThat(firstAnswer("--spring.profiles.active=prod").rule()).isEqualTo("Zeta");
	}

	@Test
	void namesThatDifferInMoreThanCaseAndDashesAreTwoRules() {
		this.application.file("application-prod.yml", """
				upgrade:
				  required:
				    rules:
				      "[api.v1]":
				        order: -3
				        protocols: HTTP/2
				      apiv1:
				        order: -2
				        protocols: HTTP/3
				""");
		String prod = "--spring.profiles.active=prod";
		assertThat(firstAnswer(prod).rule()).isEqualTo("api.v1");
		assertThat(firstAnswer(prod, "--upgrade.required.rules[api.v1].mode=off").rule()).isEqualTo("apiv1");
	}

	// Each start takes out the rule that answered at the one before
	private List<String> rulesInTheOrderOfTheirAnswers(String... arguments) {
		List<String> answered = new ArrayList<>();
		List<String> all = new ArrayList<>(List.of(arguments));
		for (UpgradeRefusal refusal = firstAnswer(all); refusal != null; refusal = firstAnswer(all)) {
			answered.add(refusal.rule());
			assertThat(answered).doesNotHaveDuplicates();
			all.add("--upgrade.required.rules." + refusal.rule() + ".mode=off");
		}
		return answered;
	}

	private UpgradeRefusal firstAnswer(List<String> arguments) {
		return firstAnswer(arguments.toArray(String[]::new));
	}

	private UpgradeRefusal answer(String rule, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--upgrade.required.rules." + rule + ".order=-2");
		UpgradeRefusal refusal = firstAnswer(all);
		assertThat(refusal.rule()).isEqualTo(rule);
		return refusal;
	}

	private UpgradeRefusal firstAnswer(String... arguments) {
		try (ConfigurableApplicationContext context = this.application.run(arguments)) {
			UpgradeContext request = UpgradeContext.builder("GET", "/").build();
			UpgradeDecision decision = context.getBean(UpgradeRules.class).decide(request);
			return (decision instanceof UpgradeRefusal refusal) ? refusal : null;
		}
	}

}
