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

import org.jspecify.annotations.Nullable;

/**
 * From when on a rule does what.
 *
 * @param announceAt when it begins to announce what it is going to refuse, or
 * {@code null} if it does not
 * @param enforceAt when it begins to refuse; {@code null} for never if it announces, and
 * else for always
 */
public record Schedule(@Nullable Instant announceAt, @Nullable Instant enforceAt) {

	/**
	 * No dates.
	 */
	public static final Schedule ALWAYS = new Schedule(null, null);

	boolean isAlways() {
		return this.announceAt == null && this.enforceAt == null;
	}

	Stage stage(Instant now) {
		if (isAlways() || hasCome(this.enforceAt, now)) {
			return Stage.ENFORCE;
		}
		return hasCome(this.announceAt, now) ? Stage.ANNOUNCE : Stage.SILENT;
	}

	private static boolean hasCome(@Nullable Instant date, Instant now) {
		return date != null && !now.isBefore(date);
	}

}
