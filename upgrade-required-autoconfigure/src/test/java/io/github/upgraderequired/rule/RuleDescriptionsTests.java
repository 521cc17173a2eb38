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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.http.AddressBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RuleDescriptions}.
 */
class RuleDescriptionsTests {

	private static final Instant NOW = Instant.parse("2027-02-01T00:00:00Z");

	private static final Rule CHAT = new Rule(
			"chat", 7, Mode.REPORT, new PathMatch(TestRules.patterns("/chat/**", "/talk"),
					TestRules.patterns("/chat/open"), Set.of("POST", "GET")),
			TestRules.requirement("websocket", "iot-mux/1"));

	@RegisterExtension
	final CapturedLog log = new CapturedLog(RuleSnapshot.class);

	@Test
	void ruleIsDescribedAsItIsCompiled() {
		Rule dated = CHAT
			.withSchedule(new Schedule(Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2027-03-01T00:00:00Z")));
		assertThat(rules(dated).describe().rules().get("chat")).containsExactly(Map.entry("name", "chat"),
				Map.entry("mode", "report"), Map.entry("configuredMode", "report"), Map.entry("stage", "report"),
				Map.entry("order", 7), Map.entry("requires", List.of("websocket", "iot-mux/1")),
				Map.entry("paths", List.of("/chat/**", "/talk")), Map.entry("excludePaths", List.of("/chat/open")),
				Map.entry("methods", List.of("GET", "POST")), Map.entry("status", 426),
				Map.entry("announceAt", "2027-01-01T00:00:00Z"), Map.entry("enforceAt", "2027-03-01T00:00:00Z"));
		assertThat(rules(CHAT).describe().rules().get("chat")).doesNotContainKeys("announceAt", "enforceAt");
	}

	@ParameterizedTest
	@CsvSource({ "ENFORCE, 2027-02-02T00:00:00Z, 2027-03-01T00:00:00Z, silent",
			"ENFORCE, 2027-01-01T00:00:00Z, 2027-03-01T00:00:00Z, announce",
			"ENFORCE, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, enforce",
			"REPORT, 2027-02-02T00:00:00Z, 2027-03-01T00:00:00Z, report",
			"OFF, 2027-02-02T00:00:00Z, 2027-03-01T00:00:00Z, off" })
	void stageIsThatOfTheMoment(Mode mode, Instant announceAt, Instant enforceAt, String stage) {
		Rule rule = CHAT.withMode(mode).withSchedule(new Schedule(announceAt, enforceAt));
		assertThat(rules(rule).describe().rules().get("chat")).containsEntry("stage", stage);
	}

	@Test
	void rulesAreInAnswerOrderAndThoseForEndpointsLast() {
		ConfiguredRules rules = new ConfiguredRules(new RuleSettings(Mode.REPORT, TestRules.NO_EXEMPTIONS,
				List.of(CHAT, TestRules.rule("tls", "TLS")), true), () -> NOW, List.of());
		assertThat(rules.describe().rules().values()).extracting((rule) -> rule.get("name") + " " + rule.get("mode"))
			.containsExactly("tls report", "chat report", "websocket.discover report");
		assertThat(rules.describe().mode()).containsExactly(Map.entry("mode", "report"),
				Map.entry("configuredMode", "report"));
		rules.switchMode(Mode.OFF);
		assertThat(rules.describe().mode()).containsExactly(Map.entry("mode", "off"),
				Map.entry("configuredMode", "report"));
	}

	@Test
	void exemptionsAreDescribed() {
		Exemptions exemptions = new Exemptions(true, false, TestRules.patterns("/open"))
			.withNetworks(List.of(AddressBlock.parse("192.0.2.0/24"), AddressBlock.parse("::1")));
		ConfiguredRules rules = new ConfiguredRules(new RuleSettings(Mode.ENFORCE, exemptions, List.of(), true),
				() -> NOW, List.of());
		assertThat(rules.describe().exempt()).containsExactly(Map.entry("preflight", true),
				Map.entry("paths", List.of("/open")),
				Map.entry("networks", List.of("192.0.2.0/24", "0:0:0:0:0:0:0:1/128")));
		UpgradeContext open = UpgradeContext.builder("GET", "/open").build();
		assertThat(rules.explain(open, null)).containsEntry("exempt", true).containsEntry("rules", List.of());
		UpgradeContext internal = UpgradeContext.builder("GET", "/a").remoteAddress("192.0.2.7").build();
		assertThat(rules.explain(internal, null)).containsEntry("exempt", true);
	}

	@Test
	void everyRuleThatCoversARequestSaysWhatItMakesOfIt() {
		Rule silent = TestRules.rule("soon", "HTTP/3").withSchedule(new Schedule(null, Instant.MAX));
		ConfiguredRules rules = rules(TestRules.rule("tls", "TLS"), TestRules.rule("http", 0, Mode.REPORT, "HTTP/1.1"),
				silent, TestRules.rule("off", 0, Mode.OFF, "TLS"), CHAT);
		Map<String, Object> explained = rules.explain(UpgradeContext.builder("GET", "/").build(), null);
		assertThat(explained).containsEntry("exempt", false);
		assertThat(explained.get("answer")).isEqualTo(Map.of("status", 426, "rule", "tls", "requires", "TLS", "detail",
				"This resource is available only over TLS (https)."));
		assertThat(explained.get("rules")).isEqualTo(List.of(
				Map.of("name", "tls", "stage", "enforce", "met", false, "detail",
						"This resource is available only over TLS (https)."),
				Map.of("name", "http", "stage", "report", "met", true), Map.of("name", "soon", "stage", "silent", "met",
						false, "detail", "This resource is available only over HTTP/3 or later.")));
		assertThat(rules.explain(UpgradeContext.builder("GET", "/").secure(null).build(), null).get("answer"))
			.isEqualTo(Map.of("served", true));
	}

	@Test
	void redirectsAndHeadersAreExplained() {
		Rule secure = new Rule("secure", 0, Mode.ENFORCE, PathMatch.EVERYTHING, List.of(TestRules.requirement("TLS")),
				new Answer(308, 443, UnaryOperator.identity()), SecureHeaders.altSvc("clear"));
		ConfiguredRules rules = rules(secure);
		assertThat(rules.describe().rules().get("secure")).containsEntry("status", 308);
		assertThat(rules.explain(UpgradeContext.builder("GET", "/a").host("app.example").build(), null).get("answer"))
			.isEqualTo(Map.of("status", 308, "rule", "secure", "location", "https://app.example/a"));
		assertThat(rules.explain(UpgradeContext.builder("GET", "/a").secure(null).build(), null).get("answer"))
			.isEqualTo(Map.of("served", true, "headers", Map.of("Alt-Svc", List.of("clear"))));
	}

	@Test
	void endpointBehindTheDoorIsExplainedWhereTheDoorLetsPass() {
		Rule announced = new Rule("soon", 0, Mode.ENFORCE, new PathMatch(TestRules.patterns("/a"), List.of(), Set.of()),
				TestRules.requirement("HTTP/2"))
			.withSchedule(new Schedule(Instant.EPOCH, null));
		ConfiguredRules rules = new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS,
				List.of(TestRules.rule("tls", "TLS"), announced), true), () -> NOW, List.of());
		Map<String, Object> refused = rules.explain(request("/a", false).build(), request("/a", true).build());
		assertThat(refused.get("answer").toString()).contains("rule=tls");
		assertThat(refused.get("webSocketEndpoint").toString()).contains("websocket.discover");
		Map<String, Object> late = rules.explain(request("/a", false).secure(null).build(),
				request("/a", true).secure(null).build());
		assertThat(late.get("answer").toString()).contains("rule=websocket.discover");
		Map<String, Object> served = rules.explain(request("/a", false).secure(null).build(),
				handshake(request("/a", true)).secure(null).build());
		assertThat(served.get("answer"))
			.isEqualTo(Map.of("served", true, "headers", Map.of("Deprecation", List.of("@0"))));
	}

