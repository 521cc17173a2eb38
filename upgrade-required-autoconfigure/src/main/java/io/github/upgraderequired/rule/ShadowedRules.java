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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.util.pattern.PathPattern;

/**
 * Rules that can never answer, because one before them answers all that they would.
 */
final class ShadowedRules {

	private static final Log logger = LogFactory.getLog(ShadowedRules.class);

	private static final Set<PathPattern> EVERYTHING = Set.copyOf(PathMatch.EVERYTHING.paths());

	private ShadowedRules() {
	}

	/**
	 * Warn of each such rule.
	 * @param rules the rules that are not off, in answer order
	 */
	static void warnOf(List<Rule> rules) {
		Map<Set<PathPattern>, List<Rule>> before = new HashMap<>();
		for (Rule rule : rules) {
			Set<PathPattern> paths = new HashSet<>(rule.match().paths());
			List<Rule> candidates = new ArrayList<>(before.getOrDefault(EVERYTHING, List.of()));
			candidates.addAll(before.getOrDefault(paths, List.of()));
			candidates.stream()
				.filter((earlier) -> covers(earlier.match(), rule.match()) && implies(earlier, rule))
				.findFirst()
				.ifPresent((earlier) -> logger.warn("Rule '" + rule.name() + "' can never answer: rule '"
						+ earlier.name() + "' comes before it, covers all that it covers and requires as much or more."
						+ " Remove one of them, or give the other a lower order."));
			if (rule.isEnforced() && rule.schedule().isAlways()) {
				Set<PathPattern> key = paths.containsAll(EVERYTHING) ? EVERYTHING : paths;
				before.computeIfAbsent(key, (missing) -> new ArrayList<>()).add(rule);
			}
		}
	}

	private static boolean covers(PathMatch earlier, PathMatch later) {
		boolean methods = earlier.methods().isEmpty()
				|| (!later.methods().isEmpty() && earlier.methods().containsAll(later.methods()));
		return methods && containsAll(later.excludePaths(), earlier.excludePaths());
	}

	private static boolean containsAll(Collection<PathPattern> all, Collection<PathPattern> some) {
		return new HashSet<>(all).containsAll(some);
	}

	private static boolean implies(Rule earlier, Rule later) {
		return earlier.conditions()
			.stream()
			.anyMatch((strict) -> later.conditions().stream().allMatch(strict::implies));
	}

}
