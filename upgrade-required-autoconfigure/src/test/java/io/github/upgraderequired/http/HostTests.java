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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Host}.
 */
class HostTests {

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "example.com", "WWW.EXAMPLE.COM", "xn--bcher-kva.example", "my_service",
			"a-z", "AZ-az-09", "0", "192.0.2.7" })
	void nameOrAddressIsHost(String text) {
		assertThat(Host.isValid(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[::1]", "[::]", "[2001:db8::7]", "[2001:DB8:0:9:a:f:A:F]", "[::ffff:192.0.2.7]" })
	void addressOfVersion6InBracketsIsHost(String text) {
		assertThat(Host.isValid(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "[", "]", "::1", "[::1", "::1]", "[[::1]]", "[::1]:443", "[::g]", "[::G]",
			"[::`]", "[::@]", "[::1/]", "[fe80::1%25eth0]", "[example_com]" })
	void emptyOrBrokenAddressIsNoHost(String text) {
		assertThat(Host.isValid(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com:443", "user@example.com", "example.com/", "example.com\\", "example.com?",
			"example.com#", "exa mple.com", "example.com\r\n", "<script>", "\"", "'", "a,b", "a%2Fb", "a`", "a{", "a[",
			"b\u00fccher.example", "\u2024" })
	void characterThatCouldLeaveTheHostIsRefused(String text) {
		assertThat(Host.isValid(text)).isFalse();
	}

}
