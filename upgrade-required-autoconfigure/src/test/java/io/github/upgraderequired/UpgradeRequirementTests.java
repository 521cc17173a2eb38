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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpgradeRequirement}: what alternatives mean. Each kind of protocol has
 * tests of its own.
 */
class UpgradeRequirementTests {

	@Test
	void requestThatMeetsNoAlternativeIsRefusedWithAll() {
		UpgradeRequirement requirement = anyOf("websocket", "HTTP/2");
		UpgradeDecision decision = decide(requirement, UpgradeContext.builder("GET", "/chat").build());
		assertThat(decision).isInstanceOfSatisfying(UpgradeRefusal.class, (refusal) -> {
			assertThat(refusal.protocols()).containsExactly(UpgradeProtocol.WEBSOCKET, UpgradeProtocol.HTTP_2);
			assertThat(refusal.detail()).isEqualTo(requirement.detail());
		});
	}

	@Test
	void anyAlternativeIsEnough() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat").httpVersion(HttpVersion.HTTP_2).build();
		assertThat(decide(anyOf("websocket", "HTTP/2"), context)).isEqualTo(UpgradeDecision.proceed());
		assertThat(decide(anyOf("HTTP/2", "websocket"), context)).isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	@DisplayName("R1: preference is the server's, whatever the client offers first")
	void firstAlternativeThatIsMetIsPresented() {
		UpgradeContext context = offer("iot-mux/1, iot-mux/2");
		assertThat(decide(anyOf("iot-mux/2", "iot-mux/1"), context)).hasToString("proceed with iot-mux/2");
		assertThat(decide(anyOf("iot-mux/1", "iot-mux/2"), context)).hasToString("proceed with iot-mux/1");
	}

	@Test
	void malformedHandshakeIsToldAboutItself() {
		UpgradeRefusal refusal = (UpgradeRefusal) decide(anyOf("iot-mux/2", "websocket"),
				handshakeWithoutKey("websocket"));
		assertThat(refusal.status()).isEqualTo(400);
		assertThat(refusal.detail()).contains("Sec-WebSocket-Key");
	}

