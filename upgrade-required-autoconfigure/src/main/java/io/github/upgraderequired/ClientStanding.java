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

package io.github.upgraderequired;

import org.jspecify.annotations.Nullable;

/**
 * How the version of a client stands. Not for applications.
 */
enum ClientStanding {

	/**
	 * The latest, or later, or one that always passes.
	 */
	CURRENT("current", null),

	/**
	 * Accepted, and before the latest.
	 */
	OUTDATED("outdated", null),

	/**
	 * Before the minimum.
	 */
	TOO_OLD("unsupported", "too-old"),

	/**
	 * Refused, although it is not too old.
	 */
	REFUSED("unsupported", "refused"),

	/**
	 * No version that can be read.
	 */
	UNREADABLE("unknown", "unreadable"),

	/**
	 * No product that the rule lists.
	 */
	MISSING("unknown", "missing");

	private final String status;

	private final @Nullable String reason;

	ClientStanding(String status, @Nullable String reason) {
		this.status = status;
		this.reason = reason;
	}

	// What a client is told that asks
	String status() {
		return this.status;
	}

	// Why a client is refused; null if there is no reason to
	@Nullable String reason() {
		return this.reason;
	}

}
