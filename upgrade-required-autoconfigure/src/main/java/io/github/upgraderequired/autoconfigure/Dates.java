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

package io.github.upgraderequired.autoconfigure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.github.upgraderequired.rule.Schedule;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the dates of a rule.
 */
final class Dates {

	private final String prefix;

	private final RuleProperties rule;

	/**
	 * Create a reader.
	 * @param prefix the name of the rule's properties up to the last dot
	 * @param rule the properties
	 */
	Dates(String prefix, RuleProperties rule) {
		this.prefix = prefix;
		this.rule = rule;
	}

	Schedule createSchedule() {
		Instant announceAt = parse("announce-at", this.rule.getAnnounceAt());
		Instant enforceAt = enforceAt();
		if (announceAt != null && enforceAt != null && enforceAt.isBefore(announceAt)) {
			throw new InvalidUpgradePropertyException(this.prefix + "enforce-at", this.rule.getEnforceAt(),
					"It is before announce-at, so that the rule would have nothing to announce.",
					"Write a later date, or leave announce-at out.");
		}
		return new Schedule(announceAt, enforceAt);
	}

	@Nullable Instant enforceAt() {
		return parse("enforce-at", this.rule.getEnforceAt());
	}

	private @Nullable Instant parse(String property, @Nullable String text) {
		if (!StringUtils.hasLength(text)) {
			return null;
		}
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			throw new InvalidUpgradePropertyException(this.prefix + property, text,
					"It is no date with a time and an offset from UTC (ISO 8601).",
					"Write a moment such as 2027-01-31T06:00:00Z or 2027-01-31T07:00+01:00.");
		}
	}

}