	@Test
	void malformedHandshakeDoesNotMatterWhereAnotherAlternativeIsMet() {
		assertThat(decide(anyOf("websocket", "iot-mux/2"), handshakeWithoutKey("websocket, iot-mux/2")))
			.hasToString("proceed with iot-mux/2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			iot-mux/1 websocket           | iot-mux/1 and websocket are
			iot-mux/1 websocket iot-mux/2 | iot-mux/1, websocket and iot-mux/2 are
			websocket HTTP/3              | websocket is
			HTTP/3 connect-udp h2         | connect-udp is
			""")
	@DisplayName("RFC 9220, 3: who asks for another :protocol hears of all that would do")
	void extendedConnectForNoneOfTheAlternativesIsNotImplemented(String alternatives, String named) {
		for (String protocol : List.of("connect-ip", "WebSocket", "iot-mux/3")) {
			UpgradeRefusal refusal = (UpgradeRefusal) decide(anyOf(alternatives.split(" ")), connect(protocol).build());
			assertThat(refusal.status()).isEqualTo(501);
			assertThat(refusal.detail())
				.isEqualTo("The :protocol " + protocol + " is not implemented here; " + named + ".");
			assertThat(refusal.protocols()).hasSize(alternatives.split(" ").length);
		}
	}

	@Test
	void extendedConnectForAnyAlternativePassesForIt() {
		UpgradeRequirement requirement = anyOf("iot-mux/1", "websocket", "iot-mux/2");
		assertThat(decide(requirement, connect("IOT-MUX/2").build())).hasToString("proceed with iot-mux/2");
		assertThat(decide(requirement, connect("websocket").header("Sec-WebSocket-Version", "13").build()))
			.hasToString("proceed with websocket");
	}

	@Test
	@DisplayName("R16: an extended CONNECT for one alternative hears what is wrong with it")
	void extendedConnectForAnAlternativeThatFailsIsToldWhy() {
		UpgradeRefusal refusal = (UpgradeRefusal) decide(anyOf("iot-mux/1", "websocket"), connect("websocket").build());
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).contains("lacks Sec-WebSocket-Version");
	}

	@Test
	void protocolOfAnExtendedConnectIsNotWhatIsWrongWhereNothingIsSwitchedTo() {
		for (String required : List.of("TLS", "HTTP/3")) {
			UpgradeRefusal refusal = (UpgradeRefusal) decide(anyOf(required), connect("connect-udp").build());
			assertThat(refusal.status()).isEqualTo(426);
		}
	}

	@Test
	void connectWithoutProtocolIsRefusedWithUpgrade() {
		for (String protocol : Arrays.asList(null, "")) {
			UpgradeRefusal refusal = (UpgradeRefusal) decide(anyOf("iot-mux/1", "websocket"),
					connect(protocol).build());
			assertThat(refusal.status()).isEqualTo(426);
		}
	}

	@Test
	void offerInAnotherVersionDoesNotMatterWhereAnotherAlternativeIsMet() {
		assertThat(decide(anyOf("iot-mux/1", "lines/1"), offer("iot-mux/2, lines/1")))
			.hasToString("proceed with lines/1");
	}

	@Test
	void answerToOneRequestDoesNotChangeTheAnswerToTheNext() {
		UpgradeRequirement requirement = anyOf("iot-mux/2", "websocket");
		UpgradeContext plain = UpgradeContext.builder("GET", "/").build();
		Outcome before = requirement.check(plain);
		assertThat(requirement.check(handshakeWithoutKey("websocket"))).isNotEqualTo(before);
		assertThat(requirement.check(plain)).isEqualTo(before);
	}

	@Test
	void preferredProtocolTellsTheKind() {
		assertThat(anyOf("websocket", "HTTP/2").kind()).isEqualTo(Kind.SWITCHED);
		assertThat(anyOf("HTTP/2", "websocket").kind()).isEqualTo(Kind.HTTP_VERSION);
		assertThat(anyOf("TLS").kind()).isEqualTo(Kind.TLS);
	}

	@Test
	void requirementIncludesTheKindsOfItsAlternatives() {
		UpgradeRequirement requirement = anyOf("websocket", "HTTP/2");
		assertThat(requirement.includes(Kind.SWITCHED)).isTrue();
		assertThat(requirement.includes(Kind.HTTP_VERSION)).isTrue();
		assertThat(requirement.includes(Kind.TLS)).isFalse();
	}

	@Test
	void requirementDoesNotChangeWithTheListItWasMadeOf() {
		List<UpgradeProtocol> protocols = new ArrayList<>(List.of(UpgradeProtocol.WEBSOCKET));
		UpgradeRequirement requirement = UpgradeRequirement.anyOf(protocols);
		protocols.add(0, UpgradeProtocol.TLS);
		assertThat(requirement.protocols()).containsExactly(UpgradeProtocol.WEBSOCKET);
		assertThat(requirement.kind()).isEqualTo(Kind.SWITCHED);
	}

	@Test
	void requirementOfNothingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeRequirement.anyOf(List.of()));
	}

	@Test
	void everyAlternativeThatIsOfferedIsAccepted() {
		assertThat(anyOf("other/1", "iot-mux").check(offer("iot-mux/2, other/1, third/1")).accepted())
			.hasToString("[other/1, iot-mux/2]");
	}

	private static UpgradeDecision decide(UpgradeRequirement requirement, UpgradeContext context) {
		return UpgradeDecision.require(context, requirement.protocols().toArray(UpgradeProtocol[]::new));
	}

	private static UpgradeRequirement anyOf(String... protocols) {
		return UpgradeRequirement.anyOf(Arrays.stream(protocols).map(UpgradeProtocol::parse).toList());
	}

	private static UpgradeContextBuilder connect(String protocol) {
		return UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2).connectProtocol(protocol);
	}

	private static UpgradeContext offer(String upgrade) {
		return UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", upgrade)
			.header("Connection", "Upgrade")
			.build();
	}

	private static UpgradeContext handshakeWithoutKey(String upgrade) {
		return UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", upgrade)
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.build();
	}

}
