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

package io.github.upgraderequired.rule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.upgraderequired.UpgradeContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what changes in {@link ConfiguredRules} while an application runs.
 */
class SwitchedModesTests {

	private static final UpgradeContext CLEAR = UpgradeContext.builder("GET", "/").build();

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "ENFORCE, ENFORCE, -, -, ENFORCE", "ENFORCE, ENFORCE, -, REPORT, REPORT",
					"ENFORCE, OFF, -, ENFORCE, ENFORCE", "REPORT, ENFORCE, -, ENFORCE, REPORT",
					"ENFORCE, ENFORCE, OFF, -, OFF", "ENFORCE, ENFORCE, REPORT, ENFORCE, REPORT",
					"OFF, ENFORCE, ENFORCE, -, ENFORCE", "OFF, REPORT, ENFORCE, OFF, OFF" })
	void modeSetByHandTakesThePlaceOfTheConfiguredOneAndTheCeilingHolds(Mode global, Mode rule,
			@Nullable Mode globalByHand, @Nullable Mode ruleByHand, Mode effective) {
		ConfiguredRules rules = rules(global, TestRules.rule("tls", 0, rule, "TLS"));
		if (globalByHand != null) {
			rules.switchMode(globalByHand);
		}
		if (ruleByHand != null) {
			assertThat(rules.switchMode("tls", ruleByHand)).isTrue();
		}
		assertThat(mode(rules)).isEqualTo(effective);
		rules.switchMode(null);
		rules.switchMode("tls", null);
		assertThat(mode(rules)).isEqualTo(rule.weaker(global));
	}

	@Test
	void ruleForEndpointsIsSwitchedToo() {
		ConfiguredRules rules = rules(Mode.ENFORCE);
		UpgradeContext endpoint = UpgradeContext.builder("GET", "/").webSocketEndpoint().build();
		assertThat(rules.decide(endpoint)).hasToString("426 [websocket] by rule websocket.discover");
		assertThat(rules.switchMode("websocket.discover", Mode.OFF)).isTrue();
		assertThat(rules.decide(endpoint)).hasToString("proceed");
	}

	@Test
	void unknownRuleIsNotSwitched() {
		assertThat(rules(Mode.ENFORCE).switchMode("tls", Mode.OFF)).isFalse();
	}

	@Test
	void modeSetByHandSurvivesOtherSettings() {
		ConfiguredRules rules = rules(Mode.ENFORCE, TestRules.rule("tls", "TLS"), TestRules.rule("gone", "HTTP/3"));
		rules.switchMode("tls", Mode.REPORT);
		rules.replace(settings(Mode.ENFORCE, TestRules.rule("tls", "TLS"), TestRules.rule("new", "HTTP/2")));
		assertThat(rules.decide(CLEAR)).hasToString("426 [HTTP/2.0] by rule new");
		rules.replace(settings(Mode.ENFORCE, TestRules.rule("new", "HTTP/1.1")));
		assertThat(rules.decide(CLEAR)).hasToString("proceed");
		rules.replace(settings(Mode.ENFORCE, TestRules.rule("tls", "TLS")));
		assertThat(rules.decide(CLEAR)).hasToString("proceed");
	}

	@Test
	void modeOfARuleThatIsGoneCanBeTakenBack() {
		ConfiguredRules rules = rules(Mode.ENFORCE, TestRules.rule("tls", "TLS"));
		rules.switchMode("tls", Mode.OFF);
		rules.replace(settings(Mode.ENFORCE));
		assertThat(rules.switchMode("tls", Mode.REPORT)).isFalse();
		assertThat(rules.switchMode("tls", null)).isTrue();
		assertThat(rules.switchMode("tls", null)).isFalse();
		rules.replace(settings(Mode.ENFORCE, TestRules.rule("tls", "TLS")));
		assertThat(rules.decide(CLEAR)).hasToString("426 [TLS] by rule tls");
	}

	@Test
	void ruleThatIsGoingToRefuseIsAgainstARequest() {
		ConfiguredRules rules = rules(Mode.ENFORCE,
				TestRules.rule("tls", "TLS").withSchedule(new Schedule(null, Instant.MAX)),
				TestRules.rule("http", "HTTP/2").withSchedule(new Schedule(Instant.EPOCH, null)));
		assertThat(rules.ruleAgainst(CLEAR)).isEqualTo("tls");
		assertThat(rules.decide(CLEAR).headers()).containsOnlyKeys("Deprecation");
	}

	@Test
	void refusalsAreTheSameInEveryMode() {
		ConfiguredRules rules = rules(Mode.ENFORCE, TestRules.rule("tls", 0, Mode.OFF, "TLS"));
		Set<?> refusals = rules.refusals();
		rules.switchMode("tls", Mode.ENFORCE);
		assertThat(rules.decide(CLEAR)).isIn(refusals);
		assertThat(rules.refusals()).isEqualTo(refusals);
	}

	@Test
	void requestsThatAreServedAllTheSameAreTold() {
		List<Incident> incidents = new ArrayList<>();
		Rule announced = TestRules.rule("soon", "HTTP/3").withSchedule(new Schedule(Instant.EPOCH, null));
		Rule silent = TestRules.rule("later", "HTTP/2").withSchedule(new Schedule(Instant.MAX, null));
		ConfiguredRules rules = new ConfiguredRules(
				settings(Mode.ENFORCE, TestRules.rule("tls", 0, Mode.REPORT, "TLS"),
						TestRules.rule("met", 0, Mode.REPORT, "HTTP/1.1"), announced, silent),
				InstantSource.system(), List.of(incidents::add));
		rules.decide(CLEAR);
		assertThat(incidents).extracting((incident) -> incident.effect() + " " + incident.refusal())
			.containsExactly("REPORTED 426 [TLS] by rule tls", "ANNOUNCED 426 [HTTP/3.0] by rule soon");
		rules.explain(CLEAR, null);
		assertThat(incidents).hasSize(2);
		// Whoever is refused by another rule is not served with the news
		rules.replace(settings(Mode.ENFORCE, announced, TestRules.rule("zeta", "HTTP/3")));
		rules.decide(CLEAR);
		assertThat(incidents).hasSize(2);
	}

	@Test
	void whoIsRefusedIsToldByTheResponses() {
		List<Incident> incidents = new ArrayList<>();
		ConfiguredRules rules = new ConfiguredRules(settings(Mode.ENFORCE, TestRules.rule("tls", "TLS")),
				InstantSource.system(), List.of(incidents::add));
		rules.decide(CLEAR);
		assertThat(incidents).isEmpty();
	}

	// In every state the first rule answers, or none does
	@Test
	void noRequestSeesHalfAState() throws InterruptedException {
		Rule first = TestRules.rule("a", "TLS");
		Rule second = TestRules.rule("b", "TLS");
		ConfiguredRules rules = rules(Mode.ENFORCE, first, second);
		Set<String> decisions = ConcurrentHashMap.newKeySet();
		AtomicBoolean running = new AtomicBoolean(true);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Thread thread = new Thread(() -> {
				do {
					decisions.add(rules.decide(CLEAR).toString());
				}
				while (running.get());
			});
			thread.setDaemon(true);
			thread.start();
			threads.add(thread);
		}
		try {
			for (int i = 0; i < 5_000; i++) {
				rules.switchMode((i % 2 != 0) ? Mode.ENFORCE : Mode.OFF);
				rules.replace(
						(i % 3 != 0) ? settings(Mode.ENFORCE, first, second) : settings(Mode.REPORT, second, first));
			}
		}
		finally {
			running.set(false);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(decisions).isSubsetOf("proceed", "426 [TLS] by rule a");
	}

	private static Mode mode(ConfiguredRules rules) {
		Map<String, Object> description = rules.describe().rules().get("tls");
		String effective = rules.decide(CLEAR).toString();
		Mode mode = Mode.valueOf(description.get("mode").toString().toUpperCase(Locale.ROOT));
		assertThat(effective).isEqualTo((mode != Mode.ENFORCE) ? "proceed" : "426 [TLS] by rule tls");
		return mode;
	}

	private static RuleSettings settings(Mode mode, Rule... rules) {
		return new RuleSettings(mode, TestRules.NO_EXEMPTIONS, Arrays.asList(rules), true);
	}

	private static ConfiguredRules rules(Mode mode, Rule... rules) {
		return new ConfiguredRules(settings(mode, rules), InstantSource.system(), List.of());
	}

}
