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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRequirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RuleIndex} finds what trying every pattern in order finds, for random rules and
 * paths. Nothing here is shared with it: the paths are read, and the patterns tried, in
 * the plainest way.
 */
class RuleIndexPropertyTests {

	/** Of rules and a path. The long profile has a million. */
	private static final int PAIRS = Integer.getInteger("upgrade.required.pairs", 50_000);

	private static final int PATHS_PER_SET = 50;

	private static final UpgradeRequirement TLS = UpgradeRequirement.anyOf(List.of(UpgradeProtocol.TLS));

	private static final List<String> WORDS = List.of("a", "b", "ab", "api", "A", "é", "漢", "a.b", "..a", "a b", "~",
			"a=b", "-", "\ud83d\ude80");

	private static final List<String> WILDCARDS = List.of("*", "{x}", "{x:[a-c]+}", "a*", "*b", "?", "a{x}", "{x}.{y}",
			"{x:.*}", "**a", "{x:[^\\/]+}", "{x:a\\/b}");

	private static final List<String> ODDITIES = List.of("", ".", "..", "%61", "%2e", "%2E%2e", "%2f", "%5c", "%3b",
			"%25", "%", "%zz", "%C3%A9", "a;v=1", ";v=1", ";", "a%2fb", "a\\b", "\\", "%", "*", "a*", "{x}", "?",
			"%2561", "%c3", "a;", ".;v", "..;v=/", "%00");

	private final long seed = Long.getLong("upgrade.required.seed", 426);

	private final Random random = new Random(this.seed);

	@Test
	void indexFindsWhatTryingEveryPatternInOrderFinds() {
		int found = 0;
		for (int pair = 0; pair < PAIRS; pair += PATHS_PER_SET) {
			List<Rule> rules = rules();
			List<PathPattern> exempt = patterns(this.random.nextInt(3));
			RuleIndex index = new RuleIndex(rules, exempt);
			for (int i = 0; i < PATHS_PER_SET; i++) {
				String path = path();
				String normalized = switch (this.random.nextInt(8)) {
					case 0 -> path();
					case 1, 2, 3 -> path;
					case 4, 5 -> resolved(path);
					default -> null;
				};
				// The server may have found the application by another spelling
				boolean lost = normalized != null && this.random.nextInt(10) == 0;
				PathReadings read = lost ? PathReadings.of("/other" + path, -1, normalized, null)
						: pathReadings(path, normalized);
				List<String> names = names(index.find(read));
				found += names.isEmpty() ? 0 : 1;
				assertThat(names)
					.as(() -> "seed " + this.seed + ": " + path + " as " + normalized + " with "
							+ describe(rules, exempt))
					.isEqualTo(names(tried(rules, exempt, readings(lost ? null : path, normalized))));
			}
		}
		assertThat(found).isBetween(PAIRS / 10, PAIRS - PAIRS / 10);
	}

	// In all the ways in which the two stacks make readings
	private PathReadings pathReadings(String path, @Nullable String normalized) {
		return switch (this.random.nextInt(3)) {
			case 0 -> below(path, normalized);
			case 1 -> (normalized == null && isParsed(path)) ? PathReadings.of(PathContainer.parsePath(path))
					: PathReadings.of(path, normalized);
			default -> PathReadings.of(path, normalized);
		};
	}

	private PathReadings below(String path, @Nullable String normalized) {
		String context = this.random.nextBoolean() ? "/app" : "";
		String decoded = (normalized != null) ? normalized : "";
		int middle = this.random.nextInt(decoded.length() + 1);
		boolean whole = middle == decoded.length() && this.random.nextBoolean();
		return PathReadings.of(context + path, context.length(), decoded.substring(0, middle),
				whole ? null : decoded.substring(middle));
	}

	private List<Rule> rules() {
		int size = 1 + this.random.nextInt(6);
		return IntStream.range(0, size).mapToObj((i) -> {
			PathMatch match = new PathMatch(patterns(1 + this.random.nextInt(3)), patterns(this.random.nextInt(3)),
					Set.of());
			return new Rule("rule" + i, i, Mode.ENFORCE, match, TLS);
		}).toList();
	}

	private List<PathPattern> patterns(int size) {
		return IntStream.range(0, size).mapToObj((i) -> parse()).toList();
	}

	// Framework 6.2 does not know those that begin with any number of segments
	private PathPattern parse() {
		String pattern = pattern();
		if (this.random.nextInt(10) == 0) {
			pattern = (this.random.nextBoolean() ? "/**" : "/{*first}") + pattern;
		}
		try {
			return PathPatternParser.defaultInstance.parse(pattern);
		}
		catch (PatternParseException ex) {
			return parse();
		}
	}

