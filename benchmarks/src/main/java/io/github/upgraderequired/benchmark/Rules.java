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

package io.github.upgraderequired.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of an application.
 */
enum Rules {

	/**
	 * None covers a request.
	 */
	ELSEWHERE("TLS"),

	/**
	 * The first covers what is asked for, and it is met.
	 */
	MET("HTTP/1.1"),

	/**
	 * The first covers what is asked for, and it is not met.
	 */
	REFUSING("TLS");

	/** Beside, below and above what is asked for, in all forms that patterns have. */
	private static final List<String> FORMS = List.of("/api/resource%d", "/api/resource%d/**", "/api/orders/%d/items",
			"/api/{version}/resource%d", "/{tenant}/resource%d/**");

	private final String protocol;

	Rules(String protocol) {
		this.protocol = protocol;
	}

	/**
	 * Return the patterns of the paths.
	 */
	List<String> patterns(int size) {
		List<String> patterns = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			boolean first = i == 0 && this != ELSEWHERE;
			patterns.add(first ? "/api/**" : FORMS.get(i % FORMS.size()).formatted(i));
		}
		return patterns;
	}

	/**
	 * Return the properties of the rules.
	 */
	Map<String, Object> properties(int size) {
		Map<String, Object> properties = new HashMap<>();
		List<String> patterns = patterns(size);
		for (int i = 0; i < size; i++) {
			String prefix = "upgrade.required.rules.rule" + i + ".";
			properties.put(prefix + "paths", patterns.get(i));
			properties.put(prefix + "protocols", (i == 0) ? this.protocol : "TLS");
		}
		return properties;
	}

}
