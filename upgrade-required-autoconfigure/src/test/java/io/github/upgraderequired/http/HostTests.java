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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Host}.
 */
class HostTests {

	@ParameterizedTest
	@CsvSource({ "shop.test, shop.test", "shop.test:8080, shop.test", "my_service:8080, my_service",
			"shop.test:, shop.test", "[2001:db8::7], [2001:db8::7]", "[2001:db8::7]:443, [2001:db8::7]",
			"192.0.2.7:1, 192.0.2.7" })
	void authorityHasAHostWithoutItsPort(String authority, String host) {
		assertThat(Host.ofAuthority(authority)).isEqualTo(host);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", ":8080", "user@shop.test", "a b", "[::1", "<script>" })
	void authorityWithoutValidHostHasNone(String authority) {
		assertThat(Host.ofAuthority(authority)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost.", "a.b.localhost", "127.0.0.1", "127.255.255.254", "[::1]" })
	void hostOfTheMachineItselfIsLoopback(String host) {
		assertThat(Host.isLoopback(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost.example", "notlocalhost", "128.0.0.1", "126.255.255.255", "[::2]", "10.0.0.1" })
	void anyOtherHostIsNot(String host) {
		assertThat(Host.isLoopback(host)).isFalse();
	}

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
