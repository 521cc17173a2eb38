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

package io.github.upgraderequired.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A response as it came over the wire.
 *
 * @param statusLine the status line
 * @param fields the lines of the header
 * @param body the body, without transfer coding
 */
public record RawResponse(String statusLine, List<String> fields, byte[] body) {

	private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

	public int status() {
		return Integer.parseInt(this.statusLine.split(" ")[1]);
	}

	public List<String> lines(String name) {
		return this.fields.stream()
			.filter((field) -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((field) -> field.substring(name.length() + 1).trim())
			.toList();
	}

	public @Nullable String field(String name) {
		List<String> lines = lines(name);
		return lines.isEmpty() ? null : String.join(", ", lines);
	}

	public List<String> members(String name) {
		return lines(name).stream().flatMap((line) -> Arrays.stream(COMMA.split(line))).toList();
	}

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.statusLine + "\n" + String.join("\n", this.fields) + "\n\n" + text();
	}

}
