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

import io.github.upgraderequired.UpgradeContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Schedule}.
 */
class ScheduleTests {

	@ParameterizedTest
	@CsvSource({ "10, 20, 9, SILENT", "10, 20, 10, ANNOUNCE", "10, 20, 19, ANNOUNCE", "10, 20, 20, ENFORCE",
			"10, 20, 21, ENFORCE", "10, 10, 9, SILENT", "10, 10, 10, ENFORCE", ", 20, 19, SILENT", ", 20, 20, ENFORCE",
			"10, , 9, SILENT", "10, , 10, ANNOUNCE", "10, , 9999, ANNOUNCE", ", , 0, ENFORCE" })
	void stageDependsOnTheDates(@Nullable Long announceAt, @Nullable Long enforceAt, long now, Stage stage) {
		Schedule schedule = new Schedule(instant(announceAt), instant(enforceAt));
		assertThat(schedule.stage(Instant.ofEpochSecond(now))).isEqualTo(stage);
	}

	@Test
	void dateHasComeFromItsFirstNanosecondOn() {
		Schedule schedule = new Schedule(null, Instant.ofEpochSecond(20));
		assertThat(schedule.stage(Instant.ofEpochSecond(20).minusNanos(1))).isEqualTo(Stage.SILENT);
	}

	@Test
	void clockIsAskedOnceAndOnlyWhereARuleHasDates() {
		List<Instant> asked = new ArrayList<>();
		InstantSource clock = () -> {
			asked.add(Instant.EPOCH);
			return Instant.EPOCH;
		};
		UpgradeContext context = UpgradeContext.builder("GET", "/").build();
		rules(clock, TestRules.rule("tls", "TLS")).decide(context);
		assertThat(asked).isEmpty();
		Schedule schedule = new Schedule(Instant.EPOCH, null);
		rules(clock, TestRules.rule("tls", "TLS").withSchedule(schedule),
				TestRules.rule("http", "HTTP/2").withSchedule(schedule))
			.decide(context);
		assertThat(asked).hasSize(1);
	}

	private static ConfiguredRules rules(InstantSource clock, Rule... rules) {
		return new ConfiguredRules(new RuleSettings(Mode.ENFORCE, TestRules.NO_EXEMPTIONS, Arrays.asList(rules), false),
				clock, List.of());
	}

	private static @Nullable Instant instant(@Nullable Long epochSecond) {
		return (epochSecond != null) ? Instant.ofEpochSecond(epochSecond) : null;
	}

}
