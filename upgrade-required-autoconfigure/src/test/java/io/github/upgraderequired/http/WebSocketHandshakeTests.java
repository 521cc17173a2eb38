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

package io.github.upgraderequired.http;

import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebSocketHandshake}.
 */
class WebSocketHandshakeTests {

	@Test
	@DisplayName("R15: the version is 13")
	void version13IsAccepted() {
		assertThat(WebSocketHandshake.isVersionAccepted(List.of("13"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "8", "7", "0", "14", "013", "13.0", "13, 8", "+13", "thirteen" })
	void otherVersionIsNotAccepted(String version) {
		assertThat(WebSocketHandshake.isVersionAccepted(List.of(version))).isFalse();
	}

	@Test
	void missingVersionIsNotAccepted() {
		assertThat(WebSocketHandshake.isVersionAccepted(List.of())).isFalse();
	}

	@Test
	@DisplayName("RFC 6455, 11.3.5: the version must not be sent more than once")
	void versionOnTwoLinesIsNotAccepted() {
		assertThat(WebSocketHandshake.isVersionAccepted(List.of("13", "13"))).isFalse();
		assertThat(WebSocketHandshake.isVersionAccepted(List.of("13", "8"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dGhlIHNhbXBsZSBub25jZQ==", "AQIDBAUGBwgJCgsMDQ4PEC==", "AAAAAAAAAAAAAAAAAAAAAA==",
			"zzzzzzzzzzzzzzzzzzzzzz==", "ZZZZZZZZZZ0123456789aA==", "++++++++++++//////////==" })
	@DisplayName("R15: a key is 16 bytes in base64")
	void sixteenBytesInBase64AreKey(String key) {
		assertThat(WebSocketHandshake.isKeyValid(List.of(key))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 13, 14, 15, 17, 18, 19, 32 })
	void moreOrFewerBytesAreNoKey(int length) {
		String key = Base64.getEncoder().encodeToString(new byte[length]);
		assertThat(WebSocketHandshake.isKeyValid(List.of(key))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ=A",
			"dGhlIHNhbXBsZSBub25jZQAA", "dGhlIHNhbXBsZSBub25jZQ== ", "=dGhlIHNhbXBsZSBub25jZ==" })
	void keyWithoutItsPaddingIsNoKey(String key) {
		assertThat(WebSocketHandshake.isKeyValid(List.of(key))).isFalse();
	}

	// Each is a neighbour of a base64 character or belongs to base64url
	@ParameterizedTest
	@ValueSource(chars = { '-', '_', '.', ':', '@', '[', '`', '{', '*', ',', ' ', '=', '\n', '\u00e9', '\u0661' })
	void characterOutsideBase64IsNoPartOfKey(char character) {
		assertThat(WebSocketHandshake.isKeyValid(List.of(character + "GhlIHNhbXBsZSBub25jZQ=="))).as("first").isFalse();
		assertThat(WebSocketHandshake.isKeyValid(List.of("dGhlIHNhbXBsZSBub25jZ" + character + "=="))).as("last")
			.isFalse();
	}

	@Test
	void missingKeyIsNotValid() {
		assertThat(WebSocketHandshake.isKeyValid(List.of())).isFalse();
	}

	@Test
	@DisplayName("RFC 6455, 11.3.1: the key must not be sent more than once")
	void keyOnTwoLinesIsNotValid() {
		String key = "dGhlIHNhbXBsZSBub25jZQ==";
		assertThat(WebSocketHandshake.isKeyValid(List.of(key, key))).isFalse();
	}

}
