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

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportLog}.
 */
class ReportLogTests {

	private static final UpgradeRefusal REFUSAL = UpgradeDecision.refuse("websocket").withRule("chat");

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ReportLog.class);

	private final PassingMinutes minutes = new PassingMinutes();

	private final ReportLog reports = new ReportLog(this.minutes);

	@Test
	void firstRequestIsToldAtOnce() {
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).containsExactly("Rule 'chat' is in report mode and would have"
				+ " refused 1 request, the last one GET /chat with 426 [websocket] by rule chat");
	}

	@Test
	void requestsOfAMinuteAreToldWhenItIsOverAlsoWhenSilenceFollows() {
		for (int i = 1; i <= 500; i++) {
			report("chat", "/chat/" + i);
		}
		assertThat(this.log.messages(Level.INFO)).hasSize(1);
		this.minutes.pass();
		assertThat(this.log.messages(Level.INFO)).hasSize(2)
			.last()
			.asString()
			.contains("would have refused 500 requests within a minute, the last one GET /chat/500 with");
		this.minutes.pass();
		assertThat(this.log.messages(Level.INFO)).hasSize(2);
		assertThat(this.minutes.waiting()).isZero();
	}

	@Test
	void oneRequestIsToldOnce() {
		report("chat", "/chat");
		this.minutes.pass();
		this.minutes.pass();
		assertThat(this.log.messages(Level.INFO)).hasSize(1);
		assertThat(this.minutes.waiting()).isZero();
	}

	@Test
	void countStartsAgainWithEachMinute() {
		report("chat", "/chat");
		report("chat", "/chat");
		this.minutes.pass();
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(2);
		this.minutes.pass();
		assertThat(this.log.messages(Level.INFO)).hasSize(3).last().asString().contains("refused 1 request,");
	}

	@Test
	void requestAfterAQuietMinuteIsToldAtOnce() {
		report("chat", "/chat");
		this.minutes.pass();
		this.minutes.pass();
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(2);
	}

	@Test
	void whatHasNotBeenToldIsToldAtTheEnd() {
		report("chat", "/chat");
		report("live", "/live");
		report("live", "/live");
		this.reports.flush();
		assertThat(this.log.messages(Level.INFO)).hasSize(3)
			.last()
			.asString()
			.contains("Rule 'live'", "would have refused 2 requests within a minute");
		this.reports.flush();
		this.minutes.pass();
		assertThat(this.log.messages(Level.INFO)).hasSize(3);
	}

	@Test
	void everyRuleHasItsOwnMinute() {
		report("chat", "/chat");
		report("live", "/live");
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).satisfiesExactly(
				(line) -> assertThat(line).startsWith("Rule 'chat' "),
				(line) -> assertThat(line).startsWith("Rule 'live' "));
	}

	@Test
	void pathIsLoggedAsTheClientEscapedItAndWithoutTheQuery() {
		report("chat", "/chat%0AForged%20line?token=secret");
		assertThat(this.log.messages(Level.INFO)).singleElement()
			.asString()
			.contains("GET /chat%0AForged%20line with")
			.doesNotContain("\n", "secret");
	}

	private void report(String rule, String target) {
		this.reports.add(rule, REFUSAL, UpgradeContext.builder("GET", target).build());
	}

}
