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

package io.github.upgraderequired.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Reads the path patterns of a property, and says what is wrong with one that would cover
 * nothing, such as one that was written as a URL.
 */
final class PathPatterns {

	private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

	private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

	/** With a regular expression, in which braces may stand once more. */
	private static final Pattern VARIABLE = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*})*}");

	private static final Pattern UNUSUAL = Pattern.compile("[#;?]");

	private static final Pattern QUERY = Pattern.compile("\\?[^/]*=");

	private PathPatterns() {
	}

	/**
	 * Parse patterns of which there must be one.
	 * @param property the name of the property
	 * @param paths the patterns as they were written
	 * @param warnings told of what has a meaning, but rarely the intended one
	 * @return the patterns
	 * @throws InvalidUpgradePropertyException if there is none, or one is not valid
	 */
	static List<PathPattern> parseRequired(String property, List<String> paths, Consumer<String> warnings) {
		if (paths.isEmpty()) {
			throw new InvalidUpgradePropertyException(property, null, "The list is empty, so the rule covers nothing.",
					"Name at least one path, or leave the property out to cover every path.");
		}
		return parse(property, paths, warnings);
	}

	/**
	 * Parse patterns.
	 * @param property the name of the property
	 * @param paths the patterns as they were written; may be empty
	 * @param warnings told of what has a meaning, but rarely the intended one
	 * @return the patterns
	 * @throws InvalidUpgradePropertyException if one is not valid
	 */
	static List<PathPattern> parse(String property, List<String> paths, Consumer<String> warnings) {
		List<PathPattern> patterns = new ArrayList<>(paths.size());
		for (int i = 0; i < paths.size(); i++) {
			patterns.add(parsePath(property, paths, i));
		}
		patterns.forEach((pattern) -> warnOfUrl(property, pattern.getPatternString(), warnings));
		return patterns;
	}

	/**
	 * Parse the pattern of a property that has one.
	 * @param property the name of the property
	 * @param path the pattern as it was written
	 * @return the pattern
	 * @throws InvalidUpgradePropertyException if it is not valid
	 */
	static PathPattern parse(String property, String path) {
		try {
			PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
			requirePath(property, path);
			return pattern;
		}
		catch (PatternParseException ex) {
			requirePath(property, path);
			throw new InvalidUpgradePropertyException(property, path,
					ex.getMessage() + " (position " + ex.getPosition() + ")",
					"Write a pattern such as /ws/** or /users/{id}; see Spring's PathPattern for the syntax.");
		}
	}

	private static boolean isSplit(List<String> paths, int first) {
		return IntStream.rangeClosed(first + 2, paths.size())
			.anyMatch((end) -> isPattern(String.join(",", paths.subList(first, end))));
	}

	private static boolean isPattern(String path) {
		try {
			PathPatternParser.defaultInstance.parse(path);
			return true;
		}
		catch (PatternParseException ex) {
			return false;
		}
	}

	private static PathPattern parsePath(String list, List<String> paths, int index) {
		try {
			return parse(list + "[" + index + "]", paths.get(index));
		}
		catch (InvalidUpgradePropertyException ex) {
			if (!isPattern(paths.get(index)) && isSplit(paths, index)) {
				throw new InvalidUpgradePropertyException(list, String.join(",", paths),
						"The list was split at a comma inside the braces of a pattern.",
						"Write every pattern as an element of its own: in YAML on a line of its own after a dash,"
								+ " in a properties file with an index, as in " + list + "[0].");
			}
			throw ex;
		}
	}

	private static void requirePath(String property, String path) {
		if (!path.startsWith("/")) {
			throw new InvalidUpgradePropertyException(property, path, "A path pattern begins with a slash.",
					"Write a pattern such as /ws/**.");
		}
		if (path.indexOf('%') >= 0 && ESCAPE.matcher(path).find()) {
			throw new InvalidUpgradePropertyException(property, path,
					"A pattern is compared with the decoded path, in which no escape is left, so that it would cover"
							+ " nothing.",
					remedyOfEscape(path));
		}
	}

	private static String remedyOfEscape(String path) {
		String decoded = ESCAPE.matcher(path).results().map(MatchResult::group).collect(Collectors.joining());
		decoded = StringUtils.uriDecode(decoded, StandardCharsets.UTF_8);
		// What means something in a pattern, or is no text, is not to be put there
		boolean plain = decoded.chars()
			.noneMatch((c) -> Character.isISOControl(c) || "/\\{}*?%;#\ufffd".indexOf(c) >= 0);
		return plain
				? "Write " + ESCAPES.matcher(path)
					.replaceAll((escapes) -> Matcher
						.quoteReplacement(StringUtils.uriDecode(escapes.group(), StandardCharsets.UTF_8))) + "."
				: "Write the character itself in place of the escape.";
	}

	private static void warnOfUrl(String property, String pattern, Consumer<String> warnings) {
		if (!UNUSUAL.matcher(pattern).find()) {
			return;
		}
		String literal = VARIABLE.matcher(pattern).replaceAll("");
		Consumer<String> warning = (reason) -> warnings
			.accept("Property " + property + " has the pattern " + pattern + ", but " + reason);
		if (literal.contains("#")) {
			warning.accept("what follows # in a URL never leaves the client.");
		}
		if (literal.contains(";")) {
			warning.accept("what follows ; in a segment of a path is left out when paths are compared.");
		}
		if (QUERY.matcher(literal).find()) {
			warning.accept("a rule does not see the query, and ? stands for any one character.");
		}
	}

}