	private static UpgradeContextBuilder request(String path, boolean endpoint) {
		UpgradeContextBuilder builder = UpgradeContext.builder("GET", path);
		return endpoint ? builder.webSocketEndpoint() : builder;
	}

	private static UpgradeContextBuilder handshake(UpgradeContextBuilder builder) {
		return builder.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "ENFORCE | 1 rule under upgrade.required.rules",
					"REPORT | 1 rule under upgrade.required.rules, in the" + " global mode REPORT",
					"OFF | 1 rule under upgrade.required.rules, 1 of them off, in the global mode OFF" })
	void numberOfRulesIsToldAtStart(Mode mode, String line) {
		new ConfiguredRules(
				new RuleSettings(mode, TestRules.NO_EXEMPTIONS, List.of(TestRules.rule("tls", "TLS")), true), () -> NOW,
				List.of())
			.tell();
		assertThat(this.log.messages(Level.INFO)).containsExactly(line);
	}

	@Test
	void severalRulesAreTold() {
		rules(CHAT, TestRules.rule("off", 0, Mode.OFF, "TLS")).tell();
		assertThat(this.log.messages(Level.INFO))
			.containsExactly("2 rules under upgrade.required.rules, 1 of them off");
	}

	private static ConfiguredRules rules(Rule... rules) {
		return new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS, Arrays.asList(rules), false),
				() -> NOW, List.of());
	}

}
