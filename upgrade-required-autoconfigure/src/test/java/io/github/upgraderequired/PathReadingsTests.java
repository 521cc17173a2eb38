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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathReadings}, as {@link UpgradeContext#matches} and
 * {@link PathReadings#allMatch} show them.
 */
class PathReadingsTests {

	@ParameterizedTest
	@CsvSource({ "/chat, /chat", "/chat/**, /chat", "/chat/**, /chat/room/1", "/{room}, /chat", "/, /", "/**, /" })
	void plainPathHasOneReading(String pattern, String path) {
		UpgradeContext context = request(path, path);
		assertThat(context.matches(pattern(pattern))).isTrue();
		assertThat(context.pathReadings().allMatch(pattern(pattern))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/chat, /chats", "/chat, /chat/room", "/chat, /CHAT", "/chat, /", "/chat/*, /chat", "/, /chat" })
	void otherPathDoesNotMatch(String pattern, String path) {
		UpgradeContext context = request(path, path);
		assertThat(context.matches(pattern(pattern))).isFalse();
		assertThat(context.pathReadings().allMatch(pattern(pattern))).isFalse();
	}

	@Test
	void queryIsNoPartOfThePath() {
		assertThat(UpgradeContext.builder("GET", "/chat?room=/1").build().matches(pattern("/chat"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/chat, /chat/", "/chat/, /chat", "/chat/, /chat/", "/chat/{room}, /chat/1/",
			"/chat/{room}/, /chat/1" })
	void oneTrailingSlashMakesNoDifference(String pattern, String path) {
		UpgradeContext context = request(path, path);
		assertThat(context.matches(pattern(pattern))).isTrue();
		assertThat(context.pathReadings().allMatch(pattern(pattern))).isTrue();
	}

	@Test
	void moreThanOneTrailingSlashIsAnotherReading() {
		assertThat(request("/chat//", "/chat//").matches(pattern("/chat"))).isTrue();
		assertThat(request("/chat//", "/chat//").pathReadings().allMatch(pattern("/chat"))).isFalse();
		assertThat(request("/chat", "/chat").matches(pattern("/chat//"))).isFalse();
	}

	// What Spring's resource handlers make of a path (law 6)
	@ParameterizedTest
	@ValueSource(strings = { "//secret/file.html", "/./secret/file.html", "/secret%2ffile.html", "/secret%5cfile.html",
			"/%2fsecret/file.html", "/%5csecret/file.html", "/x/../secret/file.html", "/secret;a=b/file.html",
			"/secret//file.html", "/secret\\file.html", "/x/%2e%2e/secret/./file.html" })
	void staticResourceIsFoundByTheResolvedReading(String path) {
		UpgradeContext context = UpgradeContext.builder("GET", path).build();
		assertThat(context.matches(pattern("/secret/**"))).isTrue();
		assertThat(context.matches(pattern("/secret/file.html"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/../secret/file.html", "/open/%2e%2e/secret/file.html",
			"/open%2f../secret/file.html", "/open/..%5csecret/file.html" })
	void exemptionIsNotReachedByTheDispatchersReadingAlone(String path) {
		UpgradeContext context = UpgradeContext.builder("GET", path).build();
		assertThat(context.pathReadings().allMatch(pattern("/open/**"))).isFalse();
		assertThat(context.matches(pattern("/secret/**"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/..", "/../..", "/%", "/%zz", "/;", "//", "/." })
	void pathThatLeadsNowhereIsNoError(String path) {
		assertThat(PathReadings.of(path, null).anyMatch(pattern("/chat"))).isFalse();
	}

	@Test
	void pathThatTheDispatcherCannotParseIsReadAsTheServerNormalisedIt() {
		assertThat(PathReadings.of(null, "/100%").anyMatch(pattern("/100%"))).isTrue();
		assertThat(PathReadings.of(null, "/100%").dispatched().value()).isEqualTo("/100%");
	}

	@ParameterizedTest
	@CsvSource({ "/chat, /ch%61t, /chat", "/chat, /chat;v=1, /chat", "/chat, /chat;v=1/, /chat/", "/a b, /a%20b, /a b",
			"/a;b, /a%3Bb, /a;b" })
	void escapesAndParametersAreReadAlikeByDispatcherAndServer(String pattern, String path, String normalized) {
		UpgradeContext context = request(path, normalized);
		assertThat(context.matches(pattern(pattern))).isTrue();
		assertThat(context.pathReadings().allMatch(pattern(pattern))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/chat, //chat, /chat", "/chat, /open/../chat, /chat", "/chat, /open/%2e%2e/chat, /chat",
			"/chat, /./chat/, /chat/", "/chat, /open;v=1/../chat, /chat", "/chat/, //chat, /chat" })
	void patternThatOnlyTheServerReadsMatchesButNotInEveryReading(String pattern, String path, String normalized) {
		UpgradeContext context = request(path, normalized);
		assertThat(context.matches(pattern(pattern))).isTrue();
		assertThat(context.pathReadings().allMatch(pattern(pattern))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/open/**, /open/../chat, /chat", "/open/**, /open/%2e%2e/chat, /chat",
			"/open/{x}/chat, /open/../chat, /chat" })
	void patternThatOnlyTheDispatcherReadsMatchesButNotInEveryReading(String pattern, String path, String normalized) {
		UpgradeContext context = request(path, normalized);
		assertThat(context.matches(pattern(pattern))).isTrue();
		assertThat(context.pathReadings().allMatch(pattern(pattern))).isFalse();
	}

	@Test
	void pathThatTheServerDidNotChangeIsReadByTheDispatcherOnly() {
		UpgradeContext context = UpgradeContext.builder("GET", "/a%20b").build();
		assertThat(context.matches(pattern("/a b"))).isTrue();
		assertThat(context.pathReadings().allMatch(pattern("/a b"))).isTrue();
	}

	@Test
	void patternThatNobodyReadsDoesNotMatch() {
		UpgradeContext context = request("/open/../chat", "/chat");
		assertThat(context.matches(pattern("/admin"))).isFalse();
		assertThat(context.pathReadings().allMatch(pattern("/admin"))).isFalse();
	}

	// What looks escaped in the server's reading was escaped twice
	@ParameterizedTest
	@CsvSource({ "/100%, /100%25, /100%", "/a%20b, /a%2520b, /a%20b" })
	void pathThatTheServerNormalisedIsNotDecodedAgain(String pattern, String path, String normalized) {
		assertThat(request(path, normalized).pathReadings().allMatch(pattern(pattern))).isTrue();
	}

	private static UpgradeContext request(String path, String normalized) {
		return UpgradeContext.builder("GET", path).normalizedPath(normalized).build();
	}

	private static PathPattern pattern(String pattern) {
		return PathPatternParser.defaultInstance.parse(pattern);
	}

}
