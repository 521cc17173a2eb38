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

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The readings of a request's path: the dispatcher's and the server's, each with or
 * without one trailing slash.
 */
final class PathReadings {

	private static final PathContainer.Element SLASH = PathContainer.parsePath("/").elements().get(0);

	private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

	private PathReadings() {
	}

	static boolean anyMatches(UpgradeContext context, PathPattern pattern) {
		PathContainer path = context.path();
		return matches(pattern, path)
				|| !isSame(path, context.normalizedPath()) && matches(pattern, parseDecoded(context.normalizedPath()));
	}

	static boolean allMatch(UpgradeContext context, PathPattern pattern) {
		PathContainer path = context.path();
		return matches(pattern, path)
				&& (isSame(path, context.normalizedPath()) || matches(pattern, parseDecoded(context.normalizedPath())));
	}

	private static boolean isSame(PathContainer path, String normalized) {
		return path.value().equals(normalized);
	}

	private static PathContainer parseDecoded(String path) {
		return PathContainer.parsePath(path, DECODED);
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
