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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestTarget}.
 */
class RequestTargetTests {

	@Test
	void bytesBeyondAsciiAreEscapedAsTheyWereSent() {
		assertThat(RequestTarget.escapeBytes("/caf\u00e9?\u20ac", StandardCharsets.UTF_8))
			.isEqualTo("/caf%C3%A9?%E2%82%AC");
		assertThat(RequestTarget.escapeBytes("/caf\u00c3\u00a9\u00ff\u0080", StandardCharsets.ISO_8859_1))
			.isEqualTo("/caf%C3%A9%FF%80");
	}

	@Test
	void characterThatNoByteStandsForIsInUtf8() {
		assertThat(RequestTarget.escapeBytes("/\u4e2d\u00e9", StandardCharsets.ISO_8859_1))
			.isEqualTo("/%E4%B8%AD%C3%A9");
		assertThat(RequestTarget.escapeBytes("/\u0100", StandardCharsets.ISO_8859_1)).isEqualTo("/%C4%80");
	}

	@Test
	void whatTheServerCouldNotReadStaysAsItIs() {
		assertThat(RequestTarget.escapeBytes("/\ufffd\u00e9", StandardCharsets.UTF_8)).isEqualTo("/\ufffd\u00e9");
		assertThat(RequestTarget.escapeBytes("\ufffd", StandardCharsets.UTF_8)).isEqualTo("\ufffd");
	}

	@Test
	void asciiStaysAsTheClientSentIt() {
		String ascii = "/a\"b<c>|{}`^\\[1]#%zz %20\u007f\r\n";
		assertThat(RequestTarget.escapeBytes(ascii, StandardCharsets.UTF_8)).isSameAs(ascii);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '@',
			value = { "/a\"b /a%22b", "/<c> /%3Cc%3E", "/a#b /a%23b", "/a[1] /a%5B1%5D", "/a\\b /a%5Cb",
					"/a^`b /a%5E%60b", "/{v} /%7Bv%7D", "/a|b /a%7Cb", "/a%20b%zz /a%20b%zz",
					"/~a!$&'()*+,=:;v=1 /~a!$&'()*+,=:;v=1" },
			ignoreLeadingAndTrailingWhitespace = false)
	void whatNoPathMayHoldIsEscaped(String path, String escaped) {
		assertThat(RequestTarget.escapeExcluded(path)).isEqualTo(escaped);
	}

	@Test
	void controlCharactersAndSpacesAreEscaped() {
		assertThat(RequestTarget.escapeExcluded("/a b\u0000\u001f\u007f\u00e9")).isEqualTo("/a%20b%00%1F%7F%C3%A9");
		assertThat(RequestTarget.escapeExcluded("/a\r\nb!~")).isEqualTo("/a%0D%0Ab!~");
	}

}
