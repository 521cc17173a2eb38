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

import java.util.ArrayList;
import java.util.List;

/**
 * A list-based header field whose members hold no quoted string, such as {@code Upgrade}
 * and {@code Connection} (RFC 9110, sections 5.6.1, 7.6.1 and 7.8). The members may be
 * spread over several field lines, with optional white space around them; empty members
 * do not count. Reading takes time linear in the length of the lines.
 */
public final class FieldList {

	private FieldList() {
	}

	/**
	 * Return the members of a field, in the order in which they were sent.
	 * @param lines the values of the field's lines, in order
	 * @return the members without surrounding white space; empty if there are none
	 */
	public static List<String> members(List<String> lines) {
		List<String> members = new ArrayList<>();
		anyMember(lines, (line, start, end) -> {
			members.add(line.substring(start, end));
			return false;
		});
		return members;
	}

	/**
	 * Return whether a field has the given member, compared case-insensitively.
	 * @param lines the values of the field's lines, in order
	 * @param member the member to look for
	 * @return {@code true} if at least one line holds it
	 */
	public static boolean contains(List<String> lines, String member) {
		return anyMember(lines, (line, start, end) -> end - start == member.length()
				&& line.regionMatches(true, start, member, 0, member.length()));
	}

	private static boolean anyMember(List<String> lines, MemberTest test) {
		for (String line : lines) {
			int start = 0;
			while (start <= line.length()) {
				int comma = line.indexOf(',', start);
				int end = (comma >= 0) ? comma : line.length();
				if (isMember(line, start, end, test)) {
					return true;
				}
				start = end + 1;
			}
		}
		return false;
	}

	// OWS is space and horizontal tab only (RFC 9110, 5.6.3), unlike String.trim() and
	// strip()
	private static boolean isMember(String line, int start, int end, MemberTest test) {
		while (start < end && isWhitespace(line.charAt(start))) {
			start++;
		}
		while (start < end && isWhitespace(line.charAt(end - 1))) {
			end--;
		}
		return start < end && test.test(line, start, end);
	}

	private static boolean isWhitespace(char c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * A test of a member, where it stands in its line.
	 */
	@FunctionalInterface
	private interface MemberTest {

		boolean test(String line, int start, int end);

	}

}
