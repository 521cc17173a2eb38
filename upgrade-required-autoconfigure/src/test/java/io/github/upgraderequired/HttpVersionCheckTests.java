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

import java.util.List;

import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HttpVersionCheck}.
 */
class HttpVersionCheckTests {

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1, HTTP/1.1", "HTTP/1.1, HTTP/2", "HTTP/1.1, HTTP/3", "HTTP/2, HTTP/2", "HTTP/2, HTTP/3",
			"HTTP/3, HTTP/3", "h2c, HTTP/2", "h2c, HTTP/3" })
	void requestInThatVersionOrLaterPasses(String required, String version) {
		assertThat(UpgradeDecision.require(request(version).build(), required)).isEqualTo(UpgradeDecision.proceed());
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1, HTTP/0.9", "HTTP/1.1, HTTP/1.0", "HTTP/2, HTTP/0.9", "HTTP/2, HTTP/1.1", "HTTP/2, HTTP/1.0",
			"HTTP/3, HTTP/2", "HTTP/3, HTTP/1.1", "h2c, HTTP/1.1", "h2, HTTP/1.1" })
	@DisplayName("R9: an earlier version is a case for 426")
	void requestInEarlierVersionIsRefused(String required, String version) {
		assertThat(UpgradeDecision.require(request(version).build(), required))
			.isInstanceOfSatisfying(UpgradeRefusal.class, (refusal) -> assertThat(refusal.status()).isEqualTo(426));
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1", "HTTP/2", "HTTP/3", "h2", "h2c" })
	void requestOfUnknownVersionIsRefused(String required) {
		UpgradeContext context = UpgradeContext.builder("GET", "/").httpVersion(null).secure(null).build();
		assertThat(UpgradeDecision.require(context, required)).isInstanceOf(UpgradeRefusal.class);
	}

	@Test
	@DisplayName("R14: h2 is HTTP/2 over TLS")
	void h2IsHttp2OverTls() {
		assertThat(UpgradeDecision.require(request("HTTP/2").secure(null).build(), "h2"))
			.isEqualTo(UpgradeDecision.proceed());
		assertThat(UpgradeDecision.require(request("HTTP/2").build(), "h2")).isInstanceOf(UpgradeRefusal.class);
		assertThat(UpgradeDecision.require(request("HTTP/1.1").secure(null).build(), "h2"))
			.isInstanceOf(UpgradeRefusal.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c", "HTTP/2" })
	@DisplayName("R14a: an offer of HTTP/2 in Upgrade proves nothing")
	void offerOfHttp2IsRefused(String required) {
		UpgradeContext context = request("HTTP/1.1").header("Upgrade", "h2c, HTTP/2.0")
			.header("Connection", "Upgrade")
			.build();
		assertThat(UpgradeDecision.require(context, required)).isInstanceOf(UpgradeRefusal.class);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/2, HTTP/2.0", "HTTP/3, HTTP/3.0", "HTTP/1.1, HTTP/1.1", "h2, h2", "H2C, h2c", "H3, h3" })
	void upgradeFieldNamesTheVersionAsTheWireHasIt(String required, String field) {
		assertThat(UpgradeDecision.refuse(required).upgradeField()).isEqualTo(field);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/1.0, HTTP/1.0 would mean nothing", "HTTP/1, HTTP/1.0 would mean nothing",
			"HTTP/4, There is no such HTTP version", "HTTP/2.1, There is no such HTTP version",
			"HTTP, HTTP needs a version", "h2/2, h2 is HTTP/2 and has no version of its own",
			"h2c/1, h2c is HTTP/2 and has no version of its own" })
	void versionThatCannotBeRequiredIsRefusedWithTheReason(String required, String reason) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpgradeRequirement.anyOf(List.of(UpgradeProtocol.parse(required))))
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1, over HTTP/1.1 or later", "HTTP/3, over HTTP/3 or later", "h2c, over HTTP/2 or later",
			"h2, over HTTP/2 or later with TLS (https)", "h3, over HTTP/3 or later" })
	void refusalSaysTheConditionInWords(String required, String condition) {
		assertThat(UpgradeDecision.refuse(required).detail())
			.isEqualTo("This resource is available only " + condition + ".");
	}

	private static UpgradeContextBuilder request(String version) {
		return UpgradeContext.builder("GET", "/").httpVersion(HttpVersion.parse(version));
	}

	@Test
	void versionOfTheClientDecidesAndNotThatOfTheProxy() {
		assertThat(UpgradeDecision.require(request("HTTP/1.1").clientHttpVersion(HttpVersion.HTTP_2).build(), "HTTP/2"))
			.isEqualTo(UpgradeDecision.proceed());
		assertThat(UpgradeDecision.require(request("HTTP/2").clientHttpVersion(HttpVersion.HTTP_1_1).build(), "HTTP/2"))
			.isInstanceOf(UpgradeRefusal.class);
	}

	// A proxy may make one in HTTP/1.1 of an extended CONNECT
	@Test
	void versionOfTheClientSaysNothingOfWhatTheConnectionCanDo() {
		UpgradeContext context = request("HTTP/1.1").clientHttpVersion(HttpVersion.HTTP_2)
			.header("Upgrade", "iot-mux/1")
			.header("Connection", "Upgrade")
			.build();
		assertThat(context.offeredProtocols()).containsExactly(UpgradeProtocol.parse("iot-mux/1"));
		assertThat(context.isHttp2OrLater()).isFalse();
	}

}
