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

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link AltSvc}.
 */
class AltSvcTests {

	private static final String ALTERNATIVE = "An alternative begins with the ALPN name of its protocol, such as h3";

	private static final String EQUALS = "The protocol is followed by = and then by host and port in double quotes,"
			+ " as in h3=\":443\"";

	private static final String QUOTES = "Host and port stand in double quotes, as in h3=\":443\"";

	private static final String AUTHORITY = "In the quotes stand a host, which may be left out, a colon and a port,"
			+ " as in :443";

	private static final String PORT = "In the quotes, what follows the colon is a port from 1 to 65535";

	private static final String PARAMETER = "A parameter is a name, = and a value without white space, as in ma=86400";

	private static final String MA = "The value of ma is a number of seconds, in digits alone (RFC 7838, 3.1)";

	private static final String PERSIST = "The only value of persist is 1 (RFC 7838, 3.1)";

	private static final String NEXT = "After an alternative comes a semicolon with a parameter, a comma with another"
			+ " alternative, or nothing";

	private static final String CLEAR = "The word clear stands in lower case and alone";

	private static final String DIGITS = "In the name of a protocol two hexadecimal digits in upper case follow a"
			+ " percent sign";

	private static final String UNENDED = "The quoted text does not end";

	private static final String QUOTABLE = "Quoted text is of ASCII characters that can be seen, and white space";

	private static final String WHITE_SPACE = "White space stands before or behind the value";

	@ParameterizedTest
	@ValueSource(strings = { "clear", "h3=\":443\"", "h3=\":1\"", "h3=\":65535\"", "h3=\":00443\"",
			"h3=\":443\"; ma=86400", "h3=\":443\";ma=0", "h3=\":443\" \t;\t ma=86400; persist=1",
			"h3=\":443\"; MA=1; Persist=1", "h3=\":443\"; ma=99999999999999999999", "h3=\":443\"; v=\"46,43\"",
			"h3=\":443\"; x=\"\"", "h3=\":443\"; x=\"a\\\"b\\\\c\t ~!\"; y=z", "h3=\":443\"; ma2=x; persist2=x",
			"h3=\"alt.example.com:8000\"", "h3=\"192.0.2.1:443\"", "h3=\"[2001:db8::1]:443\"", "h3=\"\\:4\\43\"",
			"h3=\":443\", h2=\"alt.example.com:8000\"", "h3=\":443\",h3=\":8443\"",
			"h3=\":443\"; ma=1 \t,\t h2=\":443\"; ma=2", "h2c=\":80\"", "clear=\":443\"", "w%3Dx%3Ay#z=\":443\"",
			"x%25y=\":443\"", "%00%1F%7F%FF%A0=\":443\"", "!#$&'*+-.^_`|~=\":443\"" })
	void valueOfTheGrammarCanBeSent(String value) {
		assertThatNoException().isThrownBy(() -> AltSvc.requireValid(value));
	}

