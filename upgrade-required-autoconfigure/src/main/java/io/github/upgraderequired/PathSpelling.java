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

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.springframework.util.StringUtils;

/**
 * How the path of a request is written, and what it comes to.
 */
final class PathSpelling {

	private PathSpelling() {
	}

	/**
	 * Resolve a path as handlers of static resources do: decoded, without parameters,
	 * repeated slashes, backslashes and dot segments.
	 * @param path the path as the client sent it
	 * @return the path, with the slash at its end
	 */
	static String resolve(String path) {
		if (isOrdinary(path, 0)) {
			return path;
		}
		String decoded = decode(withoutParameters(path)).replace('\\', '/');
		Deque<String> segments = new ArrayDeque<>();
		for (String segment : decoded.split("/")) {
			if (segment.equals("..")) {
				segments.pollLast();
			}
			else if (!segment.isEmpty() && !segment.equals(".")) {
				segments.addLast(segment);
			}
		}
		String resolved = "/" + String.join("/", segments);
		return (decoded.endsWith("/") && resolved.length() > 1) ? resolved + "/" : resolved;
	}

	/**
	 * Return whether a path can be read in one way only.
	 * @param path the text that ends with the path
	 * @param start where the path begins
	 * @return whether it has no escapes, parameters, backslashes, empty or dot segments
	 */
	static boolean isOrdinary(String path, int start) {
		int segment = start;
		for (int i = start; i < path.length(); i++) {
			char c = path.charAt(i);
			if (c == '%' || c == ';' || c == '\\') {
				return false;
			}
			if (c == '/') {
				if (i > start && isEmptyOrDots(path, segment, i)) {
					return false;
				}
				segment = i + 1;
			}
		}
		return segment == path.length() || !isEmptyOrDots(path, segment, path.length());
	}

	private static boolean isEmptyOrDots(String path, int start, int end) {
		for (int i = start; i < end; i++) {
			if (path.charAt(i) != '.') {
				return false;
			}
		}
		return end - start <= 2;
	}

	private static String withoutParameters(String path) {
		StringBuilder result = new StringBuilder(path.length());
		boolean inParameter = false;
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			inParameter = (c == ';') || (inParameter && c != '/');
			if (!inParameter) {
				result.append(c);
			}
		}
		return result.toString();
	}

	private static String decode(String path) {
		try {
			return StringUtils.uriDecode(path, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// No handler can decode it either
			return path;
		}
	}

}
