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
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The requests to paths that a rule names.
 *
 * @param paths the patterns of which one must match, in any reading of the path
 * @param excludePaths the patterns of which none may match in every reading of the path
 * @param methods the methods covered; empty for all. {@code GET} includes {@code HEAD}
 * and every extended CONNECT, which takes the place of a GET with {@code Upgrade}
 */
public record PathMatch(List<PathPattern> paths, List<PathPattern> excludePaths, Set<String> methods) {

	static final PathMatch EVERYTHING = new PathMatch(List.of(PathPatternParser.defaultInstance.parse("/**")),
			List.of(), Set.of());

	/**
	 * Create a match.
	 * @param paths the patterns of which one must match, in any reading of the path
	 * @param excludePaths the patterns of which none may match in every reading of the
	 * path
	 * @param methods the methods covered; empty for all
	 */
	public PathMatch {
		paths = List.copyOf(paths);
		excludePaths = List.copyOf(excludePaths);
		methods = Set.copyOf(methods);
	}

	boolean coversMethod(UpgradeContext context) {
		if (this.methods.isEmpty() || this.methods.contains(context.method())) {
			return true;
		}
		return this.methods.contains("GET") && ("HEAD".equals(context.method()) || context.isExtendedConnect());
	}

}
