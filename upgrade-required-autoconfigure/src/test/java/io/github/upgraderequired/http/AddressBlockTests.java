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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressBlock} and {@link IpAddress}.
 */
class AddressBlockTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.0.0.0, true", "10.0.0.0/8, 10.255.255.255, true", "10.0.0.0/8, 11.0.0.0, false",
			"10.0.0.0/8, 9.255.255.255, false", "127.0.0.0/8, 127.0.0.1, true", "192.0.2.7, 192.0.2.7, true",
			"192.0.2.7, 192.0.2.6, false", "192.0.2.7/32, 192.0.2.7, true", "192.0.2.6/31, 192.0.2.7, true",
			"192.0.2.6/31, 192.0.2.8, false", "172.16.0.0/12, 172.31.0.1, true", "172.16.0.0/12, 172.32.0.1, false",
			"192.0.2.128/25, 192.0.2.128, true", "192.0.2.128/25, 192.0.2.127, false", "0.0.0.0/0, 203.0.113.9, true",
			"255.255.255.255, 255.255.255.255, true", "128.0.0.0/1, 255.0.0.1, true", "128.0.0.0/1, 127.0.0.1, false" })
	void blockOfIpv4HasTheAddressesThatBeginWithThePrefix(String block, String address, boolean contained) {
		assertThat(contains(block, address)).isEqualTo(contained);
	}

	@ParameterizedTest
	@CsvSource({ "::1, ::1, true", "::1, 0:0:0:0:0:0:0:1, true", "0:0:0:0:0:0:0:1, ::1, true", "::1, ::2, false",
			"::1/128, ::1, true", "2001:db8::/32, 2001:db8:ffff::1, true", "2001:db8::/32, 2001:DB8::1, true",
			"2001:db8::/32, 2001:db9::1, false", "2001:db8::/33, 2001:db8:8000::1, false",
			"2001:db8::/33, 2001:db8:7fff::1, true", "fe80::/10, febf::1, true", "fe80::/10, fec0::1, false",
			"::/0, 2001:db8::1, true", "2001:db8::, 2001:db8:0:0::, true", "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, true",
			"::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8, true", "64:ff9b::192.0.2.33, 64:ff9b::c000:221, true",
			"1:2:3:4:5:6:192.0.2.33, 1:2:3:4:5:6:c000:221, true", "::192.0.2.33, ::c000:221, true" })
	void blockOfIpv6HasTheAddressesThatBeginWithThePrefix(String block, String address, boolean contained) {
		assertThat(contains(block, address)).isEqualTo(contained);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, ::ffff:10.1.2.3, true", "10.0.0.0/8, ::ffff:a01:203, true",
			"10.0.0.0/8, 0:0:0:0:0:ffff:a01:203, true", "10.0.0.0/8, ::ffff:11.1.2.3, false",
			"::ffff:10.0.0.0/104, 10.1.2.3, true", "::ffff:10.0.0.0/104, 11.1.2.3, false",
			"::ffff:192.0.2.7, 192.0.2.7, true", "::ffff:0:0/96, 192.0.2.7, true",
			"::ffff:192.0.2.7/128, ::ffff:192.0.2.7, true" })
	void mappedIpv6AddressIsTheIpv4Address(String block, String address, boolean contained) {
		assertThat(contains(block, address)).isEqualTo(contained);
	}

	@ParameterizedTest
	@CsvSource({ "::/0, 10.1.2.3", "0.0.0.0/0, ::1", "0.0.0.0/0, 2001:db8::1", "::/0, ::ffff:10.1.2.3",
			"10.0.0.0/8, ::10.1.2.3", "10.0.0.0/8, a00::1" })
	void addressOfTheOtherFamilyIsInNoBlock(String block, String address) {
		assertThat(contains(block, address)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "fe80::/10, fe80::1%eth0", "fe80::/10, fe80:0:0:0:0:0:0:1%2", "fe80::/10, [fe80::1%25eth0]",
			"::1, [::1]", "::1, [0:0:0:0:0:0:0:1]", "::1, ::1%lo" })
	void bracketsAndScopeIdsOfReportedAddressesDoNotMatter(String block, String address) {
		assertThat(contains(block, address)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "192.0.2.7, 192.0.2.7:45530", "192.0.2.7, 192.0.2.7:_obf",
			"192.0.2.7, [192.0.2.7:45530]", "192.0.2.7, \"192.0.2.7:45530\"", "192.0.2.7, \"192.0.2.7\"",
			"::ffff:192.0.2.7, 192.0.2.7:1", "192.0.2.7, [::ffff:192.0.2.7]:1", "2001:db8::7, [2001:db8::7]:4711",
			"2001:db8::7, \"[2001:db8::7]:4711\"", "2001:db8::7, \"[2001:db8::7]\"", "fe80::/10, [fe80::1%eth0]:80" })
	void portsAndQuotesOfReportedAddressesDoNotMatter(String block, String address) {
		assertThat(contains(block, address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "localhost", "example.com", "unknown", "_hidden", "[::1]80", "\"10.0.0.1", "[::1",
			"::1]", "[10.0.0.1", "10.0.0.1%1", "%", "%1", "[]", "[%]", "10.0.0.1, 10.0.0.2", "10.0.0.0/8", "10.0.0",
			"10.0.0.1.", "10.0.0.0.1", "10.0..1", "010.0.0.1", "10.0.0.01", "0x0a.0.0.1", "10.0.0.256", "10.0.0.1000",
			"167772161", "+10.0.0.1", "10.0.0.-1", "10.0.0.1 ", " 10.0.0.1", "10.0.0.1\u0000", "\u0661\u0660.0.0.1",
			":", ":::", "::1::", ":1", "1:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
			"::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "12345::", "g::1", "::\uff11", "1:2:3:4:5:6:7:192.0.2.33",
			"192.0.2.33::", "::192.0.2.33:1", "::192.0.2", "::ffff:192.0.2.256" })
	void anythingElseIsNoAddress(String text) {
		assertThat(IpAddress.parseReported(text)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text + "/0"));
	}

	@Test
	void missingAddressIsNoAddress() {
		assertThat(IpAddress.parseReported(null)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''               | The address is missing
			' '              | The address is missing
			/8               | The address is missing
			localhost        | That is neither an IPv4 nor an IPv6 address, and names are never looked up
			example.com/24   | That is neither an IPv4 nor an IPv6 address, and names are never looked up
			10.0.0/8         | That is neither an IPv4 nor an IPv6 address, and names are never looked up
			[::1]            | That is neither an IPv4 nor an IPv6 address, and names are never looked up
			010.0.0.1        | That is neither an IPv4 nor an IPv6 address, and names are never looked up
			fe80::1%eth0     | A scope id names an interface of one machine (RFC 4007), and is no part of a network
			fe80::%1/10      | A scope id names an interface of one machine (RFC 4007), and is no part of a network
			10.0.0.0/33      | The length of the prefix is a number from 0 to 32
			10.0.0.0/        | The length of the prefix is a number from 0 to 32
			10.0.0.0/-1      | The length of the prefix is a number from 0 to 32
			10.0.0.0/+8      | The length of the prefix is a number from 0 to 32
			10.0.0.0/08      | The length of the prefix is a number from 0 to 32
			10.0.0.0/8/8     | The length of the prefix is a number from 0 to 32
			10.0.0.0/255.0.0.0 | The length of the prefix is a number from 0 to 32
			10.0.0.0/99999999999 | The length of the prefix is a number from 0 to 32
			::/129           | The length of the prefix is a number from 0 to 128
			::ffff:10.0.0.0/129 | The length of the prefix is a number from 0 to 128
			10.0.0.1/8       | Bits are set beyond the first 8, with which the block is 10.0.0.0/8
			192.0.2.7/31     | Bits are set beyond the first 31, with which the block is 192.0.2.6/31
			0.0.0.1/0        | Bits are set beyond the first 0, with which the block is 0.0.0.0/0
			2001:db8::1/32   | Bits are set beyond the first 32, with which the block is 2001:db8:0:0:0:0:0:0/32
			::ffff:10.0.0.1/104 | Bits are set beyond the first 104, with which the block is 10.0.0.0/8
			::ffff:10.0.0.0/8 | Bits are set beyond the first 8
			""")
	void whatIsNoBlockIsExplained(String text, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text)).withMessage(reason);
	}

	@Test
	void equalAddressesAreEqual() {
		assertThat(IpAddress.parse("::ffff:10.0.0.1")).isEqualTo(IpAddress.parse("10.0.0.1"))
			.hasSameHashCodeAs(IpAddress.parse("10.0.0.1"))
			.hasToString("10.0.0.1")
			.isNotEqualTo(IpAddress.parse("10.0.0.2"))
			.isNotEqualTo("10.0.0.1");
	}

	private static boolean contains(String block, String address) {
		IpAddress parsed = IpAddress.parseReported(address);
		assertThat(parsed).isNotNull();
		return AddressBlock.parse(block).contains(parsed);
	}

}
