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

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Counts what happens. The first time is told at once, and the number of all at the end
 * of each minute in which there were more.
 */
final class MinuteCount {

	private final Executor inAMinute;

	private final BiConsumer<Integer, String> teller;

	private int count;

	private boolean told;

	private boolean running;

	private @Nullable String last;

	/**
	 * Create a count of nothing.
	 * @param inAMinute runs what it is given when a minute has passed
	 * @param teller takes the number, and what the last time was
	 */
	MinuteCount(Executor inAMinute, BiConsumer<Integer, String> teller) {
		this.inAMinute = inAMinute;
		this.teller = teller;
	}

	synchronized void add(String occurrence) {
		this.count++;
		this.last = occurrence;
		if (!this.running) {
			tell();
			this.told = true;
			start();
		}
	}

	private void start() {
		this.running = true;
		this.inAMinute.execute(this::endMinute);
	}

	private synchronized void endMinute() {
		this.running = false;
		if (this.count > 0) {
			flush();
			start();
		}
	}

	/**
	 * Tell what has not been told.
	 */
	synchronized void flush() {
		if (this.count > (this.told ? 1 : 0)) {
			tell();
		}
		this.count = 0;
		this.told = false;
	}

	private void tell() {
		this.teller.accept(this.count, String.valueOf(this.last));
	}

	/**
	 * Return in words how many requests there were.
	 * @param count the number
	 * @param kind what kind of requests, with a space in front, or empty
	 * @return the words
	 */
	static String inWords(int count, String kind) {
		return (count == 1) ? "1 request" + kind : count + " requests" + kind + " within a minute";
	}

}
