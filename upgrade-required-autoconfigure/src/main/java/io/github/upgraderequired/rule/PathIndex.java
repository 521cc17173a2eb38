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

package io.github.upgraderequired.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.github.upgraderequired.PathReadings;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Finds the patterns that match a path by its segments, so that no other is looked at.
 * What literal segments, and {@code /**} behind them, do not decide is left to
 * {@link PathPattern}. Immutable. Not for applications.
 *
 * @param <T> what a pattern stands for
 */
public final class PathIndex<T> {

	private static final String REST = "**";

	private static final String CAPTURED_REST = "{*";

	/** In a regular expression even a slash may stand behind it. */
	private static final char ESCAPE = '\\';

	private final PathNode<Entry<T>> root = new PathNode<>("");

	/**
	 * Create an index.
	 * @param targets what is to be found
	 * @param pattern returns the pattern of the path at which it is, as
	 * {@link PathPatternParser#defaultInstance} has parsed it
	 */
	public PathIndex(Collection<? extends T> targets, Function<? super T, PathPattern> pattern) {
		targets.forEach((target) -> add(target, pattern.apply(target)));
	}

	private void add(T target, PathPattern pattern) {
		String text = pattern.getPatternString();
		PathNode<Entry<T>> node = this.root;
		boolean literal = text.startsWith("/");
		if (!literal) {
			node.addBelow(new Entry<>(target, pattern, false));
			return;
		}
		int from = 0;
		while (from < text.length()) {
			int end = endOfSegment(text, from + 1);
			String segment = text.substring(from + 1, end);
			if (segment.equals(REST) || segment.startsWith(CAPTURED_REST) || segment.indexOf(ESCAPE) >= 0) {
				node.addBelow(new Entry<>(target, pattern, literal && segment.equals(REST) && end == text.length()));
				return;
			}
			boolean wildcard = isWildcard(segment);
			node = wildcard ? node.addAny() : node.addChild(segment);
			literal = literal && !wildcard;
			from = end;
		}
		node.addHere(new Entry<>(target, pattern, literal));
	}

	private static boolean isWildcard(String segment) {
		return segment.indexOf('*') >= 0 || segment.indexOf('?') >= 0 || segment.indexOf('{') >= 0;
	}

	/**
	 * Find what is at a path, with or without one slash at its end.
	 * @param path the path
	 * @param reading which of its readings to look at
	 * @return whatever is found, in no order; empty, and then not to be changed, if there
	 * is nothing
	 */
	public List<T> find(PathReadings path, int reading) {
		String text = path.text(reading);
		int start = path.start();
		boolean walkable = start == text.length() || text.charAt(start) == '/';
		return walkable ? walk(this.root, text, start, path, reading, List.of())
				: add(this.root.below(), false, path, reading, List.of());
	}

	// From a slash, or the end
	private static <T> List<T> walk(PathNode<Entry<T>> node, String text, int from, PathReadings path, int reading,
			List<T> found) {
		List<T> all = add(node.below(), true, path, reading, found);
		int start = from + 1;
		// One slash at the end makes no difference, neither here nor in the pattern
		if (start >= text.length()) {
			all = add(node.here(), true, path, reading, all);
		}
		if (from == text.length()) {
			boolean slashed = from > path.start() + 1 && text.endsWith("/");
			PathNode<Entry<T>> slash = slashed ? null : node.child("", 0, 0);
			return (slash != null) ? add(slash.here(), true, path, reading, all) : all;
		}
		int end = endOfSegment(text, start);
		PathNode<Entry<T>> child = node.child(text, start, end);
		if (child != null) {
			all = walk(child, text, end, path, reading, all);
		}
		return (node.any() != null) ? walk(node.any(), text, end, path, reading, all) : all;
	}

	private static <T> List<T> add(List<Entry<T>> entries, boolean walked, PathReadings path, int reading,
			List<T> found) {
		List<T> all = found;
		for (int i = 0; i < entries.size(); i++) {
			Entry<T> entry = entries.get(i);
			if ((walked && entry.certain()) || path.matches(reading, entry.pattern())) {
				all = all.isEmpty() ? new ArrayList<>() : all;
				all.add(entry.target());
			}
		}
		return all;
	}

	private static int endOfSegment(String text, int start) {
		int slash = text.indexOf('/', start);
		return (slash >= 0) ? slash : text.length();
	}

	/**
	 * A pattern at its place.
	 *
	 * @param target what it stands for
	 * @param pattern the pattern
	 * @param certain whether it matches every path that leads here
	 */
	private record Entry<T>(T target, PathPattern pattern, boolean certain) {

	}

}
