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

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts, and lets the count through once a minute.
 */
final class Throttle {

	private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier nanoTime;

	private long count;

	private long last;

	private boolean started;

	/**
	 * Create a throttle.
	 * @param nanoTime the clock, in nanoseconds from any origin
	 */
	Throttle(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Count one.
	 * @return the number since the last time it was let through, or empty if that was
	 * less than a minute ago
	 */
	synchronized OptionalLong count() {
		long now = this.nanoTime.getAsLong();
		this.count++;
		if (this.started && now - this.last < INTERVAL) {
			return OptionalLong.empty();
		}
		this.started = true;
		this.last = now;
		long counted = this.count;
		this.count = 0;
		return OptionalLong.of(counted);
	}

}
