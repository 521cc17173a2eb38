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

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Token}.
 */
class TokenTests {

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "h2c", "TLS", "1.3", "iot-mux", "x", "!#$%&'*+-.^_`|~" })
	void lettersDigitsAndMarksMakeToken(String text) {
		assertThat(Token.isToken(text)).isTrue();
	}

	@Test
	@DisplayName("RFC 9110, 5.6.2: a token holds the characters of tchar and no other")
	void onlyCharactersOfTheGrammarMakeToken() {
		String accepted = IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
			.mapToObj(Character::toString)
			.filter(Token::isToken)
			.collect(Collectors.joining());
		assertThat(accepted).isEqualTo("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");
	}

	@ParameterizedTest
	@CsvSource({ "acme-web, acme-web", "Acme Web (1), Acme-Web--1-", "a/b:c, a-b-c", "ünïcode, -n-code" })
	void textIsMadeAToken(String text, String token) {
		assertThat(Token.like(text)).isEqualTo(token);
	}

	@Test
	void emptyTextIsNoToken() {
		assertThat(Token.isToken("")).isFalse();
	}

	@ParameterizedTest
	@MethodSource("controlCharacters")
	void controlCharacterBreaksToken(int control) {
		assertThatNoTokenHolds((char) control);
	}

	static IntStream controlCharacters() {
		return IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7f));
	}

	@ParameterizedTest
	@ValueSource(chars = { ' ', ',', '/', '"', '(', ')', ':', ';', '<', '=', '>', '?', '@', '[', '\\', ']', '{', '}' })
	void spaceOrDelimiterBreaksToken(char delimiter) {
		assertThatNoTokenHolds(delimiter);
	}

	// Among them letters that fold to ASCII ones, such as the Kelvin sign and the long s
	@ParameterizedTest
	@ValueSource(chars = { '\u0080', '\u00a0', '\u00e9', '\u017f', '\u0131', '\u0661', '\u200b', '\u2028', '\u212a',
			'\uff21' })
	void characterOutsideAsciiBreaksToken(char character) {
		assertThatNoTokenHolds(character);
	}

	private static void assertThatNoTokenHolds(char character) {
		assertThat(Token.isToken(character + "ab")).as("first").isFalse();
		assertThat(Token.isToken("a" + character + "b")).as("between").isFalse();
		assertThat(Token.isToken("ab" + character)).as("last").isFalse();
	}

}
