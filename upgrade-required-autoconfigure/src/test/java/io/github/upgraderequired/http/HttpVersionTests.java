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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpVersion}.
 */
class HttpVersionTests {

	@ParameterizedTest
	@CsvSource({ "HTTP/0.9, 0, 9", "HTTP/1.0, 1, 0", "HTTP/1.1, 1, 1", "HTTP/2.0, 2, 0", "HTTP/2, 2, 0",
			"HTTP/3.0, 3, 0", "HTTP/3, 3, 0", "HTTP/9.9, 9, 9" })
	void versionIsReadWithOneDigitOrTwo(String text, int major, int minor) {
		assertThat(HttpVersion.parse(text)).isEqualTo(new HttpVersion(major, minor));
	}

	@Test
	void requestLineWithoutVersionIsHttp09() {
		assertThat(HttpVersion.parse("")).isEqualTo(HttpVersion.HTTP_0_9);
	}

	@Test
	void serverThatTellsNothingLeavesTheVersionUnknown() {
		assertThat(HttpVersion.parse(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP", "HTTP/", "HTTP/1.", "HTTP/11", "HTTP/1.10", "HTTP/10.0", "HTTP/1-1", "HTTP/1x1",
			"HTTP/a", "HTTP/a.1", "HTTP/1.a", "HTTP/:", "HTTP/1./", "http/1.1", "HTTPS/1", "h2", "SPDY/3", " HTTP/1.1",
			"HTTP/1.1 ", "HTTP 1.1", "HTTP/\u0661" })
	void textThatIsNoHttpVersionLeavesTheVersionUnknown(String text) {
		assertThat(HttpVersion.parse(text)).isNull();
	}

	@Test
	void versionsAscend() {
		assertThat(new HttpVersion[] { HttpVersion.HTTP_0_9, HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1,
				HttpVersion.HTTP_2, HttpVersion.HTTP_3 })
			.isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void majorVersionCountsBeforeMinorVersion() {
		assertThat(new HttpVersion(1, 9)).isLessThan(new HttpVersion(2, 0));
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1, HTTP/1.1, true", "HTTP/2, HTTP/1.1, true", "HTTP/3, HTTP/2, true",
			"HTTP/1.0, HTTP/1.1, false", "HTTP/1.1, HTTP/2, false", "HTTP/2, HTTP/3, false" })
	void versionIsAtLeastItselfAndWhatCameBefore(String version, String minimum, boolean expected) {
		assertThat(parse(version).isAtLeast(parse(minimum))).isEqualTo(expected);
	}

	@Test
	@DisplayName("RFC 9110, 2.5: a version has two digits on the wire")
	void versionIsWrittenWithTwoDigits() {
		assertThat(HttpVersion.HTTP_1_1).hasToString("HTTP/1.1");
		assertThat(HttpVersion.HTTP_2).hasToString("HTTP/2.0");
	}

	private static HttpVersion parse(String text) {
		HttpVersion version = HttpVersion.parse(text);
		assertThat(version).isNotNull();
		return version;
	}

}
