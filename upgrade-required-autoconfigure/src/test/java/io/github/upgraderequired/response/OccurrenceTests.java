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
 * Tests for {@link Occurrence}.
 */
class OccurrenceTests {

	@ParameterizedTest
	@CsvSource({ "/chat, /chat", "/chat?room=1, /chat", "/chat?, /chat", "/chat?a=/b?c, /chat",
			"/ch%20at;v=1?a, /ch%20at;v=1" })
	void instanceIsThePathAsTheClientSentItWithoutTheQuery(String target, String instance) {
		assertThat(occurrence(UpgradeContext.builder("GET", target), "websocket").instance()).isEqualTo(instance);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS", "TLS/1.3" })
	void requestThatLacksTlsIsToldItsHttpsUrl(String protocol) {
		assertThat(occurrence(request(), protocol).https()).isEqualTo("https://example.com/chat?room=1");
	}

	@Test
	void requestThatLacksTlsAmongOthersIsToldItsHttpsUrl() {
		assertThat(occurrence(request(), "websocket", "TLS").https()).isEqualTo("https://example.com/chat?room=1");
	}

	@Test
	void addressOfVersion6StaysInBrackets() {
		assertThat(occurrence(request().host("[2001:db8::7]"), "TLS").https())
			.isEqualTo("https://[2001:db8::7]/chat?room=1");
	}

	@Test
	@DisplayName("A URL of a host that nobody knows, or that is forged, helps nobody")
	void requestWithoutValidHostIsToldNoUrl() {
		assertThat(occurrence(request().host(null), "TLS").https()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "HTTP/2", "iot-mux/1" })
	void requestThatLacksSomethingElseIsToldNoUrl(String protocol) {
		assertThat(occurrence(request(), protocol).https()).isNull();
	}

	@Test
	void requestThatLacksH2IsToldTheUrl() {
		assertThat(occurrence(request(), "h2").https()).isEqualTo(occurrence(request(), "TLS").https()).isNotNull();
	}

	@Test
	void secureRequestInAnEarlierVersionIsToldNoUrl() {
		assertThat(occurrence(request().secure(TlsVersion.TLS_1_2), "TLS/1.3").https()).isNull();
	}

	private static UpgradeContextBuilder request() {
		return UpgradeContext.builder("GET", "/chat?room=1").host("example.com");
	}

	private static Occurrence occurrence(UpgradeContextBuilder request, String... protocols) {
		return Occurrence.of(request.build(), UpgradeDecision.refuse(protocols));
	}

}
