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

package io.github.upgraderequired.response;

import java.net.URI;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.http.TlsVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Problem}.
 */
class ProblemTests {

	@ParameterizedTest
	@CsvSource({ "/chat, /chat", "/chat?room=1, /chat", "/chat?, /chat", "/chat?a=/b?c, /chat",
			"/ch%20at;v=1?a, /ch%20at;v=1" })
	void instanceIsThePathAsTheClientSentItWithoutTheQuery(String target, String instance) {
		assertThat(problem(UpgradeContext.builder("GET", target), "websocket").occurrence().instance())
			.isEqualTo(instance);
	}

	@Test
	void protocolsAreNamedAsInTheUpgradeField() {
		assertThat(problem(request(), "websocket", "http/2").protocols()).containsExactly("websocket", "HTTP/2.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS", "TLS/1.3" })
	void requestThatLacksTlsIsToldItsHttpsUrl(String protocol) {
		assertThat(problem(request(), protocol).occurrence().https()).isEqualTo("https://example.com/chat?room=1");
	}

	@Test
	void requestThatLacksTlsAmongOthersIsToldItsHttpsUrl() {
		assertThat(problem(request(), "websocket", "TLS").occurrence().https())
			.isEqualTo("https://example.com/chat?room=1");
	}

	@Test
	void addressOfVersion6StaysInBrackets() {
		assertThat(problem(request().host("[2001:db8::7]"), "TLS").occurrence().https())
			.isEqualTo("https://[2001:db8::7]/chat?room=1");
	}

	@Test
	@DisplayName("A URL of a host that nobody knows, or that is forged, helps nobody")
	void requestWithoutValidHostIsToldNoUrl() {
		assertThat(problem(request().host(null), "TLS").occurrence().https()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "HTTP/2", "iot-mux/1" })
	void requestThatLacksSomethingElseIsToldNoUrl(String protocol) {
		assertThat(problem(request(), protocol).occurrence().https()).isNull();
	}

	@Test
	void requestThatLacksH2IsToldTheUrl() {
		assertThat(problem(request(), "h2").occurrence().https())
			.isEqualTo(problem(request(), "TLS").occurrence().https())
			.isNotNull();
	}

	@Test
	void secureRequestInAnEarlierVersionIsToldNoUrl() {
		assertThat(problem(request().secure(TlsVersion.TLS_1_2), "TLS/1.3").occurrence().https()).isNull();
	}

	private static UpgradeContextBuilder request() {
		return UpgradeContext.builder("GET", "/chat?room=1").host("example.com");
	}

	private static Problem problem(UpgradeContextBuilder request, String... protocols) {
		return Problem.of(URI.create("about:blank"), UpgradeDecision.refuse(protocols), request.build());
	}

}
