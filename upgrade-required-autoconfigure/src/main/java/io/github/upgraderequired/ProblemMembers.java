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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * Extension members of a problem (RFC 9457, section 3.2). Immutable, down to the values.
 *
 * @param values the members by name, in the order in which they were added
 */
record ProblemMembers(Map<String, Object> values) {

	static final ProblemMembers NONE = new ProblemMembers(Map.of());

	private static final Set<String> RESERVED = Set.of("type", "title", "status", "detail", "instance", "protocols",
			"rule", "link", "https");

	ProblemMembers with(Map<String, Object> members) {
		if (members.isEmpty()) {
			return this;
		}
		Map<String, Object> copy = new LinkedHashMap<>(this.values);
		members.forEach((name, value) -> {
			Assert.hasText(name, "'name' must not be empty");
			Assert.isTrue(!RESERVED.contains(name), () -> "'" + name + "' is a member of every refusal");
			copy.put(name, copyOf(value));
		});
		return new ProblemMembers(Collections.unmodifiableMap(copy));
	}

	private static Object copyOf(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(ProblemMembers::copyOf).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> copy = new LinkedHashMap<>();
			map.forEach((name, member) -> copy.put(String.valueOf(name), copyOf(member)));
			return Collections.unmodifiableMap(copy);
		}
		Assert.isTrue(!(value instanceof Number number) || isFinite(number), () -> "JSON has no such number: " + value);
		Assert.isTrue(value instanceof String || value instanceof Number || value instanceof Boolean,
				() -> "Not a string, number, boolean, list or map: " + value);
		return value;
	}

	private static boolean isFinite(Number number) {
		return number instanceof BigDecimal || number instanceof BigInteger || Double.isFinite(number.doubleValue());
	}

}
