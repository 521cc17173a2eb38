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

import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

	private static UpgradeContextBuilder offer(String upgrade) {
		return UpgradeContext.builder("GET", "/iot").header("Upgrade", upgrade).header("Connection", "Upgrade");
	}

}
