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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Other spellings of a path: escapes, dot segments, parameters, slashes, case, absolute
 * form, and all of these together. The same in every run.
 */
public final class PathSpellings {

	private static final long SEED = 426;

	private final Random random = new Random(SEED);

	private final List<UnaryOperator<String>> changes = List.of(this::escapeOne, this::escapeOne, this::escapeTwice,
			this::addParameter, this::addParameter, (path) -> insertAtSlash(path, "/./"),
			(path) -> insertAtSlash(path, "/x/../"), (path) -> insertAtSlash(path, "/%2e/"),
			(path) -> insertAtSlash(path, "/x/%2E%2e/"), (path) -> insertAtSlash(path, "//"),
			(path) -> insertAtSlash(path, "/;/"), (path) -> insertAtSlash(path, "/;a=b/"),
			(path) -> insertAtSlash(path, "/x/..;/"), (path) -> insertAtSlash(path, "%2f"),
			(path) -> insertAtSlash(path, "%5c"), (path) -> path + "/", (path) -> path + "/.", (path) -> path + "//",
			(path) -> path + "/x/..", (path) -> path + "?", (path) -> path + "%20", (path) -> path + "%00",
			this::changeCase, (path) -> path.startsWith("/") ? "http://localhost" + path : path);

	public static Set<String> of(String path, int count) {
		return new PathSpellings().spell(path, count);
	}

	private Set<String> spell(String path, int count) {
		Set<String> spellings = new LinkedHashSet<>();
		spellings.add(path);
		while (spellings.size() < count) {
			String spelling = path;
			int changes = 1 + this.random.nextInt(3);
			for (int i = 0; i < changes; i++) {
				spelling = this.changes.get(this.random.nextInt(this.changes.size())).apply(spelling);
			}
			spellings.add(spelling);
		}
		return spellings;
	}

	private String escapeOne(String path) {
		int position = this.random.nextInt(path.length());
		char c = path.charAt(position);
		if (c == '%' || c == ':' || c == '?') {
			return path;
		}
		String format = this.random.nextBoolean() ? "%%%02x" : "%%%02X";
		return path.substring(0, position) + format.formatted((int) c) + path.substring(position + 1);
	}

	private String escapeTwice(String path) {
		return escapeOne(path).replaceFirst("%", "%25");
	}

	private String addParameter(String path) {
		List<String> parameters = List.of(";", ";a=b", ";a=b;c=d", ";jsessionid=1", ";a=%2F", ";,");
		return insertAtSlash(path, parameters.get(this.random.nextInt(parameters.size())) + "/");
	}

	private String changeCase(String path) {
		int position = this.random.nextInt(path.length());
		String letter = path.substring(position, position + 1);
		String changed = letter.equals(letter.toUpperCase()) ? letter.toLowerCase() : letter.toUpperCase();
		return path.substring(0, position) + changed + path.substring(position + 1);
	}

	private String insertAtSlash(String path, String text) {
		List<Integer> slashes = new ArrayList<>();
		int first = path.startsWith("http://") ? "http://".length() : 0;
		for (int i = first; i < path.length(); i++) {
			if (path.charAt(i) == '/') {
				slashes.add(i);
			}
		}
		if (slashes.isEmpty()) {
			return path;
		}
		int slash = slashes.get(this.random.nextInt(slashes.size()));
		return path.substring(0, slash) + text + path.substring(slash + 1);
	}

	public static byte[] request(String spelling) {
		return ("GET " + spelling + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

}
