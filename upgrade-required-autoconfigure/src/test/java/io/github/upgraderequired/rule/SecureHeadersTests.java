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
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecureHeaders} and the responses that have them.
 */
class SecureHeadersTests {

	private static final SecureHeaders DAY = SecureHeaders.altSvc("h3=\":443\"; ma=86400");

	private static final SecureHeaders CLEAR = SecureHeaders.altSvc("clear");

	private static final SecureHeaders YEAR = SecureHeaders.strictTransportSecurity(Duration.ofDays(365), false, false);

	@Test
	void altSvcIsSentAsItIsWritten() {
		assertThat(SecureHeaders.altSvc("h3=\":443\"; ma=86400").fields())
			.isEqualTo(Map.of("Alt-Svc", List.of("h3=\":443\"; ma=86400")));
	}

	@Test
	void strictTransportSecuritySaysWhatIsAskedFor() {
		assertThat(YEAR.fields()).isEqualTo(Map.of("Strict-Transport-Security", List.of("max-age=31536000")));
		assertThat(SecureHeaders.strictTransportSecurity(Duration.ofMillis(1999), true, false).fields())
			.containsEntry("Strict-Transport-Security", List.of("max-age=1; includeSubDomains"));
		assertThat(SecureHeaders.strictTransportSecurity(Duration.ZERO, false, true).fields())
			.containsEntry("Strict-Transport-Security", List.of("max-age=0; preload"));
	}

	@Test
	void onlyNoneIsEmpty() {
		assertThat(SecureHeaders.NONE.isEmpty()).isTrue();
		assertThat(DAY.isEmpty()).isFalse();
	}

	@Test
	void fieldThatIsThereStaysAsItIs() {
		assertThat(DAY.and(YEAR).and(CLEAR).fields()).containsOnlyKeys("Alt-Svc", "Strict-Transport-Security")
			.containsEntry("Alt-Svc", List.of("h3=\":443\"; ma=86400"));
		assertThat(DAY.and(SecureHeaders.NONE)).isEqualTo(DAY);
	}

	@Test
	void nothingIsCopiedWhereThereIsOneRule() {
		assertThat(SecureHeaders.NONE.and(DAY)).isSameAs(DAY);
	}

	@Test
	void refusalOverASecureHopHasTheFields() {
		assertThat(rules(rule("feed", Mode.ENFORCE, DAY, "HTTP/3")).decide(secure(HttpVersion.HTTP_2).build()))
			.hasToString("426 [HTTP/3.0] by rule feed")
			.satisfies((decision) -> assertThat(decision.headers()).isEqualTo(DAY.fields()));
	}

	@Test
	void requestThatMeetsTheRuleHasTheFields() {
		assertThat(rules(rule("feed", Mode.ENFORCE, DAY, "HTTP/3")).decide(secure(HttpVersion.HTTP_3).build()))
			.hasToString("proceed")
			.satisfies((decision) -> assertThat(decision.headers()).isEqualTo(DAY.fields()));
	}

	@Test
	void clearTextHasNone() {
		ConfiguredRules rules = rules(rule("feed", Mode.ENFORCE, DAY, "HTTP/2"));
		assertThat(rules.decide(UpgradeContext.builder("GET", "/a").build()).headers()).isEmpty();
		assertThat(rules.decide(UpgradeContext.builder("GET", "/a").httpVersion(HttpVersion.HTTP_2).build()).headers())
			.isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "OFF", "REPORT" })
	void ruleThatDoesNotEnforceSendsNone(Mode mode) {
		UpgradeContext context = secure(HttpVersion.HTTP_2).build();
		assertThat(rules(rule("feed", mode, DAY, "HTTP/3")).decide(context).headers()).isEmpty();
		assertThat(
				new ConfiguredRules(
						new RuleSettings(mode, TestRules.NO_EXEMPTIONS,
								List.of(rule("feed", Mode.ENFORCE, DAY, "HTTP/3")), false),
						InstantSource.system(), List.of())
					.decide(context)
					.headers())
			.isEmpty();
	}

	@Test
	void exemptRequestHasNone() {
		Exemptions exemptions = new Exemptions(false, false, TestRules.patterns("/a"));
		List<Rule> rules = List.of(rule("feed", Mode.ENFORCE, DAY, "HTTP/2"));
		assertThat(new ConfiguredRules(new RuleSettings(Mode.ENFORCE, exemptions, rules, false), InstantSource.system(),
				List.of())
			.decide(secure(HttpVersion.HTTP_2).build())
			.headers()).isEmpty();
	}

	@Test
	void ruleThatDoesNotCoverTheRequestSendsNone() {
		Rule elsewhere = new Rule("elsewhere", 0, Mode.ENFORCE,
				new PathMatch(TestRules.patterns("/b"), List.of(), Set.of()), List.of(TestRules.requirement("HTTP/2")),
				Answer.REFUSE, DAY);
		assertThat(rules(elsewhere).decide(secure(HttpVersion.HTTP_2).build()).headers()).isEmpty();
		assertThat(
				rules(elsewhere, rule("feed", Mode.ENFORCE, CLEAR, "HTTP/2")).decide(secure(HttpVersion.HTTP_2).build())
					.headers())
			.isEqualTo(CLEAR.fields());
	}

	@Test
	void firstRuleInOrderDecidesForEachField() {
		ConfiguredRules rules = rules(rule("b", Mode.ENFORCE, DAY, "HTTP/2"), rule("a", Mode.ENFORCE, CLEAR, "HTTP/2"),
				rule("tls", Mode.ENFORCE, YEAR, "TLS"), rule("c", Mode.REPORT, DAY, "HTTP/2"));
		assertThat(rules.decide(secure(HttpVersion.HTTP_2).build()).headers())
			.isEqualTo(Map.of("Alt-Svc", List.of("clear"), "Strict-Transport-Security", List.of("max-age=31536000")));
	}

	@Test
	void refusalOfAnotherRuleHasTheFields() {
		ConfiguredRules rules = rules(rule("feed", Mode.ENFORCE, DAY, "HTTP/2"),
				TestRules.rule("first", -1, Mode.ENFORCE, "websocket"));
		assertThat(rules.decide(secure(HttpVersion.HTTP_2).build())).hasToString("426 [websocket] by rule first")
			.satisfies((decision) -> assertThat(decision.headers()).isEqualTo(DAY.fields()));
	}

	private static UpgradeContextBuilder secure(HttpVersion version) {
		return UpgradeContext.builder("GET", "/a").host("app.example").secure(TlsVersion.TLS_1_3).httpVersion(version);
	}

	private static Rule rule(String name, Mode mode, SecureHeaders secureHeaders, String... protocols) {
		return new Rule(name, 0, mode, new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()),
				List.of(TestRules.requirement(protocols)), Answer.REFUSE, secureHeaders);
	}

	private static ConfiguredRules rules(Rule... rules) {
		return new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS, Arrays.asList(rules), false),
				InstantSource.system(), List.of());
	}

}
