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

import java.util.List;
import java.util.function.Function;

import io.github.upgraderequired.PathReadings;

import org.springframework.web.util.pattern.PathPattern;

/**
 * Paths that no rule touches and that the application knows only after its rules: they
 * are asked for with every request that a rule covers.
 */
@FunctionalInterface
public interface ExemptPaths {

	/**
	 * No paths.
	 */
	ExemptPaths NONE = (path) -> false;

	/**
	 * Create paths that are known.
	 * @param patterns patterns relative to the context path
	 * @return the paths
	 */
	static ExemptPaths of(List<PathPattern> patterns) {
		PathIndex<PathPattern> index = new PathIndex<>(patterns, Function.identity());
		return (path) -> {
			List<PathPattern> found = index.find(path, 0);
			return !found.isEmpty() && found.stream().anyMatch(path::allMatch);
		};
	}

	/**
	 * Return whether a path is one of them.
	 * @param path the path
	 * @return whether it is, in every reading
	 */
	boolean cover(PathReadings path);

}
