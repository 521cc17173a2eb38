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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.http.TlsVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what rules of TLS do besides refusing.
 */
class TlsRuleTests {

	private static final SecureHeaders YEAR = SecureHeaders.strictTransportSecurity(Duration.ofDays(365), true, true);

	private static final UpgradeContext CLEAR = UpgradeContext.builder("GET", "/a?b").build();

	private static final UpgradeContext SECURE = UpgradeContext.builder("GET", "/a")
		.host("app.example")
		.secure(TlsVersion.TLS_1_2)
		.build();

	private static final Map<String, List<String>> HEADERS = Map.of("Strict-Transport-Security",
			List.of("max-age=31536000; includeSubDomains; preload"));

	@Test
	void clearTextIsRedirected() {
		assertThat(rules(rule("secure", Mode.ENFORCE, 307, SecureHeaders.NONE, 8443, "TLS")).decide(CLEAR))
			.hasToString("307 to https://localhost:8443/a?b by rule secure");
	}

	@Test
	void whatCannotBeRedirectedIsRefusedWithTheSamePort() {
		ConfiguredRules rules = rules(rule("secure", Mode.ENFORCE, 308, SecureHeaders.NONE, 8443, "TLS/1.3"));
		assertThat(rules.decide(SECURE)).hasToString("426 [TLS/1.3] by rule secure")
			.isInstanceOfSatisfying(UpgradeRefusal.class, (refusal) -> assertThat(refusal.httpsPort()).isEqualTo(8443));
		assertThat(rules.decide(UpgradeContext.builder("GET", "/").host(null).build()))
			.hasToString("426 [TLS/1.3] by rule secure");
	}

	@Test
	void reportModeRedirectsNobody() {
		assertThat(rules(rule("secure", Mode.REPORT, 308, YEAR, "TLS")).decide(CLEAR)).hasToString("proceed");
	}

	@Test
	void secureResponseTellsBrowsersToStay() {
		ConfiguredRules rules = rules(rule("secure", Mode.ENFORCE, 0, YEAR, "TLS"));
		assertThat(rules.decide(SECURE).headers()).isEqualTo(HEADERS);
		assertThat(rules.decide(CLEAR).headers()).isEmpty();
	}

	@Test
	void secureRefusalOfAnyRuleTellsBrowsersToStay() {
		ConfiguredRules rules = rules(TestRules.rule("first", -1, Mode.ENFORCE, "HTTP/3"),
				rule("secure", Mode.ENFORCE, 0, YEAR, "TLS/1.3"));
		assertThat(rules.decide(SECURE)).hasToString("426 [HTTP/3.0] by rule first")
			.satisfies((decision) -> assertThat(decision.headers()).isEqualTo(HEADERS));
	}

	@Test
	void protocolToPresentIsKeptBesideTheHeader() {
		ConfiguredRules rules = rules(rule("secure", Mode.ENFORCE, 0, YEAR, "TLS"), TestRules.rule("iot", "iot-mux/1"));
		UpgradeContext offer = UpgradeContext.builder("GET", "/a")
			.host("app.example")
			.secure(null)
			.header("Upgrade", "iot-mux/1")
			.header("Connection", "Upgrade")
			.build();
		assertThat(rules.decide(offer)).hasToString("proceed with iot-mux/1")
			.satisfies((decision) -> assertThat(decision.headers()).isEqualTo(HEADERS));
	}

	@Test
	void firstRuleThatCoversTheRequestSaysForHowLong() {
		SecureHeaders none = SecureHeaders.strictTransportSecurity(Duration.ZERO, false, false);
		ConfiguredRules rules = rules(rule("b", Mode.ENFORCE, 0, YEAR, "TLS"), rule("a", Mode.ENFORCE, 0, none, "TLS"));
		assertThat(rules.decide(SECURE).headers()).isEqualTo(Map.of("Strict-Transport-Security", List.of("max-age=0")));
	}

	@Test
	void reportingAndSwitchedOffRulesTellBrowsersNothing() {
		assertThat(rules(rule("a", Mode.REPORT, 0, YEAR, "TLS"), rule("b", Mode.OFF, 0, YEAR, "TLS")).decide(SECURE)
			.headers()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "9, 0", "10, 0", "19, 0", "20, 1" })
	void browsersAreToldToStayOnlyWhenTheRuleIsEnforced(long now, int fields) {
		Rule rule = rule("secure", Mode.ENFORCE, 0, YEAR, "TLS")
			.withSchedule(new Schedule(Instant.ofEpochSecond(10), Instant.ofEpochSecond(20)));
		ConfiguredRules rules = new ConfiguredRules(
				new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS, List.of(rule), false),
				() -> Instant.ofEpochSecond(now), List.of());
		assertThat(rules.decide(SECURE).headers()).hasSize(fields);
	}

	@Test
	void exemptAndUncoveredRequestsAreToldNothing() {
		Exemptions exemptions = new Exemptions(false, false, TestRules.patterns("/a"));
		Rule elsewhere = new Rule("elsewhere", 0, Mode.ENFORCE,
				new PathMatch(TestRules.patterns("/b"), List.of(), Set.of()), List.of(TestRules.requirement("TLS")),
				Answer.REFUSE, YEAR);
		assertThat(
				new ConfiguredRules(
						new RuleSettings(Mode.ENFORCE, exemptions,
								List.of(rule("secure", Mode.ENFORCE, 0, YEAR, "TLS")), false),
						InstantSource.system(), List.of())
					.decide(SECURE)
					.headers())
			.isEmpty();
		assertThat(rules(elsewhere).decide(SECURE).headers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST", "app.localhost", "localhost.", "127.0.0.1", "127.8.9.10",
			"[::1]", "[::ffff:127.0.0.1]" })
	void browsersAreNotToldToStayOnTheirOwnMachine(String host) {
		SecureHeaders headers = YEAR.and(SecureHeaders.altSvc("clear"));
		UpgradeContext request = UpgradeContext.builder("GET", "/a").host(host).secure(null).build();
		assertThat(rules(rule("secure", Mode.ENFORCE, 0, headers, "TLS")).decide(request).headers())
			.isEqualTo(Map.of("Alt-Svc", List.of("clear")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost.example", "mylocalhost", "128.0.0.1", "[::2]" })
	void browsersAreToldToStayOnEveryOtherMachine(String host) {
		UpgradeContext request = UpgradeContext.builder("GET", "/a").host(host).secure(null).build();
		assertThat(rules(rule("secure", Mode.ENFORCE, 0, YEAR, "TLS")).decide(request).headers()).isEqualTo(HEADERS);
	}

	private static Rule rule(String name, Mode mode, int redirect, SecureHeaders secureHeaders, String... protocols) {
		return rule(name, mode, redirect, secureHeaders, 443, protocols);
	}

	private static Rule rule(String name, Mode mode, int redirect, SecureHeaders secureHeaders, int port,
			String... protocols) {
		return new Rule(name, 0, mode, new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()),
				List.of(TestRules.requirement(protocols)), new Answer(redirect, port, UnaryOperator.identity()),
				secureHeaders);
	}

	private static ConfiguredRules rules(Rule... rules) {
		return new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS, List.of(rules), false),
				InstantSource.system(), List.of());
	}

}
