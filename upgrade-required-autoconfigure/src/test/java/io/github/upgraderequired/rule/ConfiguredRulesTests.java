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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConfiguredRules}.
 */
class ConfiguredRulesTests {

	private static final UpgradeContext PLAIN_GET = UpgradeContext.builder("GET", "/chat").build();

	private static final UpgradeProtocol IOT_MUX = UpgradeProtocol.parse("iot-mux/1");

	@RegisterExtension
	final CapturedLog log = new CapturedLog(RuleWatches.class);

	@RegisterExtension
	final CapturedLog reports = new CapturedLog(ReportLog.class);

	@Test
	void everyRequestProceedsWithoutRules() {
		assertThat(rules().decide(PLAIN_GET)).isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	void requestThatMeetsAllRulesProceeds() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat")
			.secure(null)
			.httpVersion(HttpVersion.HTTP_2)
			.build();
		assertThat(rules(TestRules.rule("tls", "TLS"), TestRules.rule("h2", "HTTP/2")).decide(context))
			.isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	void requestThatMeetsAllRulesButOneIsRefusedByThatOne() {
		UpgradeContext secure = UpgradeContext.builder("GET", "/chat").secure(null).build();
		assertThat(rules(TestRules.rule("tls", "TLS"), TestRules.rule("h2", "HTTP/2")).decide(secure))
			.hasToString("426 [HTTP/2.0] by rule h2");
	}

	@Test
	void ruleThatDoesNotCoverTheRequestHasNoSay() {
		Rule rule = new Rule("live", 0, Mode.ENFORCE, new PathMatch(TestRules.patterns("/live"), List.of(), Set.of()),
				TestRules.requirement("websocket"));
		assertThat(rules(rule).decide(PLAIN_GET)).isEqualTo(UpgradeDecision.proceed());
		assertThat(rules(rule, TestRules.rule("tls", "TLS")).decide(PLAIN_GET)).hasToString("426 [TLS] by rule tls");
	}

	@Test
	void clearTextRequestToWebSocketPathHearsAboutTlsFirst() {
		assertThat(rules(TestRules.rule("a", "websocket"), TestRules.rule("b", "HTTP/2"), TestRules.rule("c", "TLS"))
			.decide(PLAIN_GET)).hasToString("426 [TLS] by rule c");
	}

	@Test
	void lowestOrderAnswersFirst() {
		assertThat(rules(TestRules.rule("tls", "TLS"), TestRules.rule("chat", -1, Mode.ENFORCE, "websocket"))
			.decide(PLAIN_GET)).hasToString("426 [websocket] by rule chat");
	}

	@Test
	void answerDoesNotDependOnTheOrderOfTheList() {
		List<Rule> rules = new ArrayList<>(List.of(TestRules.rule("a", 1, Mode.ENFORCE, "TLS"),
				TestRules.rule("c", "iot-mux/1"), TestRules.rule("b", "websocket")));
		for (int i = 0; i < rules.size(); i++) {
			Collections.rotate(rules, 1);
			assertThat(rules(rules.toArray(Rule[]::new)).decide(PLAIN_GET)).hasToString("426 [websocket] by rule b");
		}
	}

	@Test
	void ruleThatIsOffIsNotLookedAt() {
		assertThat(rules(TestRules.rule("chat", 0, Mode.OFF, "websocket")).decide(PLAIN_GET))
			.isEqualTo(UpgradeDecision.proceed());
		assertThat(this.reports.messages(Level.INFO)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "OFF", "REPORT" })
	void globalModeIsCeilingForEveryRule(Mode ceiling) {
		ConfiguredRules rules = new ConfiguredRules(
				new RuleSettings(ceiling, TestRules.NO_EXEMPTIONS,
						List.of(TestRules.rule("tls", "TLS"), TestRules.rule("chat", "websocket")), false),
				InstantSource.system(), List.of());
		assertThat(rules.decide(PLAIN_GET)).isEqualTo(UpgradeDecision.proceed());
		assertThat(this.reports.messages(Level.INFO)).hasSize((ceiling == Mode.REPORT) ? 2 : 0);
	}

	@Test
	void reportingRuleTellsAndRefusesNothing() {
		assertThat(rules(TestRules.rule("chat", 0, Mode.REPORT, "websocket")).decide(PLAIN_GET))
			.isEqualTo(UpgradeDecision.proceed());
		assertThat(this.reports.messages(Level.INFO)).singleElement()
			.asString()
			.contains("'chat'", "GET /chat", "426 [websocket]");
	}

	@Test
	void reportingRuleDoesNotHideLaterRule() {
		ConfiguredRules rules = rules(TestRules.rule("tls", 0, Mode.REPORT, "TLS"),
				TestRules.rule("chat", "websocket"));
		assertThat(rules.decide(PLAIN_GET)).hasToString("426 [websocket] by rule chat");
		assertThat(this.reports.messages(Level.INFO)).singleElement().asString().contains("'tls'");
	}

	@Test
	void reportingRuleThatIsMetTellsNothing() {
		UpgradeContext secure = UpgradeContext.builder("GET", "/chat").secure(null).build();
		rules(TestRules.rule("tls", 0, Mode.REPORT, "TLS")).decide(secure);
		assertThat(this.reports.messages(Level.INFO)).isEmpty();
	}

	@Test
	void reportingRuleDoesNotAnswerMalformedHandshake() {
		UpgradeContext malformed = offer("websocket").header("Sec-WebSocket-Version", "13").build();
		assertThat(rules(TestRules.rule("chat", 0, Mode.REPORT, "websocket")).decide(malformed))
			.isEqualTo(UpgradeDecision.proceed());
		assertThat(this.reports.messages(Level.INFO)).singleElement().asString().contains("400 [websocket]");
	}

	@Test
	void enforcingRulePresentsTheProtocolThatItIsMetWith() {
		assertThat(rules(TestRules.rule("iot", "iot-mux/1")).decide(offer("h2c, iot-mux/1").build()))
			.hasToString("proceed with " + IOT_MUX);
	}

	@Test
	void reportingRulePresentsNothing() {
		assertThat(rules(TestRules.rule("iot", 0, Mode.REPORT, "iot-mux/1")).decide(offer("h2c, iot-mux/1").build()))
			.isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	void requestPassesForAProtocolThatEveryRuleAccepts() {
		ConfiguredRules rules = rules(TestRules.rule("some", -1, Mode.ENFORCE, "other/1", "iot-mux/1"),
				TestRules.rule("iot", "iot-mux/1"));
		assertThat(rules.decide(offer("iot-mux/1, other/1").build())).hasToString("proceed with iot-mux/1");
		assertThat(rules.decide(offer("iot-mux/1").build())).hasToString("proceed with iot-mux/1");
		ConfiguredRules three = rules(TestRules.rule("a", "a/1", "b/1", "c/1"), TestRules.rule("b", "c/1", "b/1"),
				TestRules.rule("c", "b", "a"));
		assertThat(three.decide(offer("a/1, b/1, c/1").build())).hasToString("proceed with b/1");
	}

	@Test
	void rulesThatPassARequestForDifferentProtocolsRefuseIt() {
		ConfiguredRules rules = rules(TestRules.rule("some", -1, Mode.ENFORCE, "other/1"),
				TestRules.rule("iot", "iot-mux/1"));
		assertThat(rules.decide(offer("iot-mux/1, other/1").build())).hasToString("426 [iot-mux/1] by rule iot")
			.isInstanceOfSatisfying(UpgradeRefusal.class, (refusal) -> assertThat(refusal.detail()).isEqualTo(
					"Another rule passes this request for other/1. Offer only a protocol that every rule accepts."));
	}

	@Test
	void evaluationLeavesNoTrace() {
		ConfiguredRules rules = rules(TestRules.rule("h2", 0, Mode.REPORT, "HTTP/2"), TestRules.rule("tls", "TLS"));
		UpgradeContext unknown = UpgradeContext.builder("GET", "/chat").httpVersion(null).build();
		Evaluation evaluation = rules.evaluate(unknown);
		assertThat(evaluation.decision()).hasToString("426 [TLS] by rule tls");
		assertThat(evaluation.verdicts()).extracting((verdict) -> verdict.rule().name()).containsExactly("tls");
		assertThat(this.log.messages(Level.WARN)).isEmpty();
		assertThat(this.reports.messages(Level.INFO)).isEmpty();
	}

	@Test
	void rulesAreFoundByWhatTheyRequire() {
		Rule elsewhere = new Rule("elsewhere", 0, Mode.ENFORCE,
				new PathMatch(TestRules.patterns("/other"), List.of(), Set.of()), TestRules.requirement("TLS"));
		ConfiguredRules rules = rules(TestRules.rule("b", "TLS"), TestRules.rule("a", "TLS/1.3"), elsewhere,
				TestRules.rule("reported", 0, Mode.REPORT, "TLS"), TestRules.rule("off", 0, Mode.OFF, "TLS"),
				TestRules.rule("h2", "HTTP/2"));
		assertThat(rules.requiring(Kind.TLS)).containsExactly("a", "b", "elsewhere", "reported");
		assertThat(rules.requiring(Kind.SWITCHED)).isEmpty();
		assertThat(rules.requiringTlsOf(PLAIN_GET)).containsExactly("a", "b");
	}

	@Test
	void rulesThatSendStrictTransportSecurityAreFound() {
		SecureHeaders hsts = SecureHeaders.strictTransportSecurity(Duration.ofDays(1), false, false);
		ConfiguredRules rules = rules(sending("site", Mode.ENFORCE, hsts), sending("reported", Mode.REPORT, hsts),
				sending("other", Mode.ENFORCE, SecureHeaders.altSvc("clear")), TestRules.rule("plain", "TLS"));
		assertThat(rules.sendingStrictTransportSecurity()).containsExactly("site");
	}

	private static Rule sending(String name, Mode mode, SecureHeaders headers) {
		return new Rule(name, 0, mode, new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()),
				List.of(TestRules.requirement("TLS")), Answer.REFUSE, headers);
	}

	@Test
	void allConditionsOfARuleMustHold() {
		Rule both = new Rule("both", 0, Mode.ENFORCE, new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()),
				List.of(TestRules.requirement("TLS"), TestRules.requirement("other/1", "iot-mux/1")), Answer.REFUSE,
				SecureHeaders.NONE);
		ConfiguredRules rules = rules(both);
		assertThat(rules.decide(offer("iot-mux/1").build())).hasToString("426 [TLS] by rule both");
		assertThat(rules.decide(UpgradeContext.builder("GET", "/").secure(null).build()))
			.hasToString("426 [other/1, iot-mux/1] by rule both");
		UpgradeDecision passed = rules.decide(offer("iot-mux/1").secure(null).build());
		assertThat(passed).hasToString("proceed with iot-mux/1");
		assertThat(((UpgradeDecision.Proceed) passed).refuseForServer())
			.hasToString("426 [other/1, iot-mux/1] by rule both");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void rulesAreWatched(CapturedOutput output) {
		ConfiguredRules rules = rules(TestRules.rule("chat", "websocket"),
				TestRules.rule("tls", 1, Mode.ENFORCE, "TLS"));
		for (int i = 0; i < 100; i++) {
			rules.decide(PLAIN_GET);
		}
		assertThat(output).containsOnlyOnce("Rule 'chat' has refused its first 100 requests, and none met it.");
		ConfiguredRules met = rules(TestRules.rule("iot", "iot-mux/1"));
		met.decide(offer("iot-mux/1").build());
		for (int i = 0; i < 100; i++) {
			met.decide(PLAIN_GET);
		}
		ConfiguredRules reported = rules(TestRules.rule("reported", 0, Mode.REPORT, "iot-mux/1"));
		for (int i = 0; i < 100; i++) {
			reported.decide(PLAIN_GET);
		}
		assertThat(output).doesNotContain("Rule 'iot' has refused").doesNotContain("Rule 'reported' has refused");
	}

	@Test
	void requestThatNoRuleCoversIsOneConstant() {
		assertThat(rules().evaluate(PLAIN_GET)).isSameAs(Evaluation.NONE);
	}

	@Test
	void protocolIsPresentedAsTheRuleSpellsIt() {
		assertThat(rules(TestRules.rule("iot", "iot-mux")).decide(offer("IOT-Mux/2").build()))
			.hasToString("proceed with iot-mux/2");
	}

	@Test
	void ruleThatPresentsNothingLeavesWhatAnotherOnePresents() {
		UpgradeContext context = offer("iot-mux/1, websocket").secure(null).build();
		assertThat(rules(TestRules.rule("iot", -1, Mode.ENFORCE, "iot-mux/1"), TestRules.rule("tls", "TLS"),
				TestRules.rule("iot-some", 1, Mode.REPORT, "iot-mux"))
			.decide(context)).hasToString("proceed with " + IOT_MUX);
	}

	@Test
	void exemptRequestIsNeitherRefusedNorReported() {
		Exemptions exemptions = new Exemptions(false, false, TestRules.patterns("/chat"));
		ConfiguredRules rules = new ConfiguredRules(new RuleSettings(Mode.ENFORCE, exemptions,
				List.of(TestRules.rule("tls", "TLS"), TestRules.rule("iot", -1, Mode.REPORT, "iot-mux/1")), false),
				InstantSource.system(), List.of());
		assertThat(rules.decide(PLAIN_GET)).isEqualTo(UpgradeDecision.proceed());
		assertThat(this.reports.messages(Level.INFO)).isEmpty();
		assertThat(rules.decide(UpgradeContext.builder("GET", "/orders").build())).hasToString("426 [TLS] by rule tls");
		assertThat(this.reports.messages(Level.INFO)).hasSize(1);
	}

	@Test
	void exemptRequestIsPresentedAsItCame() {
		Exemptions exemptions = new Exemptions(false, false, TestRules.patterns("/chat"));
		ConfiguredRules rules = new ConfiguredRules(
				new RuleSettings(Mode.ENFORCE, exemptions, List.of(TestRules.rule("iot", "iot-mux/1")), false),
				InstantSource.system(), List.of());
		assertThat(rules.decide(offer("h2c, iot-mux/1").build())).isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	void ruleAgainstARequestIsTheOneThatAnswers() {
		ConfiguredRules rules = rules(TestRules.rule("iot", 1, Mode.ENFORCE, "iot-mux/1"),
				TestRules.rule("h2", 0, Mode.ENFORCE, "HTTP/2"), TestRules.rule("tls", -1, Mode.REPORT, "TLS"),
				TestRules.rule("off", -2, Mode.OFF, "TLS"));
		assertThat(rules.ruleAgainst(PLAIN_GET)).isEqualTo("h2");
		UpgradeContext h2 = UpgradeContext.builder("GET", "/chat").httpVersion(HttpVersion.HTTP_2).build();
		assertThat(rules.ruleAgainst(h2)).isEqualTo("iot");
		assertThat(this.reports.messages(Level.INFO)).isEmpty();
	}

	@Test
	void noRuleIsAgainstARequestThatIsMetExemptOrReported() {
		assertThat(rules(TestRules.rule("tls", "TLS"))
			.ruleAgainst(UpgradeContext.builder("GET", "/chat").secure(null).build())).isNull();
		assertThat(rules(TestRules.rule("tls", 0, Mode.REPORT, "TLS")).ruleAgainst(PLAIN_GET)).isNull();
		Exemptions exemptions = new Exemptions(false, false, TestRules.patterns("/chat"));
		ConfiguredRules rules = new ConfiguredRules(
				new RuleSettings(Mode.ENFORCE, exemptions, List.of(TestRules.rule("tls", "TLS")), false),
				InstantSource.system(), List.of());
		assertThat(rules.ruleAgainst(PLAIN_GET)).isNull();
		assertThat(rules.ruleAgainst(UpgradeContext.builder("GET", "/orders").build())).isEqualTo("tls");
	}

	@Test
	@DisplayName("An unknown HTTP version counts as not met, with one warning")
	void unknownHttpVersionIsOneWarning() {
		ConfiguredRules rules = rules(TestRules.rule("h2", "HTTP/2"), TestRules.rule("h3", "HTTP/3"));
		UpgradeContext unknown = UpgradeContext.builder("GET", "/chat").httpVersion(null).build();
		assertThat(rules.decide(unknown)).hasToString("426 [HTTP/2.0] by rule h2");
		assertThat(rules.decide(unknown)).hasToString("426 [HTTP/2.0] by rule h2");
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.startsWith("Rule 'h2' requires a version of HTTP, but it is not known which one a request has");
	}

	@Test
	void unknownHttpVersionIsWarningForReportingRuleToo() {
		rules(TestRules.rule("h2", 0, Mode.REPORT, "HTTP/2"))
			.decide(UpgradeContext.builder("GET", "/chat").httpVersion(null).build());
		assertThat(this.log.messages(Level.WARN)).hasSize(1);
	}

	@Test
	void knownHttpVersionIsNoWarning() {
		rules(TestRules.rule("h2", "HTTP/2")).decide(PLAIN_GET);
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@Test
	void unknownHttpVersionIsNoWarningForRuleOfAnotherKind() {
		rules(TestRules.rule("chat", "websocket"))
			.decide(UpgradeContext.builder("GET", "/chat").httpVersion(null).build());
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@Test
	void unknownHttpVersionIsNoWarningWhereAnotherAlternativeIsMet() {
		rules(TestRules.rule("iot", "HTTP/2", "iot-mux/1")).decide(offer("iot-mux/1").httpVersion(null).build());
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@Test
	void discoveredEndpointRequiresWebSocket() {
		ConfiguredRules rules = discovering(Mode.ENFORCE);
		assertThat(rules.decide(endpoint("/chat"))).hasToString("426 [websocket] by rule websocket.discover");
		assertThat(rules.decide(PLAIN_GET)).isEqualTo(UpgradeDecision.proceed());
		assertThat(rules().decide(endpoint("/chat"))).isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	void configuredRulesAnswerAtTheDoorAndDiscoveryAloneAtTheEndpoint() {
		ConfiguredRules rules = discovering(Mode.ENFORCE, TestRules.rule("zoo", 9, Mode.ENFORCE, "iot-mux/1"));
		assertThat(rules.decide(PLAIN_GET)).hasToString("426 [iot-mux/1] by rule zoo");
		assertThat(rules.decide(endpoint("/chat"))).hasToString("426 [websocket] by rule websocket.discover");
	}

	@Test
	void policyIsToBeAskedOnlyWhereTheRuleForEndpointsIsNotMet() {
		assertThat(discovering(Mode.ENFORCE).decideIfMet(endpoint("/chat"))).isNull();
		assertThat(discovering(Mode.REPORT).decideIfMet(endpoint("/chat"))).isNull();
		assertThat(discovering(Mode.OFF).decideIfMet(endpoint("/chat"))).isEqualTo(UpgradeDecision.proceed());
		UpgradeContext handshake = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
			.webSocketEndpoint()
			.build();
		assertThat(discovering(Mode.ENFORCE).decideIfMet(handshake)).hasToString("proceed with websocket");
	}

	@ParameterizedTest
	@EnumSource
	void handshakeIsShownInNormalFormWhereEndpointsAreJudged(Mode mode) {
		UpgradeContextBuilder handshake = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", "h2c, websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
		assertThat(discovering(mode).normalizesHandshake(handshake.build())).isEqualTo(mode == Mode.ENFORCE);
		assertThat(rules().normalizesHandshake(handshake.build())).isFalse();
		assertThat(discovering(mode).normalizesHandshake(PLAIN_GET)).isFalse();
		assertThat(discovering(Mode.ENFORCE, TestRules.rule("own", 0, mode, "websocket"))
			.normalizesHandshake(handshake.build())).isFalse();
		Exemptions exempt = new Exemptions(false, false, TestRules.patterns("/chat"));
		assertThat(
				new ConfiguredRules(new RuleSettings(mode, exempt, List.of(), true), InstantSource.system(), List.of())
					.normalizesHandshake(handshake.build()))
			.isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void ruleThatNamesWebSocketInAnyModeTakesThePlaceOfDiscoveryAtItsPaths(Mode mode) {
		Rule own = new Rule("own", 0, mode, new PathMatch(TestRules.patterns("/chat"), List.of(), Set.of("DELETE")),
				TestRules.requirement("iot-mux/1", "websocket"));
		ConfiguredRules rules = discovering(Mode.ENFORCE, own);
		assertThat(rules.decide(endpoint("/chat"))).isEqualTo(UpgradeDecision.proceed());
		assertThat(rules.decide(endpoint("/other"))).hasToString("426 [websocket] by rule websocket.discover");
	}

	@ParameterizedTest
	@EnumSource
	void ruleThatAsksARequestForWebSocketIsKnown(Mode mode) {
		Rule own = new Rule("own", 0, mode, new PathMatch(TestRules.patterns("/chat"), List.of(), Set.of("GET")),
				TestRules.requirement("iot-mux/1", "websocket"));
		ConfiguredRules rules = discovering(Mode.ENFORCE, TestRules.rule("iot", "iot-mux/1"), own);
		assertThat(rules.webSocketRule(PLAIN_GET)).isEqualTo((mode != Mode.OFF) ? "own" : null);
		assertThat(rules.webSocketRule(UpgradeContext.builder("POST", "/chat").build())).isNull();
		assertThat(rules.webSocketRule(endpoint("/other"))).isNull();
	}

	@Test
	void ruleOfAnotherProtocolDoesNotTakeThePlaceOfDiscovery() {
		ConfiguredRules rules = discovering(Mode.ENFORCE, TestRules.rule("tls", 0, Mode.REPORT, "TLS"));
		assertThat(rules.decide(endpoint("/chat"))).hasToString("426 [websocket] by rule websocket.discover");
		assertThat(rules.webSocketRule(endpoint("/chat"))).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "OFF", "REPORT" })
	void globalModeIsCeilingForDiscoveryToo(Mode ceiling) {
		assertThat(discovering(ceiling).decide(endpoint("/chat"))).isEqualTo(UpgradeDecision.proceed());
		assertThat(this.reports.messages(Level.INFO)).hasSize((ceiling == Mode.REPORT) ? 1 : 0);
	}

	private static UpgradeContext endpoint(String path) {
		return UpgradeContext.builder("GET", path).webSocketEndpoint().build();
	}

	private static ConfiguredRules discovering(Mode ceiling, Rule... rules) {
		return new ConfiguredRules(new RuleSettings(ceiling, TestRules.NO_EXEMPTIONS, Arrays.asList(rules), true),
				InstantSource.system(), List.of());
	}

	private static ConfiguredRules rules(Rule... rules) {
		return new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS, Arrays.asList(rules), false),
				InstantSource.system(), List.of());
	}

	private static UpgradeContextBuilder offer(String upgrade) {
		return UpgradeContext.builder("GET", "/chat").header("Upgrade", upgrade).header("Connection", "Upgrade");
	}

}