	@ParameterizedTest
	@MethodSource
	void anythingElseIsExplained(String value, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> AltSvc.requireValid(value)).withMessage(message);
	}

	static Stream<Arguments> anythingElseIsExplained() {
		return Stream.of(Arguments.of("", ALTERNATIVE + " (position 0)"), Arguments.of(" clear", WHITE_SPACE),
				Arguments.of("h3=\":443\"\t", WHITE_SPACE), Arguments.of("h3=\":443\"\r\n", WHITE_SPACE),
				Arguments.of("Clear", CLEAR + " (position 0)"), Arguments.of("CLEAR", CLEAR + " (position 0)"),
				Arguments.of("clear, h3=\":443\"", CLEAR + " (position 0)"),
				Arguments.of("h3=\":443\", clear", CLEAR + " (position 11)"),
				Arguments.of("clear; ma=1", CLEAR + " (position 0)"),
				Arguments.of(",h3=\":443\"", ALTERNATIVE + " (position 0)"),
				Arguments.of("h3=\":443\",", ALTERNATIVE + " (position 10)"),
				Arguments.of("h3=\":443\",, h2=\":443\"", ALTERNATIVE + " (position 10)"),
				Arguments.of("\":443\"", ALTERNATIVE + " (position 0)"),
				Arguments.of("=\":443\"", ALTERNATIVE + " (position 0)"),
				Arguments.of("é=\":443\"", ALTERNATIVE + " (position 0)"), Arguments.of("h3", EQUALS + " (position 2)"),
				Arguments.of("h3:443", EQUALS + " (position 2)"),
				Arguments.of("h3 =\":443\"", EQUALS + " (position 2)"),
				Arguments.of("h3/1=\":443\"", EQUALS + " (position 2)"), Arguments.of("h3=", QUOTES + " (position 3)"),
				Arguments.of("h3=:443", QUOTES + " (position 3)"), Arguments.of("h3=443", QUOTES + " (position 3)"),
				Arguments.of("h3= \":443\"", QUOTES + " (position 3)"),
				Arguments.of("h3=':443'", QUOTES + " (position 3)"), Arguments.of("h3=\"", UNENDED + " (position 3)"),
				Arguments.of("h3=\":443", UNENDED + " (position 3)"),
				Arguments.of("h3=\":443\\\"", UNENDED + " (position 3)"),
				Arguments.of("h3=\":443\\", UNENDED + " (position 3)"),
				Arguments.of("h3=\":443\"; x=\"a", UNENDED + " (position 13)"),
				Arguments.of("h3=\"\"", AUTHORITY + " (position 3)"),
				Arguments.of("h3=\"443\"", AUTHORITY + " (position 3)"),
				Arguments.of("h3=\"example.com\"", AUTHORITY + " (position 3)"),
				Arguments.of("h3=\":\"", PORT + " (position 3)"), Arguments.of("h3=\":0\"", PORT + " (position 3)"),
				Arguments.of("h3=\":65536\"", PORT + " (position 3)"),
				Arguments.of("h3=\":000443\"", PORT + " (position 3)"),
				Arguments.of("h3=\":99999999999999999999\"", PORT + " (position 3)"),
				Arguments.of("h3=\":-1\"", PORT + " (position 3)"),
				Arguments.of("h3=\":+443\"", PORT + " (position 3)"),
				Arguments.of("h3=\":443 \"", PORT + " (position 3)"),
				Arguments.of("h3=\":https\"", PORT + " (position 3)"),
				Arguments.of("h3=\":\u0664\u0664\"", QUOTABLE + " (position 5)"),
				Arguments.of("h3=\"a b:443\"", host("a b")), Arguments.of("h3=\"https://a:443\"", host("https://a")),
				Arguments.of("h3=\"2001:db8::1:443\"", host("2001:db8::1")), Arguments.of("h3=\"[]:443\"", host("[]")),
				Arguments.of("h3=\"[192.0.2.1]:443\"", host("[192.0.2.1]")),
				Arguments.of("h3=\"[::::]:443\"", host("[::::]")), Arguments.of("h3=\"[::1:443\"", host("[::1")),
				Arguments.of("h3=\"[:443\"", host("[")), Arguments.of("h3=\"::1]:443\"", host("::1]")),
				Arguments.of("h3=\":443\" ma=1", NEXT + " (position 10)"),
				Arguments.of("h3=\":443\"x", NEXT + " (position 9)"),
				Arguments.of("h3=\":443\"; ma=1 x=2", NEXT + " (position 16)"),
				Arguments.of("h3=\":443\";", PARAMETER + " (position 10)"), Arguments.of("h3=\":443\"; ", WHITE_SPACE),
				Arguments.of("h3=\":443\"; ma", PARAMETER + " (position 11)"),
				Arguments.of("h3=\":443\";; ma=1", PARAMETER + " (position 10)"),
				Arguments.of("h3=\":443\"; ma =1", PARAMETER + " (position 11)"),
				Arguments.of("h3=\":443\"; =1", PARAMETER + " (position 11)"),
				Arguments.of("h3=\":443\"; x=", PARAMETER + " (position 13)"),
				Arguments.of("h3=\":443\"; ma= 1", PARAMETER + " (position 14)"),
				Arguments.of("h3=\":443\"; ma=1d", MA + " (position 14)"),
				Arguments.of("h3=\":443\"; ma=-1", MA + " (position 14)"),
				Arguments.of("h3=\":443\"; MA=\"1\"", MA + " (position 14)"),
				Arguments.of("h3=\":443\"; ma=\"\"", MA + " (position 14)"),
				Arguments.of("h3=\":443\", h2=\":443\"; ma=x", MA + " (position 25)"),
				Arguments.of("h3=\":443\"; persist=0", PERSIST + " (position 19)"),
				Arguments.of("h3=\":443\"; persist=true", PERSIST + " (position 19)"),
				Arguments.of("h3=\":443\"; Persist=\"1\"", PERSIST + " (position 19)"),
				Arguments.of("x%=\":443\"", DIGITS + " (position 1)"),
				Arguments.of("x%3=\":443\"", DIGITS + " (position 1)"),
				Arguments.of("%3d=\":443\"", DIGITS + " (position 0)"),
				Arguments.of("%d3=\":443\"", DIGITS + " (position 0)"),
				Arguments.of("%GG=\":443\"", DIGITS + " (position 0)"),
				Arguments.of("h3=\":443\", a%25b%2=\":443\"", DIGITS + " (position 16)"),
				Arguments.of("%68%33=\":443\"",
						"In the name of a protocol h is written as it is, not percent-encoded (position 0)"),
				Arguments.of("a%2A=\":443\"",
						"In the name of a protocol * is written as it is, not percent-encoded (position 1)"));
	}

	private static String host(String host) {
		return "In the quotes, " + host + " is neither a name, an IPv4 address nor an IPv6 address in brackets"
				+ " (position 3)";
	}

	@ParameterizedTest
	@MethodSource("charactersThatCannotBeQuoted")
	@DisplayName("RFC 9110, 5.6.4: no control character, and none that is not ASCII, can be quoted")
	void controlCharacterCannotBeQuoted(int character) {
		String text = Character.toString(character);
		assertThatIllegalArgumentException().isThrownBy(() -> AltSvc.requireValid("h3=\":443\"; x=\"" + text + "\""))
			.withMessage(QUOTABLE + " (position 14)");
		assertThatIllegalArgumentException().isThrownBy(() -> AltSvc.requireValid("h3=\":443\"; x=\"\\" + text + "\""))
			.withMessage(QUOTABLE + " (position 15)");
	}

	static IntStream charactersThatCannotBeQuoted() {
		return IntStream.concat(IntStream.range(0, 0x20).filter((c) -> c != '\t'),
				IntStream.of(0x7f, 0x80, 0xe9, 0xff, 0x2028));
	}

	@ParameterizedTest
	@MethodSource
	void everyVisibleCharacterCanBeQuoted(int character) {
		String text = Character.toString(character);
		assertThatNoException().isThrownBy(() -> AltSvc.requireValid("h3=\":443\"; x=\"\\" + text + "\""));
	}

	static IntStream everyVisibleCharacterCanBeQuoted() {
		return IntStream.concat(IntStream.rangeClosed(' ', '~'), IntStream.of('\t'));
	}

	@Test
	void longValueIsReadInOnePass() {
		String value = "h3=\":443\"; x=\"" + "\\a".repeat(200_000) + "\", ";
		assertThatNoException().isThrownBy(() -> AltSvc.requireValid(value + "h2=\":443\"" + "; a=b".repeat(200_000)));
		assertThatIllegalArgumentException().isThrownBy(() -> AltSvc.requireValid("%25".repeat(200_000)));
	}

}
