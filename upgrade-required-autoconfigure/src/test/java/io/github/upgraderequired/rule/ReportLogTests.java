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

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportLog}.
 */
class ReportLogTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final UpgradeRefusal REFUSAL = UpgradeDecision.refuse("websocket").withRule("chat");

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ReportLog.class);

	private long now;

	private final ReportLog reports = new ReportLog(() -> this.now);

	@Test
	void firstRequestIsToldAtOnce() {
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).containsExactly("Rule 'chat' is in report mode and would have"
				+ " refused 1 request, the last one GET /chat with 426 [websocket] by rule chat");
	}

	@Test
	void moreRequestsWithinMinuteAreNotTold() {
		report("chat", "/chat");
		pass(MINUTE.minusNanos(1));
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(1);
	}

	@Test
	void requestsAreCountedUntilTheMinuteIsOver() {
		report("chat", "/chat/1");
		report("chat", "/chat/2");
		report("chat", "/chat/3");
		pass(MINUTE);
		report("chat", "/chat/4");
		assertThat(this.log.messages(Level.INFO)).hasSize(2)
			.last()
			.asString()
			.contains("would have refused 3 requests, the last one GET /chat/4 with");
	}

	@Test
	void countStartsAgainAfterEachLine() {
		report("chat", "/chat");
		pass(MINUTE);
		report("chat", "/chat");
		pass(MINUTE);
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(3).allMatch((line) -> line.contains("refused 1 request,"));
	}

	@Test
	void minuteStartsAgainWithEachLine() {
		report("chat", "/chat");
		pass(MINUTE.multipliedBy(3));
		report("chat", "/chat");
		pass(MINUTE.minusNanos(1));
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(2);
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

	// System.nanoTime() starts anywhere and may overflow
	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, Long.MAX_VALUE })
	void originOfTheClockDoesNotMatter(long origin) {
		this.now = origin;
		report("chat", "/chat");
		pass(MINUTE.minusNanos(1));
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(1);
		pass(Duration.ofNanos(1));
		report("chat", "/chat");
		assertThat(this.log.messages(Level.INFO)).hasSize(2);
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
		this.reports.add(rule, () -> REFUSAL, UpgradeContext.builder("GET", target).build());
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

}
