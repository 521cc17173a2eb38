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

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.Client;
import io.github.upgraderequired.ClientRelease;
import io.github.upgraderequired.ClientRequirement;
import io.github.upgraderequired.Leniency;
import io.github.upgraderequired.ProductField;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.VersionHeaders;
import io.github.upgraderequired.http.VersionNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RuleWatch}.
 */
class RuleWatchTests {

	private static final Rule TLS = TestRules.rule("secure", "TLS");

	private static final Rule WEBSOCKET = TestRules.rule("chat", "websocket");

	private static final Rule REDIRECT = new Rule("moved", 0, Mode.ENFORCE,
			new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()), List.of(TestRules.requirement("TLS")),
			new Answer(308, 443, UnaryOperator.identity()), SecureHeaders.NONE);

	@RegisterExtension
	final CapturedLog log = new CapturedLog(RuleWatch.class);

	private final PassingMinutes minutes = new PassingMinutes();

	@Test
	void hundredRefusalsWithoutOneThatMetTheRuleAreSuspicious() {
		RuleWatch watch = watch(TLS);
		refuse(watch, TLS, 99);
		assertThat(warnings()).isEmpty();
		refuse(watch, TLS, 200);
		assertThat(warnings()).singleElement()
			.asString()
			.startsWith("Rule 'secure' has refused its first 100 requests, and none met it.")
			.contains("server.forward-headers-strategy", "wrong paths");
	}

	@Test
	void suspicionOfOtherKindsNamesTheProxy() {
		refuse(watch(WEBSOCKET), WEBSOCKET, 100);
		assertThat(warnings()).singleElement()
			.asString()
			.contains("speak another protocol")
			.doesNotContain("server.forward-headers-strategy");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", value = {
			"acme-ios | 100 requests of acme-ios, and none met it. Has a version been released that it accepts?",
			"none | 100 requests, and none met it. Do its clients say who they are" })
	void suspicionOfClientsNamesTheProduct(@Nullable String product, String warning) {
		Rule rule = new Rule("mobile", 0, Mode.ENFORCE, PathMatch.EVERYTHING,
				new ClientRequirement(
						List.of(new ClientRelease("acme-ios", VersionNumber.parse("9"), null, Set.of(), List.of(),
								null)),
						(context) -> new Client("acme-ios", "8"), (name) -> null, new Leniency(false, false),
						new VersionHeaders(null, null, null, null, List.of()), ""));
		refuse(new RuleWatch(rule, product, this.minutes), rule, 100);
		assertThat(warnings()).singleElement().asString().startsWith("Rule 'mobile' has refused its first " + warning);
	}

	@Test
	void clientThatMetTheRuleEndsTheSuspicionOfRequestsWithoutOne() {
		ClientRequirement requirement = new ClientRequirement(
				List.of(new ClientRelease("acme-ios", VersionNumber.parse("9"), null, Set.of(), List.of(), null)),
				new ProductField("User-Agent", Set.of("acme-ios")), (name) -> null, new Leniency(false, false),
				new VersionHeaders(null, null, null, null, List.of()), "");
		ConfiguredRules rules = new ConfiguredRules(
				new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS,
						List.of(new Rule("mobile", 0, Mode.ENFORCE, PathMatch.EVERYTHING, requirement)), false),
				InstantSource.system(), List.of());
		rules.decide(get().header("User-Agent", "acme-ios/9").build());
		for (int i = 0; i < 100; i++) {
			rules.decide(get().header("User-Agent", "curl/8").build());
		}
		assertThat(warnings()).isEmpty();
		for (int i = 0; i < 100; i++) {
			rules.decide(get().header("User-Agent", "acme-ios/8").build());
		}
		assertThat(warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 99 })
	void oneRequestThatMetTheRuleEndsTheSuspicion(int before) {
		RuleWatch watch = watch(TLS);
		refuse(watch, TLS, before);
		watch.met();
		refuse(watch, TLS, 500);
		assertThat(warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Authorization, Bearer secret", "Cookie, session=secret" })
	void credentialsInClearTextAreWarnedAboutOnceAMinuteWithACount(String name, String value) {
		RuleWatch watch = watch(TLS);
		UpgradeContext context = get().header(name, value).build();
		watch.refused(TLS.judge(context, Stage.ENFORCE).decide(context), context);
		watch.refused(TLS.judge(context, Stage.ENFORCE).decide(context), context);
		this.minutes.pass();
		assertThat(warnings()).hasSize(2).noneMatch((line) -> line.contains("secret"));
		assertThat(warnings().get(0)).startsWith("Rule 'secure' has refused 1 request in clear text with credentials"
				+ " (Authorization or Cookie), the last one from 127.0.0.1.");
		assertThat(warnings().get(1)).startsWith("Rule 'secure' has refused 2 requests in clear text with credentials"
				+ " within a minute (Authorization or Cookie)");
	}

	@Test
	void credentialsAreNoMatterOverTlsOrForOtherRules() {
		UpgradeContext secure = get().secure(null).header("Cookie", "a=b").build();
		watch(TLS).refused(TestRules.rule("secure", "TLS/1.3").judge(secure, Stage.ENFORCE).decide(secure), secure);
		UpgradeContext clear = get().header("Cookie", "a=b").build();
		watch(WEBSOCKET).refused(WEBSOCKET.judge(clear, Stage.ENFORCE).decide(clear), clear);
		UpgradeContext anonymous = get().build();
		watch(TLS).refused(TLS.judge(anonymous, Stage.ENFORCE).decide(anonymous), anonymous);
		assertThat(warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Proto, https", "X-Forwarded-Proto, HTTPS", "Forwarded, for=192.0.2.1;Proto=HTTPS" })
	void redirectOfARequestThatCameOverHttpsIsALoop(String name, String value) {
		RuleWatch watch = watch(REDIRECT);
		UpgradeContext context = get().header(name, value).build();
		watch.refused(REDIRECT.judge(context, Stage.ENFORCE).decide(context), context);
		watch.refused(REDIRECT.judge(context, Stage.ENFORCE).decide(context), context);
		assertThat(warnings()).singleElement()
			.asString()
			.startsWith("Rule 'moved' redirects a request to https that came over https already")
			.contains("server.forward-headers-strategy");
	}

	@Test
	void loopNamesThePeerAndWhoMayNotTrustIt() {
		UpgradeContext context = get().header("X-Forwarded-Proto", "https").remoteAddress("203.0.113.9").build();
		watch(REDIRECT).refused(REDIRECT.judge(context, Stage.ENFORCE).decide(context), context);
		assertThat(warnings()).singleElement()
			.asString()
			.contains("It came from 203.0.113.9.")
			.contains("server.tomcat.remoteip.internal-proxies");
	}

	@Test
	void loopIsSeenInEveryFieldThatSaysHttps() {
		for (String[] field : List.of(new String[] { "Forwarded", "for=192.0.2.7;proto=\"https\"" },
				new String[] { "X-Forwarded-Ssl", "on" }, new String[] { "X-Forwarded-Proto", "HTTPS" },
				new String[] { "X-Forwarded-Proto", "wss" })) {
			UpgradeContext context = get().header(field[0], field[1]).build();
			int before = warnings().size();
			watch(REDIRECT).refused(REDIRECT.judge(context, Stage.ENFORCE).decide(context), context);
			assertThat(warnings()).as(field[1]).hasSize(before + 1);
		}
	}

	@Test
	void redirectOfARequestThatCameInClearTextIsNone() {
		RuleWatch watch = watch(REDIRECT);
		for (UpgradeContext context : List.of(get().build(), get().header("X-Forwarded-Proto", "http").build(),
				get().header("Forwarded", "proto=http;host=https").build())) {
			watch.refused(REDIRECT.judge(context, Stage.ENFORCE).decide(context), context);
		}
		assertThat(warnings()).isEmpty();
	}

	@Test
	void refusalDoesNotLoop() {
		UpgradeContext context = get().header("X-Forwarded-Proto", "https").build();
		watch(TLS).refused(TLS.judge(context, Stage.ENFORCE).decide(context), context);
		assertThat(warnings()).isEmpty();
	}

	private RuleWatch watch(Rule rule) {
		return new RuleWatch(rule, null, this.minutes);
	}

	private static void refuse(RuleWatch watch, Rule rule, int times) {
		UpgradeContext context = get().build();
		for (int i = 0; i < times; i++) {
			watch.refused(rule.judge(context, Stage.ENFORCE).decide(context), context);
		}
	}

	private static UpgradeContextBuilder get() {
		return UpgradeContext.builder("GET", "/chat");
	}

	private List<String> warnings() {
		return this.log.messages(Level.WARN);
	}

}