	private String pattern() {
		StringBuilder pattern = new StringBuilder();
		int size = this.random.nextInt(4);
		for (int i = 0; i < size; i++) {
			int kind = this.random.nextInt(20);
			pattern.append('/');
			if (kind < 13) {
				pattern.append(pick(WORDS));
			}
			else if (kind < 19) {
				pattern.append(pick(WILDCARDS).replace("x", "x" + i).replace("y", "y" + i));
			}
		}
		return pattern + switch (this.random.nextInt(8)) {
			case 0, 1 -> "/**";
			case 2 -> "/{*rest}";
			case 3 -> "/";
			default -> (size == 0) ? "/" : "";
		};
	}

	private String path() {
		StringBuilder path = new StringBuilder();
		int size = this.random.nextInt(5);
		boolean odd = this.random.nextInt(3) == 0;
		for (int i = 0; i < size; i++) {
			path.append('/').append((odd && this.random.nextInt(3) == 0) ? pick(ODDITIES) : pick(WORDS));
		}
		return path + ((size == 0 || this.random.nextInt(4) == 0) ? "/" : "");
	}

	private String pick(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private static @Nullable List<Rule> tried(List<Rule> rules, List<PathPattern> exempt,
			List<PathContainer> readings) {
		if (exempt.stream().anyMatch((pattern) -> allMatch(pattern, readings))) {
			return null;
		}
		return rules.stream()
			.filter((rule) -> rule.match()
				.paths()
				.stream()
				.anyMatch((pattern) -> readings.stream().anyMatch((reading) -> matches(pattern, reading))))
			.filter((rule) -> rule.match().excludePaths().stream().noneMatch((pattern) -> allMatch(pattern, readings)))
			.toList();
	}

	private static boolean allMatch(PathPattern pattern, List<PathContainer> readings) {
		return readings.stream().allMatch((reading) -> matches(pattern, reading));
	}

	// With or without one slash at the end
	private static boolean matches(PathPattern pattern, PathContainer path) {
		int last = path.elements().size() - 1;
		if (last > 0 && path.elements().get(last).value().equals("/")) {
			return pattern.matches(path) || pattern.matches(path.subPath(0, last));
		}
		return pattern.matches(path) || (pattern.getPatternString().endsWith("/") && pattern.matches(withSlash(path)));
	}

	private static PathContainer withSlash(PathContainer path) {
		List<PathContainer.Element> elements = new ArrayList<>(path.elements());
		elements.addAll(PathContainer.parsePath("/").elements());
		return new PathContainer() {

			@Override
			public String value() {
				return path.value() + "/";
			}

			@Override
			public List<Element> elements() {
				return elements;
			}

		};
	}

	private static List<PathContainer> readings(@Nullable String path, @Nullable String normalized) {
		List<PathContainer> readings = new ArrayList<>();
		Set<String> values = new LinkedHashSet<>();
		if (path != null && isParsed(path)) {
			readings.add(PathContainer.parsePath(path));
			values.add(path);
		}
		Set<String> decoded = new LinkedHashSet<>(Arrays.asList((path != null) ? resolved(path) : null, normalized));
		for (String value : decoded) {
			if (value != null && !value.isEmpty() && values.add(value)) {
				readings.add(PathContainer.parsePath(value, PathContainer.Options.create('/', false)));
			}
		}
		return readings;
	}

	private static boolean isParsed(String path) {
		try {
			PathContainer.parsePath(path);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String resolved(String path) {
		String text = path.replaceAll(";[^/]*", "");
		try {
			text = StringUtils.uriDecode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// As it is
		}
		List<String> segments = new ArrayList<>();
		text = text.replace('\\', '/');
		for (String segment : text.split("/+")) {
			if (segment.equals("..") && !segments.isEmpty()) {
				segments.remove(segments.size() - 1);
			}
			else if (!segment.isEmpty() && !segment.matches("\\.{1,2}")) {
				segments.add(segment);
			}
		}
		String all = "/" + String.join("/", segments);
		return (text.endsWith("/") && !segments.isEmpty()) ? all + "/" : all;
	}

	private static List<String> names(@Nullable List<Rule> rules) {
		return (rules != null) ? rules.stream().map(Rule::name).toList() : List.of("exempt");
	}

	private static String describe(List<Rule> rules, List<PathPattern> exempt) {
		StringBuilder text = new StringBuilder("exempt " + exempt);
		rules.forEach((rule) -> text.append(", ")
			.append(rule.match().paths())
			.append(" but ")
			.append(rule.match().excludePaths()));
		return text.toString();
	}

}
