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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.util.Assert;

/**
 * Header fields that a decision adds to the response, with their lines. Immutable. Not
 * for applications.
 *
 * @param lines the lines by name, in any case
 */
public record HeaderFields(Map<String, List<String>> lines) {

	static final HeaderFields NONE = new HeaderFields(Map.of());

	/**
	 * Of these a response has one line: RFC 6797, 7.1; RFC 9110, 10.2.3; RFC 9745, 2; RFC
	 * 8594, 3.
	 */
	private static final Set<String> SINGLE = Set.of("strict-transport-security", "retry-after", "deprecation",
			"sunset");

	/**
	 * Return the fields with further lines. Those of a list are added; where there can be
	 * one only, the later one takes its place.
	 * @param later the lines to add, by name
	 * @return both
	 * @throws IllegalArgumentException if a field has no line
	 */
	HeaderFields and(Map<String, List<String>> later) {
		if (later.isEmpty()) {
			return this;
		}
		Map<String, List<String>> both = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		both.putAll(this.lines);
		later.forEach((name, values) -> {
			Assert.notEmpty(values, () -> "The header field '" + name + "' has no line");
			both.merge(name, List.copyOf(values), (first, second) -> merge(name, first, second));
		});
		return new HeaderFields(Collections.unmodifiableMap(both));
	}

	/**
	 * Return the lines of a field to which others come.
	 * @param name the name of the field, in any case
	 * @param present the lines that are there
	 * @param later the lines that come
	 * @return both, or the later ones alone where there can be one only
	 */
	public static List<String> merge(String name, Collection<String> present, List<String> later) {
		if (present.isEmpty() || SINGLE.contains(name.toLowerCase(Locale.ROOT))) {
			return later;
		}
		List<String> union = new ArrayList<>(present);
		later.stream().filter((line) -> !present.contains(line)).forEach(union::add);
		return List.copyOf(union);
	}

}
