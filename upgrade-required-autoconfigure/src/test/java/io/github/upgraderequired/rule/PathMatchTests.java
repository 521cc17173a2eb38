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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.pattern.PathPattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathMatch}.
 */
class PathMatchTests {

	private static final List<PathPattern> EVERYWHERE = TestRules.patterns("/**");

	@Test
	void anyOfThePathsIsEnough() {
		PathMatch match = paths("/chat", "/live/**");
		assertThat(TestRules.covers(match, request("/chat", "/chat"))).isTrue();
		assertThat(TestRules.covers(match, request("/live/1", "/live/1"))).isTrue();
		assertThat(TestRules.covers(match, request("/orders", "/orders"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/ch%61t, /chat", "/chat/, /chat/", "/chat;v=1, /chat", "//chat, /chat", "/open/../chat, /chat" })
	@DisplayName("Law 6: a rule covers every spelling that may reach a handler under its path")
	void unusualSpellingIsCovered(String path, String normalized) {
		assertThat(TestRules.covers(paths("/chat"), request(path, normalized))).isTrue();
	}

	@Test
	@DisplayName("Law 6: the dispatcher's reading is enough")
	void pathThatOnlyTheDispatcherReadsIsCovered() {
		assertThat(TestRules.covers(paths("/chat/**"), request("/chat/../open", "/open"))).isTrue();
	}

	@Test
	void excludedPathIsNotCovered() {
		PathMatch match = new PathMatch(EVERYWHERE, TestRules.patterns("/health", "/open/**"), Set.of());
		assertThat(TestRules.covers(match, request("/health", "/health"))).isFalse();
		assertThat(TestRules.covers(match, request("/health/", "/health/"))).isFalse();
		assertThat(TestRules.covers(match, request("/open/door", "/open/door"))).isFalse();
		assertThat(TestRules.covers(match, request("/chat", "/chat"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/open/../chat, /chat", "/open/%2e%2e/chat, /chat", "/chat/../open/x, /open/x", "//open/x, /open/x" })
	@DisplayName("Law 6: an exclusion needs every reading of the path")
	void unusualSpellingDoesNotSlipThroughAnExclusion(String path, String normalized) {
		PathMatch match = new PathMatch(EVERYWHERE, TestRules.patterns("/open/**"), Set.of());
		assertThat(TestRules.covers(match, request(path, normalized))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "OPTIONS", "CONNECT", "PURGE" })
	void everyMethodIsCoveredWhereNoneIsNamed(String method) {
		assertThat(TestRules.covers(paths("/**"), UpgradeContext.builder(method, "/chat").build())).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "GET, true", "HEAD, true", "POST, false", "OPTIONS, false", "CONNECT, false" })
	void getIncludesHead(String method, boolean covered) {
		assertThat(TestRules.covers(methods("GET"), UpgradeContext.builder(method, "/chat").build()))
			.isEqualTo(covered);
	}

	@Test
	@DisplayName("R13: GET includes the extended CONNECT for WebSocket")
	void getIncludesExtendedConnect() {
		assertThat(TestRules.covers(methods("GET"), webSocketConnect())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "connect-udp", "connect-ip", "iot-mux/1", "WebSocket" })
	@DisplayName("RFC 8441, 4: GET includes the extended CONNECT that takes its place, for any protocol")
	void getIncludesExtendedConnectForAnyProtocol(String protocol) {
		assertThat(TestRules.covers(methods("GET"), extendedConnect(protocol))).isTrue();
		assertThat(TestRules.covers(methods("CONNECT"), extendedConnect(protocol))).isTrue();
		assertThat(TestRules.covers(methods("POST"), extendedConnect(protocol))).isFalse();
	}

	@Test
	void connectThatNamesNoProtocolIsNoGet() {
		assertThat(TestRules.covers(methods("GET"), extendedConnect(""))).isFalse();
	}

	@Test
	void connectForTunnelIsNoGet() {
		UpgradeContext tunnel = UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2).build();
		assertThat(TestRules.covers(methods("GET"), tunnel)).isFalse();
	}

	@Test
	void noOtherMethodIncludesHeadOrExtendedConnect() {
		PathMatch match = methods("POST");
		assertThat(TestRules.covers(match, UpgradeContext.builder("POST", "/chat").build())).isTrue();
		assertThat(TestRules.covers(match, UpgradeContext.builder("HEAD", "/chat").build())).isFalse();
		assertThat(TestRules.covers(match, webSocketConnect())).isFalse();
	}

	@Test
	void headDoesNotIncludeGet() {
		assertThat(TestRules.covers(methods("HEAD"), UpgradeContext.builder("GET", "/chat").build())).isFalse();
	}

	@Test
	void methodAndPathMustBothMatch() {
		PathMatch match = new PathMatch(TestRules.patterns("/chat"), List.of(), Set.of("GET"));
		assertThat(TestRules.covers(match, UpgradeContext.builder("GET", "/chat").build())).isTrue();
		assertThat(TestRules.covers(match, UpgradeContext.builder("POST", "/chat").build())).isFalse();
		assertThat(TestRules.covers(match, UpgradeContext.builder("GET", "/orders").build())).isFalse();
	}

	@Test
	void matchDoesNotChangeWithTheCollectionsItWasMadeOf() {
		List<PathPattern> paths = new ArrayList<>(TestRules.patterns("/chat"));
		List<PathPattern> excludePaths = new ArrayList<>();
		Set<String> methods = new HashSet<>(Set.of("GET"));
		PathMatch match = new PathMatch(paths, excludePaths, methods);
		paths.clear();
		excludePaths.addAll(EVERYWHERE);
		methods.clear();
		assertThat(match).isEqualTo(new PathMatch(TestRules.patterns("/chat"), List.of(), Set.of("GET")));
	}

	private static PathMatch paths(String... paths) {
		return new PathMatch(TestRules.patterns(paths), List.of(), Set.of());
	}

	private static PathMatch methods(String... methods) {
		return new PathMatch(EVERYWHERE, List.of(), Set.of(methods));
	}

	private static UpgradeContext request(String path, String normalized) {
		return UpgradeContext.builder("GET", path).normalizedPath(normalized).build();
	}

	private static UpgradeContext extendedConnect(String protocol) {
		return UpgradeContext.builder("CONNECT", "/chat")
			.httpVersion(HttpVersion.HTTP_2)
			.connectProtocol(protocol)
			.build();
	}

	private static UpgradeContext webSocketConnect() {
		return UpgradeContext.builder("CONNECT", "/chat")
			.httpVersion(HttpVersion.HTTP_2)
			.header("Sec-WebSocket-Version", "13")
			.build();
	}

}
