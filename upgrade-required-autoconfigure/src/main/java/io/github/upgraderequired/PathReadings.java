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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The ways in which the path of a request may be read on its way to a handler, each with
 * or without one trailing slash:
 * <ol>
 * <li>as the dispatcher parses it, which is what controllers are found by,</li>
 * <li>as the server normalises it, which is what servlets are found by,</li>
 * <li>decoded, with repeated slashes, backslashes and dot segments resolved, which is
 * what static resources are found by.</li>
 * </ol>
 * For an ordinary path these are one.
 */
public final class PathReadings {

	private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

	private static final PathContainer.Element SLASH = PathContainer.parsePath("/").elements().get(0);

	private final List<PathContainer> readings;

	private PathReadings(List<PathContainer> readings) {
		this.readings = readings;
	}

	/**
	 * Create the readings of a path.
	 * @param path the path within the application as the client sent it; {@code null}
	 * where the dispatcher cannot parse it
	 * @param normalized the path within the application as the server normalised it,
	 * decoded; {@code null} where the server does not
	 * @return the readings
	 */
	public static PathReadings of(@Nullable String path, @Nullable String normalized) {
		List<PathContainer> readings = new ArrayList<>(3);
		if (path != null) {
			addDispatched(readings, path);
			addDecoded(readings, resolve(path));
		}
		if (normalized != null || readings.isEmpty()) {
			addDecoded(readings, (normalized != null) ? normalized : "");
		}
		return new PathReadings(readings);
	}

	/**
	 * Create the readings of a path that the dispatcher has parsed, on a server that does
	 * not normalise.
	 * @param path the path within the application
	 * @return the readings
	 */
	public static PathReadings of(PathContainer path) {
		List<PathContainer> readings = new ArrayList<>(2);
		readings.add(path);
		addDecoded(readings, resolve(path.value()));
		return new PathReadings(readings);
	}

	private static void addDispatched(List<PathContainer> readings, String path) {
		try {
			readings.add(PathContainer.parsePath(path));
		}
		catch (IllegalArgumentException ex) {
			// An escape that no dispatcher can parse
		}
	}

	private static void addDecoded(List<PathContainer> readings, String path) {
		for (PathContainer reading : readings) {
			if (reading.value().equals(path)) {
				return;
			}
		}
		readings.add(PathContainer.parsePath(path, DECODED));
	}

	private static String resolve(String path) {
		if (isOrdinary(path)) {
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

	private static boolean isOrdinary(String path) {
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			boolean slashOrDot = c == '/' || c == '.';
			if (c == '%' || c == ';' || c == '\\' || (slashOrDot && i > 0 && path.charAt(i - 1) == '/')) {
				return false;
			}
		}
		return true;
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

	/**
	 * Return the reading of the dispatcher.
	 * @return the parsed path; where the dispatcher cannot parse it, what the server made
	 * of it
	 */
	public PathContainer dispatched() {
		return this.readings.get(0);
	}

	/**
	 * Return whether a pattern covers the path in any reading. This is what requirements
	 * need.
	 * @param pattern the pattern
	 * @return whether at least one reading matches
	 */
	public boolean anyMatch(PathPattern pattern) {
		for (PathContainer reading : this.readings) {
			if (matches(pattern, reading)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a pattern covers the path in every reading. This is what exemptions
	 * need, so that nothing else is reached by an unusual spelling.
	 * @param pattern the pattern
	 * @return whether no reading fails to match
	 */
	public boolean allMatch(PathPattern pattern) {
		for (PathContainer reading : this.readings) {
			if (!matches(pattern, reading)) {
				return false;
			}
		}
		return true;
	}

	private static boolean matches(PathPattern pattern, PathContainer path) {
		if (pattern.matches(path)) {
			return true;
		}
		int last = path.elements().size() - 1;
		if (last > 0 && path.elements().get(last) instanceof PathContainer.Separator) {
			return pattern.matches(path.subPath(0, last));
		}
		return pattern.getPatternString().endsWith("/") && pattern.matches(new WithTrailingSlash(path));
	}

	private record WithTrailingSlash(PathContainer path) implements PathContainer {

		@Override
		public String value() {
			return this.path.value() + "/";
		}

		@Override
		public List<Element> elements() {
			List<Element> elements = new ArrayList<>(this.path.elements());
			elements.add(SLASH);
			return elements;
		}

	}

}
