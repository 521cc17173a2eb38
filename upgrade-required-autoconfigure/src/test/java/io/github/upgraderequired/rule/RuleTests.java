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
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rule}.
 */
class RuleTests {

	@Test
	void orderCountsFirst() {
		assertThat(TestRules.rule("z", -1, Mode.ENFORCE, "websocket")).isLessThan(TestRules.rule("a", "TLS"));
		assertThat(TestRules.rule("a", 1, Mode.ENFORCE, "TLS")).isGreaterThan(TestRules.rule("z", "websocket"));
	}

	@Test
	void kindCountsAmongRulesOfOneOrder() {
		Rule tls = TestRules.rule("c", "TLS");
		Rule http = TestRules.rule("b", "HTTP/2");
		Rule webSocket = TestRules.rule("a", "websocket");
		assertThat(List.of(tls, http, webSocket)).isSorted();
		assertThat(tls).isLessThan(webSocket);
	}

	@Test
	void preferredProtocolTellsTheKind() {
		assertThat(TestRules.rule("z", "HTTP/2", "websocket")).isLessThan(TestRules.rule("a", "websocket", "HTTP/2"));
	}

	@Test
	void nameCountsAmongRulesOfOneKind() {
		assertThat(TestRules.rule("a", "websocket")).isLessThan(TestRules.rule("b", "iot-mux/1"));
	}

	@Test
	void modeDoesNotCount() {
		assertThat(TestRules.rule("a", 0, Mode.REPORT, "TLS"))
			.isEqualByComparingTo(TestRules.rule("a", 0, Mode.ENFORCE, "TLS"));
	}

	@Test
	void ruleInAnotherModeIsTheSame() {
		Rule rule = TestRules.rule("chat", 7, Mode.ENFORCE, "websocket")
			.withSchedule(new Schedule(null, Instant.EPOCH));
		assertThat(rule.withMode(Mode.REPORT)).usingRecursiveComparison().ignoringFields("mode").isEqualTo(rule);
		assertThat(rule.withMode(Mode.REPORT).mode()).isEqualTo(Mode.REPORT);
		assertThat(rule.withMode(Mode.REPORT).refusal(0)).isSameAs(rule.refusal(0));
	}

	@Test
	void refusalNamesTheRule() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat").build();
		UpgradeDecision decision = TestRules.rule("chat", "websocket").judge(context, Stage.ENFORCE).decide(context);
		assertThat(decision).isInstanceOfSatisfying(UpgradeRefusal.class,
				(refusal) -> assertThat(refusal.rule()).isEqualTo("chat"));
	}

	@Test
	void requestThatMeetsTheConditionMeetsTheRule() {
		UpgradeContext secure = UpgradeContext.builder("GET", "/chat").secure(null).build();
		assertThat(TestRules.rule("tls", "TLS").judge(secure, Stage.ENFORCE).isMet()).isTrue();
	}

}
