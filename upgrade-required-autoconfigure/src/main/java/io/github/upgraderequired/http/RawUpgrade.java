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

package io.github.upgraderequired.http;

import java.util.List;

/**
 * The {@code Upgrade} lines of a connection, for servers that switch by them and not by
 * what a filter presents.
 */
public final class RawUpgrade {

	/**
	 * Explains the refusal of a request that such a server cannot switch.
	 */
	public static final String DETAIL = "This server switches only when the last Upgrade line"
			+ " names that one protocol and nothing else.";

	private RawUpgrade() {
	}

	/**
	 * Return whether such a server understands the lines: whether the last one names just
	 * the protocol.
	 * @param lines the values of all {@code Upgrade} lines
	 * @param protocol the protocol to switch to
	 * @return whether the server will switch
	 */
	public static boolean names(List<String> lines, String protocol) {
		return !lines.isEmpty() && lines.get(lines.size() - 1).equalsIgnoreCase(protocol);
	}

}
