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

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.upgraderequired.PathReadings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathIndex}. That it finds what the patterns match, whatever they are,
 * is said by {@link RuleIndexPropertyTests}.
 */
class PathIndexTests {

	@ParameterizedTest
	@CsvSource({ "/, '/,/**,/{*all}'", "'', '/,/**,/{*all}'", "/a, '/a,/a/,/a/**,/**,/{x},/{*all}'",
			"/a/, '/a,/a/,/a/**,/**,/{x},/a/*,/{*all}'", "/a/b, '/a/**,/**,/a/*,/{*all}'", "/b, '/**,/{x},/{*all}'",
			"*, ''", "a, ''" })
	void patternsThatMatchAreFound(String path, String found) {
		assertThat(find(path, "/", "/a", "/a/", "/a/**", "/**", "/{x}", "/a/*", "/{*all}"))
			.containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(","));
	}

	@ParameterizedTest
	@CsvSource({ "a/b, a/**", "a, a/**", "'', ''" })
	void patternWithoutASlashAtItsBeginningKeepsItsMeaning(String path, String found) {
		assertThat(find(path, "a/**", "")).containsExactly(found);
	}

	@Test
	void everySegmentOfManyIsFound() {
		String[] patterns = IntStream.range(0, 5000).mapToObj((i) -> "/api/v" + i).toArray(String[]::new);
		PathIndex<PathPattern> index = index(patterns);
		for (String pattern : patterns) {
			assertThat(index.find(PathReadings.of(pattern, null), 0)).extracting(PathPattern::getPatternString)
				.containsExactly(pattern);
		}
		assertThat(index.find(PathReadings.of("/api/v5000", null), 0)).isEmpty();
	}

	// Of one hash code
	@Test
	void segmentsThatHashAlikeAreToldApart() {
		assertThat(find("/BB", "/Aa", "/BB")).containsExactly("/BB");
		assertThat(find("/Aa", "/BB")).isEmpty();
	}

	private static List<String> find(String path, String... patterns) {
		return index(patterns).find(PathReadings.of(path, null), 0)
			.stream()
			.map(PathPattern::getPatternString)
			.toList();
	}

	private static PathIndex<PathPattern> index(String... patterns) {
		return new PathIndex<>(Arrays.stream(patterns).map(PathPatternParser.defaultInstance::parse).toList(),
				Function.identity());
	}

}
