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
import java.util.stream.Stream;

import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link UpgradeContext} concludes from a request by itself. Paths have
 * {@link PathReadingsTests} of their own.
 */
class UpgradeContextTests {

	private static final UpgradeProtocol IOT_MUX = UpgradeProtocol.parse("iot-mux/1");

	@Test
	void requestWithoutUpgradeOffersNothing() {
		assertThat(request().build().offeredProtocols()).isEmpty();
		assertThat(request().header("Connection", "Upgrade").build().offeredProtocols()).isEmpty();
	}

	@Test
	void offersAreReadInTheOrderOfTheClient() {
		UpgradeContext context = offer("h2c, websocket, iot-mux/1").build();
		assertThat(context.offeredProtocols()).containsExactly(UpgradeProtocol.parse("h2c"), UpgradeProtocol.WEBSOCKET,
				IOT_MUX);
	}

	@Test
	@DisplayName("R4: Upgrade may come on several lines")
	void offersOfAllLinesCount() {
		UpgradeContext context = offer("h2c").header("upgrade", "websocket,,iot-mux/1").build();
		assertThat(context.offeredProtocols()).containsExactly(UpgradeProtocol.parse("h2c"), UpgradeProtocol.WEBSOCKET,
				IOT_MUX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "WebSocket", "WEBSOCKET" })
	@DisplayName("R4: protocol names compare case-insensitively")
	void offerCountsInAnyCase(String upgrade) {
		assertThat(offer(upgrade).build().offeredProtocols()).containsExactly(UpgradeProtocol.WEBSOCKET);
	}

