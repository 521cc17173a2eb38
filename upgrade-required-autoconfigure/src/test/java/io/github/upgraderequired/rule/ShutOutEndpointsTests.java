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
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutOutEndpoints}.
 */
class ShutOutEndpointsTests {

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ShutOutEndpoints.class);

	@ParameterizedTest
	@ValueSource(strings = { "/ws/echo", "/ws/{room}", "/ws/**", "/ws/{*rest}", "/ws/{room:[a-z]+}/x" })
	void ruleThatLeavesNoHandshakeIsNamedWithTheEndpoint(String endpoint) {
		warn(endpoint, TestRules.rule("feed", "HTTP/2"), TestRules.rule("tls", "TLS"));
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.startsWith("Rule 'feed' requires HTTP/2.0 at the WebSocket endpoint " + endpoint + " too.")
			.contains("extended CONNECT")
			.contains("exclude-paths");
	}

	@Test
	void ruleThatLeavesHandshakesIsNotNamed() {
		Rule elsewhere = new Rule("elsewhere", 0, Mode.ENFORCE,
				new PathMatch(TestRules.patterns("/**"), TestRules.patterns("/ws/**"), Set.of()),
				TestRules.requirement("HTTP/3"));
		warn("/ws/echo", TestRules.rule("old", "HTTP/1.1"), TestRules.rule("reported", 0, Mode.REPORT, "HTTP/2"),
				TestRules.rule("both", "HTTP/2", "websocket"), elsewhere);
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@Test
	void configuredEndpointsAreLookedAtToo() {
		Rule chat = new Rule("chat", 0, Mode.ENFORCE, new PathMatch(TestRules.patterns("/chat"), List.of(), Set.of()),
				TestRules.requirement("websocket"));
		new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS,
				List.of(chat,
						new Rule("h2", 0, Mode.ENFORCE, new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()),
								TestRules.requirement("h2"))),
				true), InstantSource.system(), List.of())
			.warnOfShutOut();
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.startsWith("Rule 'h2' requires h2 at the WebSocket endpoint /chat too.");
	}

	@Test
	void exemptEndpointIsNotShutOut() {
		warn("/ws/echo", new Exemptions(true, true, TestRules.patterns("/ws/**")), TestRules.rule("feed", "HTTP/2"));
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	private static void warn(String endpoint, Rule... rules) {
		warn(endpoint, TestRules.NO_EXEMPTIONS, rules);
	}

	private static void warn(String endpoint, Exemptions exemptions, Rule... rules) {
		List<Rule> everywhere = Arrays.stream(rules)
			.map((rule) -> rule.name().equals("elsewhere") ? rule
					: new Rule(rule.name(), rule.order(), rule.mode(),
							new PathMatch(TestRules.patterns("/**"), List.of(), Set.of()), rule.conditions().get(0)))
			.toList();
		ShutOutEndpoints.warnOf(TestRules.patterns(endpoint), new RuleSet(everywhere, List.of(), exemptions));
	}

}
