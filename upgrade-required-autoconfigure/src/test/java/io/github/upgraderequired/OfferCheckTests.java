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

import java.util.Arrays;
import java.util.List;

import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OfferCheck}.
 */
class OfferCheckTests {

	@Test
	void requestWithoutTheOfferIsRefused() {
		UpgradeDecision decision = UpgradeDecision.require(UpgradeContext.builder("GET", "/iot").build(), "iot-mux/1");
		assertThat(decision).isInstanceOfSatisfying(UpgradeRefusal.class,
				(refusal) -> assertThat(refusal.upgradeField()).isEqualTo("iot-mux/1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "iot-mux/1", "IOT-MUX/1", "h2c, iot-mux/2, iot-mux/1" })
	void requestThatOffersTheProtocolPassesForItAlone(String upgrade) {
		assertThat(UpgradeDecision.require(offer(upgrade).build(), "iot-mux/1")).hasToString("proceed with iot-mux/1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "iot-mux", "iot-mux/2", "iot-mux/1.0", "iot-muxer/1", "h2c", "websocket" })
	@DisplayName("R6: nothing but what the client offers is switched to")
	void requestThatOffersSomethingElseIsRefused(String upgrade) {
		assertThat(UpgradeDecision.require(offer(upgrade).build(), "iot-mux/1")).isInstanceOf(UpgradeRefusal.class);
	}

	@Test
	@DisplayName("R6: the version is the client's where the rule leaves it open")
	void requestPassesForTheVersionThatItOffers() {
		assertThat(UpgradeDecision.require(offer("h2c, iot-mux/7, iot-mux/8").build(), "iot-mux"))
			.hasToString("proceed with iot-mux/7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "HTTP/2", "HTTP/3" })
	@DisplayName("R3, R13: a protocol is switched to in HTTP/1.1 only")
	void offerInAnotherVersionIsRefused(String version) {
		UpgradeContext context = offer("iot-mux/1").httpVersion(HttpVersion.parse(version)).build();
		assertThat(UpgradeDecision.require(context, "iot-mux/1")).isInstanceOf(UpgradeRefusal.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "OPTIONS" })
	void anyMethodMayCarryTheOffer(String method) {
		UpgradeContext context = UpgradeContext.builder(method, "/iot")
			.header("Upgrade", "iot-mux/1")
			.header("Connection", "Upgrade")
			.build();
		assertThat(UpgradeDecision.require(context, "iot-mux/1")).isInstanceOf(Proceed.class);
	}

	@Test
	void refusalSaysTheConditionInWords() {
		assertThat(UpgradeDecision.refuse("iot-mux/1").detail())
			.isEqualTo("This resource is available only over iot-mux/1, offered in the Upgrade header field.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					iot-mux/3            | iot-mux/3 is not offered here; iot-mux/2, iot-mux/1.5 and IoT-Mux/1 are.
					IOT-MUX/3            | IOT-MUX/3 is not offered here; iot-mux/2, iot-mux/1.5 and IoT-Mux/1 are.
					iot-mux              | iot-mux without a version is not offered here; iot-mux/2, iot-mux/1.5 and IoT-Mux/1 are.
					h2c, iot-mux/1.0     | iot-mux/1.0 is not offered here; iot-mux/2, iot-mux/1.5 and IoT-Mux/1 are.
					iot-mux/4, iot-mux/3 | iot-mux/4 is not offered here; iot-mux/2, iot-mux/1.5 and IoT-Mux/1 are.
					lines/2              | lines/2 is not offered here; lines/1 is.
					""")
	void rightNameInAnotherVersionIsToldTheVersionsOfThatName(String upgrade, String detail) {
		UpgradeDecision decision = UpgradeDecision.require(offer(upgrade).build(), "iot-mux/2", "lines/1",
				"iot-mux/1.5", "IoT-Mux/1");
		assertThat(decision).isInstanceOfSatisfying(UpgradeRefusal.class, (refusal) -> {
			assertThat(refusal.detail()).isEqualTo(detail);
			assertThat(refusal.upgradeField()).isEqualTo("iot-mux/2, lines/1, iot-mux/1.5, IoT-Mux/1");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c", "iot-muxer/1", "iot-mux/1/2" })
	void anotherNameIsToldWhatIsRequired(String upgrade) {
		assertThat(refusalOf(offer(upgrade)).detail()).startsWith("This resource is available only over iot-mux/1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "" })
	@DisplayName("R3: Upgrade in HTTP/1.0 is ignored")
	void offerBeforeHttp11IsToldSo(String version) {
		assertThat(refusalOf(offer("h2c, IOT-MUX/1").httpVersion(HttpVersion.parse(version))).detail())
			.isEqualTo("iot-mux/1 needs HTTP/1.1: in HTTP/1.0 the Upgrade field does not count.");
	}

	@Test
	@DisplayName("R5: Upgrade without the connection option is ignored")
	void offerWithoutTheConnectionOptionIsToldSo() {
		for (HttpVersion version : Arrays.asList(HttpVersion.HTTP_1_1, null)) {
			UpgradeContextBuilder request = UpgradeContext.builder("GET", "/iot").header("Upgrade", "h2c, iot-mux/1");
			assertThat(refusalOf(request.httpVersion(version)).detail())
				.isEqualTo("The Upgrade field counts only together with Connection: Upgrade, which is missing."
						+ " A proxy on the way may have removed it.");
		}
	}

	@Test
	void otherVersionThatDoesNotCountAnywayIsToldWhatIsRequired() {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/iot").header("Upgrade", "iot-mux/2");
		assertThat(refusalOf(request).detail()).startsWith("This resource is available only over iot-mux/1");
		assertThat(refusalOf(offer("iot-mux/2").httpVersion(HttpVersion.HTTP_1_0)).detail())
			.startsWith("This resource is available only over iot-mux/1");
	}

	@Test
	@DisplayName("R12: Upgrade means nothing from HTTP/2 on, and nothing is said of it")
	void upgradeFromHttp2OnIsToldWhatIsRequired() {
		for (String upgrade : List.of("iot-mux/1", "iot-mux/2")) {
			assertThat(refusalOf(offer(upgrade).httpVersion(HttpVersion.HTTP_2)).detail())
				.startsWith("This resource is available only over iot-mux/1");
		}
	}

	@ParameterizedTest
	@CsvSource({ "connect-udp, connect-udp, connect-udp", "Connect-UDP, CONNECT-udp, connect-udp",
			"connect-ip, connect-ip, connect-ip", "IoT-Mux/1, iot-mux/1, IoT-Mux/1", "iot-mux, IOT-MUX/7, iot-mux/7" })
	@DisplayName("RFC 8441, 4: an extended CONNECT for the protocol counts, compared like a token of Upgrade")
	void extendedConnectForTheProtocolPasses(String required, String protocol, String negotiated) {
		for (HttpVersion version : List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_3)) {
			UpgradeContextBuilder request = connect(protocol).httpVersion(version);
			assertThat(UpgradeDecision.require(request.build(), required)).hasToString("proceed with " + negotiated);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "iot-mux", "iot-mux/2", "connect-udp", "websocket", "iot-mux/1, iot-mux/1", "a b" })
	@DisplayName("RFC 9220, 3: an extended CONNECT for another protocol is not implemented")
	void extendedConnectForAnotherProtocolIsNotImplemented(String protocol) {
		UpgradeRefusal refusal = refusalOf(connect(protocol).header("Sec-WebSocket-Version", "13"));
		assertThat(refusal.status()).isEqualTo(501);
		assertThat(refusal.detail()).isEqualTo("The :protocol " + protocol + " is not implemented here; iot-mux/1 is.");
	}

	@Test
	void extendedConnectCountsOnlyWhereTheServerShowsTheProtocol() {
		for (String protocol : Arrays.asList(null, "")) {
			UpgradeRefusal refusal = refusalOf(connect(protocol).header("Sec-WebSocket-Version", "13"));
			assertThat(refusal.status()).isEqualTo(426);
		}
	}

	private static UpgradeRefusal refusalOf(UpgradeContextBuilder request) {
		return (UpgradeRefusal) UpgradeDecision.require(request.build(), "iot-mux/1");
	}

	private static UpgradeContextBuilder connect(String protocol) {
		return UpgradeContext.builder("CONNECT", "/iot").httpVersion(HttpVersion.HTTP_2).connectProtocol(protocol);
	}

	private static UpgradeContextBuilder offer(String upgrade) {
		return UpgradeContext.builder("GET", "/iot").header("Upgrade", upgrade).header("Connection", "Upgrade");
	}

}