	@Test
	void whatIsNoProtocolIsNoOffer() {
		assertThat(offer("web socket, iot-mux/1, /").build().offeredProtocols()).containsExactly(IOT_MUX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upgrade", "upgrade", "UPGRADE", "keep-alive, Upgrade", "Upgrade,HTTP2-Settings" })
	@DisplayName("R4: connection options are a list and compare case-insensitively")
	void offerCountsWithTheConnectionOption(String connection) {
		UpgradeContext context = request().header("Upgrade", "websocket").header("Connection", connection).build();
		assertThat(context.offeredProtocols()).containsExactly(UpgradeProtocol.WEBSOCKET);
	}

	@Test
	@DisplayName("R4: Connection may come on several lines")
	void connectionOptionCountsOnAnyLine() {
		UpgradeContext context = request().header("Upgrade", "websocket")
			.header("Connection", "keep-alive")
			.header("Connection", "upgrade")
			.build();
		assertThat(context.offeredProtocols()).containsExactly(UpgradeProtocol.WEBSOCKET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "keep-alive", "close", "", "upgrade-insecure-requests" })
	@DisplayName("R5: Upgrade without the connection option is ignored")
	void offerWithoutTheConnectionOptionDoesNotCount(String connection) {
		UpgradeContext context = request().header("Upgrade", "websocket").header("Connection", connection).build();
		assertThat(context.offeredProtocols()).isEmpty();
	}

	@Test
	@DisplayName("R5: Upgrade without Connection is ignored")
	void offerWithoutConnectionDoesNotCount() {
		assertThat(request().header("Upgrade", "websocket").build().offeredProtocols()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.0" })
	@DisplayName("R3: Upgrade received in HTTP/1.0 is ignored")
	void offerBeforeHttp11DoesNotCount(String version) {
		assertThat(offer("websocket").httpVersion(HttpVersion.parse(version)).build().offeredProtocols()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2", "HTTP/3" })
	@DisplayName("R12, R13: there is no Upgrade in HTTP/2 and HTTP/3")
	void offerFromHttp2OnDoesNotCount(String version) {
		assertThat(offer("websocket").httpVersion(HttpVersion.parse(version)).build().offeredProtocols()).isEmpty();
	}

	@Test
	void offerCountsWhereTheServerDoesNotTellTheVersion() {
		assertThat(offer("websocket").httpVersion(null).build().offeredProtocols())
			.containsExactly(UpgradeProtocol.WEBSOCKET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2", "HTTP/3" })
	@DisplayName("R13: WebSocket from HTTP/2 on is an extended CONNECT")
	void extendedConnectAsksForWebSocket(String version) {
		assertThat(connect().httpVersion(HttpVersion.parse(version)).build().isWebSocketConnect()).isTrue();
	}

	@Test
	void connectWithoutWebSocketVersionAsksForTunnel() {
		UpgradeContext context = UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2).build();
		assertThat(context.isWebSocketConnect()).isFalse();
	}

	@Test
	@DisplayName("R13: where the server shows the protocol, that decides")
	void shownProtocolDecidesAlone() {
		UpgradeContextBuilder bare = UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2);
		assertThat(bare.connectProtocol("websocket").build().isWebSocketConnect()).isTrue();
		UpgradeContextBuilder versioned = connect().httpVersion(HttpVersion.HTTP_2);
		assertThat(versioned.connectProtocol("connect-udp").build().isWebSocketConnect()).isFalse();
		assertThat(versioned.connectProtocol("").build().isWebSocketConnect()).isFalse();
	}

	// RFC 8441, 5: the field must have that value
	@Test
	@DisplayName("R13: the protocol of an extended CONNECT is compared as it stands")
	void anotherSpellingAsksForAnotherProtocol() {
		UpgradeContextBuilder request = connect().httpVersion(HttpVersion.HTTP_2).connectProtocol("WebSocket");
		assertThat(request.build().isWebSocketConnect()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "HTTP/1.1" })
	void connectBeforeHttp2IsNotExtended(String version) {
		assertThat(connect().httpVersion(HttpVersion.parse(version)).build().isWebSocketConnect()).isFalse();
	}

	@Test
	void connectOfUnknownVersionIsNotExtended() {
		assertThat(connect().httpVersion(null).build().isWebSocketConnect()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "OPTIONS" })
	void noOtherMethodIsExtendedConnect(String method) {
		UpgradeContext context = UpgradeContext.builder(method, "/chat")
			.httpVersion(HttpVersion.HTTP_2)
			.header("Sec-WebSocket-Version", "13")
			.build();
		assertThat(context.isWebSocketConnect()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "websocket, true", "connect-udp, true", "WebSocket, true", "'', false", ", true" })
	@DisplayName("RFC 8441, 4: what the server shows decides; else only WebSocket is known")
	void extendedConnectIsAnyThatNamesAProtocol(String protocol, boolean extended) {
		UpgradeContextBuilder request = connect().httpVersion(HttpVersion.HTTP_2).connectProtocol(protocol);
		assertThat(request.build().isExtendedConnect()).isEqualTo(extended);
	}

	@Test
	void connectForTunnelIsNotExtended() {
		UpgradeContextBuilder tunnel = UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2);
		assertThat(tunnel.build().isExtendedConnect()).isFalse();
		assertThat(tunnel.connectProtocol("connect-udp").build().isExtendedConnect()).isTrue();
		assertThat(tunnel.httpVersion(HttpVersion.HTTP_1_1).build().isExtendedConnect()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			iot-mux/1, iot-mux/2          | iot-mux/2
			iot-mux/1                     | iot-mux/1
			lines/7, iot-mux/1            | iot-mux/1
			h2c, lines/7, LINES/8, lines  | lines/7
			lines                         | lines
			""")
	@DisplayName("R1: the server's order comes first, then the client's")
	void firstAcceptedProtocolThatIsOfferedIsNegotiated(String upgrade, String negotiated) {
		UpgradeProtocol[] accepted = protocols("iot-mux/2", "iot-mux/1", "lines");
		assertThat(offer(upgrade).build().negotiate(accepted)).hasToString(negotiated);
	}

	@ParameterizedTest
	@ValueSource(strings = { "iot-mux/3", "iot-mux", "websocket", "iot-mux/01" })
	@DisplayName("R6: nothing is negotiated that the client does not offer")
	void nothingIsNegotiatedWhereNothingAcceptedIsOffered(String upgrade) {
		assertThat(offer(upgrade).build().negotiate(protocols("iot-mux/2", "iot-mux/1"))).isNull();
		assertThat(offer(upgrade).build().negotiate()).isNull();
		assertThat(request().build().negotiate(protocols(upgrade))).isNull();
	}

	@Test
	void offerThatDoesNotCountIsNotNegotiated() {
		assertThat(request().header("Upgrade", "iot-mux/1").build().negotiate(IOT_MUX)).isNull();
		for (String version : List.of("HTTP/1.0", "HTTP/2", "HTTP/3")) {
			assertThat(offer("iot-mux/1").httpVersion(HttpVersion.parse(version)).build().negotiate(IOT_MUX)).isNull();
		}
		assertThat(offer("iot-mux/1").httpVersion(null).build().negotiate(IOT_MUX)).isEqualTo(IOT_MUX);
	}

	@Test
	@DisplayName("R14a: Upgrade cannot switch the underlying connection")
	void tlsAndVersionsOfHttpAreNotNegotiated() {
		UpgradeContext context = offer("TLS/1.2, h2c, HTTP/2.0, iot-mux/1").build();
		assertThat(context.negotiate(protocols("TLS", "TLS/1.2", "h2c", "HTTP/2"))).isNull();
		assertThat(context.negotiate(protocols("TLS", "HTTP/2", "iot-mux/1"))).isEqualTo(IOT_MUX);
	}

	@Test
	void negotiatedProtocolIsSpelledAsTheServerDoes() {
		assertThat(offer("IOT-MUX/1").build().negotiate(protocols("IoT-Mux"))).hasToString("IoT-Mux/1");
		assertThat(offer("CONNECT-UDP").build().negotiate(protocols("Connect-Udp"))).hasToString("connect-udp");
	}

	@Test
	void webSocketIsNegotiatedByTheOfferAlone() {
		assertThat(offer("WebSocket").build().negotiate(UpgradeProtocol.WEBSOCKET)).hasToString("websocket");
		assertThat(offer("websocket/13").build().negotiate(UpgradeProtocol.WEBSOCKET)).isNull();
	}

	@Test
	@DisplayName("RFC 8441, 4: the :protocol of an extended CONNECT is negotiated too")
	void protocolOfExtendedConnectIsNegotiated() {
		UpgradeContextBuilder request = connect().httpVersion(HttpVersion.HTTP_2);
		UpgradeProtocol[] accepted = protocols("connect-udp", "iot-mux", "websocket");
		assertThat(request.connectProtocol("CONNECT-UDP").build().negotiate(accepted)).hasToString("connect-udp");
		assertThat(request.connectProtocol("iot-mux/7").build().negotiate(accepted)).hasToString("iot-mux/7");
		assertThat(request.connectProtocol("websocket").build().negotiate(accepted)).hasToString("websocket");
		assertThat(request.connectProtocol("connect-ip").build().negotiate(accepted)).isNull();
		assertThat(request.connectProtocol("").build().negotiate(accepted)).isNull();
	}

	// RFC 8441, 5: the field must have that value
	@Test
	@DisplayName("R13: the :protocol of WebSocket has one spelling")
	void webSocketIsNotNegotiatedInAnotherSpelling() {
		UpgradeContextBuilder request = connect().httpVersion(HttpVersion.HTTP_2).connectProtocol("WebSocket");
		assertThat(request.build().negotiate(UpgradeProtocol.WEBSOCKET)).isNull();
	}

	@Test
	void extendedConnectIsNegotiatedForWebSocketAloneWhereTheServerDoesNotTell() {
		UpgradeContext context = connect().httpVersion(HttpVersion.HTTP_2).build();
		assertThat(context.negotiate(protocols("connect-udp", "websocket"))).hasToString("websocket");
		assertThat(context.negotiate(protocols("connect-udp"))).isNull();
	}

	private static UpgradeProtocol[] protocols(String... texts) {
		return Stream.of(texts).map(UpgradeProtocol::parse).toArray(UpgradeProtocol[]::new);
	}

	private static UpgradeContextBuilder request() {
		return UpgradeContext.builder("GET", "/chat");
	}

	private static UpgradeContextBuilder offer(String upgrade) {
		return request().header("Upgrade", upgrade).header("Connection", "Upgrade");
	}

	private static UpgradeContextBuilder connect() {
		return UpgradeContext.builder("CONNECT", "/chat").header("Sec-WebSocket-Version", "13");
	}

}
