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
import java.util.Comparator;
import java.util.List;

import io.github.upgraderequired.PathReadings;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the rules that cover a path, in answer order, without looking at the others.
 */
final class RuleIndex {

	private final List<Rule> rules;

	private final PathIndex<Mark> marks;

	/**
	 * Create an index.
	 * @param rules the rules, in answer order
	 * @param exemptPaths patterns of paths that no rule covers
	 */
	RuleIndex(List<Rule> rules, List<PathPattern> exemptPaths) {
		this.rules = List.copyOf(rules);
		List<Mark> marks = new ArrayList<>();
		exemptPaths.forEach((pattern) -> marks.add(new Mark(pattern, Mark.EXEMPT, false)));
		for (int i = 0; i < rules.size(); i++) {
			int rule = i;
			PathMatch match = rules.get(i).match();
			match.excludePaths().forEach((pattern) -> marks.add(new Mark(pattern, rule, false)));
			match.paths().forEach((pattern) -> marks.add(new Mark(pattern, rule, true)));
		}
		this.marks = new PathIndex<>(marks, Mark::pattern);
	}

	/**
	 * Find the rules that cover a path: of each, one pattern matches in any reading, and
	 * none that excludes in every reading.
	 * @param path the path
	 * @return the rules, in answer order, in a list that may be changed unless it is
	 * empty; {@code null} if the path is exempt
	 */
	@Nullable List<Rule> find(PathReadings path) {
		List<Mark> found = marks(path);
		if (found.isEmpty()) {
			return List.of();
		}
		List<Rule> covering = new ArrayList<>(found.size());
		int previous = Mark.EXEMPT;
		for (Mark mark : found) {
			if (mark.rule() == Mark.EXEMPT) {
				return null;
			}
			if (mark.covers() && mark.rule() != previous) {
				covering.add(this.rules.get(mark.rule()));
			}
			previous = mark.rule();
		}
		return covering;
	}

	private List<Mark> marks(PathReadings path) {
		List<Mark> found = this.marks.find(path, 0);
		if (path.size() > 1) {
			found = inAllReadings(found, path);
		}
		if (found.size() > 1) {
			found.sort(Comparator.naturalOrder());
		}
		return found;
	}

	// One pattern may be found in two of them
	private List<Mark> inAllReadings(List<Mark> first, PathReadings path) {
		List<Mark> found = new ArrayList<>(first.size());
		for (Mark mark : first) {
			if (mark.covers() || path.allMatch(mark.pattern())) {
				found.add(mark);
			}
		}
		for (int reading = 1; reading < path.size(); reading++) {
			for (Mark mark : this.marks.find(path, reading)) {
				if (mark.covers()) {
					found.add(mark);
				}
			}
		}
		return found;
	}

	/**
	 * What a pattern means for a rule.
	 *
	 * @param pattern the pattern
	 * @param rule the place of the rule in the answer order, or {@link #EXEMPT}
	 * @param covers whether the rule covers the path, and is not kept away from it
	 */
	private record Mark(PathPattern pattern, int rule, boolean covers) implements Comparable<Mark> {

		/** Comes before all rules. */
		private static final int EXEMPT = -1;

		@Override
		public int compareTo(Mark other) {
			return (this.rule != other.rule) ? Integer.compare(this.rule, other.rule)
					: Boolean.compare(this.covers, other.covers);
		}

	}

}
