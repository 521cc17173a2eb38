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

import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebSocketAttempt}. What becomes of one is in
 * {@link WebSocketCheckTests}.
 */
class WebSocketAttemptTests {

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "WebSocket", "h2c, websocket", "websocket/13", "websockets" })
	void getThatNamesWhatAServerMayTakeForWebSocketIsAnAttempt(String upgrade) {
		assertThat(new WebSocketAttempt(get().header("Upgrade", upgrade).build()).isMade()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c", "my-websocket", "web", "" })
	void getThatNamesSomethingElseIsNone(String upgrade) {
		assertThat(new WebSocketAttempt(get().header("Upgrade", upgrade).build()).isMade()).isFalse();
	}

	@Test
	void otherMethodsAndPlainRequestsAreNone() {
		assertThat(new WebSocketAttempt(get().build()).isMade()).isFalse();
		assertThat(new WebSocketAttempt(UpgradeContext.builder("POST", "/chat").header("Upgrade", "websocket").build())
			.isMade()).isFalse();
	}

	@Test
	@DisplayName("R13: an extended CONNECT takes the place of a GET")
	void extendedConnectForWebSocketIsAnAttempt() {
		UpgradeContextBuilder connect = UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2);
		assertThat(new WebSocketAttempt(connect.connectProtocol("websocket").build()).isMade()).isTrue();
		assertThat(new WebSocketAttempt(connect.connectProtocol("connect-udp").build()).isMade()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "websocket|keep-alive, Upgrade", "websocket|upgrade", "WebSocket|Upgrade",
			"h2c, websocket|Upgrade" })
	void correctHandshakeInAnotherThanTheNormalFormIsUnusual(String upgrade, String connection) {
		assertThat(new WebSocketAttempt(handshake("13", upgrade, connection).build()).isUnusual()).isTrue();
	}

	@Test
	void severalLinesAreUnusual() {
		assertThat(new WebSocketAttempt(handshake("13", "h2c", "Upgrade").header("Upgrade", "websocket").build())
			.isUnusual()).isTrue();
	}

	@Test
	void normalFormIsNotUnusual() {
		assertThat(new WebSocketAttempt(handshake("13", "websocket", "Upgrade").build()).isUnusual()).isFalse();
	}

	@Test
	void mistakenHandshakeAndPlainRequestStayAsTheyAre() {
		assertThat(new WebSocketAttempt(handshake("8", "h2c, websocket", "Upgrade").build()).isUnusual()).isFalse();
		assertThat(new WebSocketAttempt(handshake("13", "h2c, websocket", "close").build()).isUnusual()).isFalse();
		assertThat(new WebSocketAttempt(get().build()).isUnusual()).isFalse();
	}

	@Test
	@DisplayName("RFC 9113, 8.6: from HTTP/2 on there is no Upgrade to show")
	void nothingIsUnusualFromHttp2On() {
		assertThat(new WebSocketAttempt(
				handshake("13", "h2c, websocket", "Upgrade").httpVersion(HttpVersion.HTTP_2).build())
			.isUnusual()).isFalse();
	}

	private static UpgradeContextBuilder get() {
		return UpgradeContext.builder("GET", "/chat");
	}

	private static UpgradeContextBuilder handshake(String version, String upgrade, String connection) {
		return get().header("Upgrade", upgrade)
			.header("Connection", connection)
			.header("Sec-WebSocket-Version", version)
			.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
	}

}
