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
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
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
 * For an ordinary path, without escapes, parameters, backslashes, empty or dot segments,
 * these are one, and it is parsed only when somebody looks at it.
 *
 * @since 0.1.0
 */
public final class PathReadings {

	private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

	private static final PathContainer.Element SLASH = PathContainer.parsePath("/").elements().get(0);

	/** Stands in no literal segment of a pattern. */
	private static final String NOT_LITERAL = "*";

	private final @Nullable String ordinary;

	private final int start;

	private @Nullable List<PathContainer> readings;

	private PathReadings(@Nullable String ordinary, int start, @Nullable List<PathContainer> readings) {
		this.ordinary = ordinary;
		this.start = start;
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
		if (path != null && PathSpelling.isOrdinary(path, 0) && (normalized == null || normalized.equals(path))) {
			return new PathReadings(path, 0, null);
		}
		List<PathContainer> readings = new ArrayList<>(3);
		if (path != null) {
			addDispatched(readings, path);
			addDecoded(readings, PathSpelling.resolve(path));
		}
		if (normalized != null || readings.isEmpty()) {
			addDecoded(readings, (normalized != null) ? normalized : "");
		}
		return new PathReadings(null, 0, List.copyOf(readings));
	}

	/**
	 * Create the readings of a path below a context path.
	 * @param target the whole path as the client sent it
	 * @param start where the path within the application begins; negative where the
	 * server found the application by another spelling
	 * @param servletPath the first part of what the server made of it, decoded; empty,
	 * without a second, where it made nothing of it
	 * @param pathInfo the second part, or {@code null} if there is none
	 * @return the readings
	 */
	public static PathReadings of(String target, int start, String servletPath, @Nullable String pathInfo) {
		if (start >= 0 && isNormal(target, start, servletPath, pathInfo) && PathSpelling.isOrdinary(target, start)) {
			return new PathReadings(target, start, null);
		}
		String normalized = (pathInfo != null) ? servletPath + pathInfo : servletPath;
		return of((start >= 0) ? target.substring(start) : null, normalized.isEmpty() ? null : normalized);
	}

	private static boolean isNormal(String target, int start, String servletPath, @Nullable String pathInfo) {
		if (pathInfo == null && servletPath.isEmpty()) {
			return true;
		}
		int middle = start + servletPath.length();
		return target.startsWith(servletPath, start) && ((pathInfo != null)
				? target.length() == middle + pathInfo.length() && target.startsWith(pathInfo, middle)
				: target.length() == middle);
	}

	/**
	 * Create the readings of a path that the dispatcher has parsed, on a server that does
	 * not normalise.
	 * @param path the path within the application
	 * @return the readings
	 */
	public static PathReadings of(PathContainer path) {
		if (PathSpelling.isOrdinary(path.value(), 0)) {
			return new PathReadings(path.value(), 0, List.of(path));
		}
		List<PathContainer> readings = new ArrayList<>(2);
		readings.add(path);
		addDecoded(readings, PathSpelling.resolve(path.value()));
		return new PathReadings(null, 0, List.copyOf(readings));
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

	/**
	 * Return the reading of the dispatcher.
	 * @return the parsed path; where the dispatcher cannot parse it, what the server made
	 * of it
	 */
	public PathContainer dispatched() {
		return readings().get(0);
	}

	private List<PathContainer> readings() {
		List<PathContainer> readings = this.readings;
		if (readings == null) {
			readings = List.of(PathContainer.parsePath(this.ordinary.substring(this.start)));
			this.readings = readings;
		}
		return readings;
	}

	/**
	 * Return how many readings there are. Not for applications.
	 * @return at least one
	 */
	public int size() {
		return (this.ordinary != null) ? 1 : readings().size();
	}

	/**
	 * Return a text with the segments of a reading as patterns see them: decoded and
	 * without parameters. A segment that is no literal of any pattern is changed. Not for
	 * applications.
	 * @param reading which reading, from zero on
	 * @return the text, in which {@code /} stands between segments only
	 */
	public String text(int reading) {
		return (this.ordinary != null) ? this.ordinary : text(readings().get(reading));
	}

	private static String text(PathContainer path) {
		StringBuilder text = new StringBuilder();
		for (PathContainer.Element element : path.elements()) {
			String value = (element instanceof PathContainer.PathSegment segment)
					? segment.valueToMatch().replace("/", NOT_LITERAL) : element.value();
			text.append(value.isEmpty() ? NOT_LITERAL : value);
		}
		return text.toString();
	}

	/**
	 * Return where a reading begins in its text. Not for applications.
	 * @return the index of its first character
	 */
	public int start() {
		return this.start;
	}

	/**
	 * Return whether a pattern covers the path in one reading. Not for applications.
	 * @param reading which reading, from zero on
	 * @param pattern the pattern
	 * @return whether it matches
	 */
	public boolean matches(int reading, PathPattern pattern) {
		return matches(pattern, readings().get(reading));
	}

	/**
	 * Return whether a pattern covers the path in any reading. This is what requirements
	 * need.
	 * @param pattern the pattern
	 * @return whether at least one reading matches
	 */
	public boolean anyMatch(PathPattern pattern) {
		for (PathContainer reading : readings()) {
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
		for (PathContainer reading : readings()) {
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
