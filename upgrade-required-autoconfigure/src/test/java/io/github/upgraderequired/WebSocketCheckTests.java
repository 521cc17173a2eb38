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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WebSocketCheck}.
 */
class WebSocketCheckTests {

	private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

	@Test
	@DisplayName("R15: a correct handshake")
	void correctHandshakePassesForWebSocketAlone() {
		assertThat(require(handshake("GET", "13", KEY))).hasToString("proceed with websocket");
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c, websocket", "WebSocket", "websocket, h2c" })
	@DisplayName("R4: Upgrade is a list, and names compare case-insensitively")
	void handshakeMayOfferOtherProtocolsToo(String upgrade) {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", upgrade)
			.header("Connection", "keep-alive, UPGRADE");
		assertThat(require(withVersionAndKey(request, "13", KEY))).hasToString("proceed with websocket");
	}

	@Test
	void plainGetIsRefusedWithUpgrade() {
		UpgradeRefusal refusal = refusalOf(UpgradeContext.builder("GET", "/chat"));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.upgradeField()).isEqualTo("websocket");
		assertThat(refusal.detail()).isEqualTo("This resource is available only over WebSocket.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c", "websocket/13", "websockets", "web socket" })
	void handshakeForAnotherProtocolIsRefusedWithUpgrade(String upgrade) {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", upgrade)
			.header("Connection", "Upgrade");
		assertThat(refusalOf(withVersionAndKey(request, "13", KEY)).status()).isEqualTo(426);
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "h2c, WebSocket" })
	@DisplayName("R5: Upgrade without the connection option is no handshake, so not a malformed one")
	void handshakeWithoutConnectionOptionIsRefusedWithTheReason(String upgrade) {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", upgrade)
			.header("Connection", "keep-alive");
		UpgradeRefusal refusal = refusalOf(request);
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).isEqualTo("The Upgrade field counts only together with Connection: Upgrade,"
				+ " which is missing. A proxy on the way may have removed it.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "" })
	@DisplayName("R3: Upgrade in HTTP/1.0 is ignored; a 426 is allowed")
	void handshakeBeforeHttp11IsRefusedWithTheReason(String version) {
		UpgradeRefusal refusal = refusalOf(handshake("GET", "13", KEY).httpVersion(HttpVersion.parse(version)));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail())
			.isEqualTo("A WebSocket handshake needs HTTP/1.1: in HTTP/1.0 the Upgrade field does not count.");
	}

	@Test
	void handshakeInHttp10WithoutConnectionOptionHearsAboutTheVersionFirst() {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat")
			.httpVersion(HttpVersion.HTTP_1_0)
			.header("Upgrade", "websocket");
		assertThat(refusalOf(request).detail()).contains("needs HTTP/1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "HTTP/1.1", "unknown" })
	void handshakeWhoseUpgradeWasLostIsToldSoAndWhereToLook(String version) {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat")
			.httpVersion(HttpVersion.parse(version))
			.header("Connection", "close");
		UpgradeRefusal refusal = refusalOf(withVersionAndKey(request, "13", KEY));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail())
			.startsWith("This looks like a WebSocket handshake whose Upgrade field was lost on the way")
			.contains("a proxy that does not pass Upgrade and Connection on", "its WebSocket settings",
					"proxy_http_version 1.1", "proxy_set_header Upgrade from a map that lets websocket alone through",
					"proxy_set_header Connection \"upgrade\"");
	}

	@Test
	void handshakeWithAnotherUpgradeHasNotLostIt() {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat").header("Upgrade", "h2c");
		assertThat(refusalOf(withVersionAndKey(request, "13", KEY)).detail())
			.isEqualTo("This resource is available only over WebSocket.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2", "HTTP/3" })
	@DisplayName("R13: there is no Upgrade to lose from HTTP/2 on")
	void nothingIsLostFromHttp2On(String version) {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/chat").httpVersion(HttpVersion.parse(version));
		assertThat(refusalOf(withVersionAndKey(request, "13", KEY)).detail())
			.isEqualTo("This resource is available only over WebSocket.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "HEAD", "OPTIONS", "CONNECT" })
	@DisplayName("R15: a handshake is GET")
	void handshakeThatIsNoGetIsRefusedWithUpgrade(String method) {
		UpgradeRefusal refusal = refusalOf(handshake(method, "13", KEY));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).isEqualTo("A WebSocket handshake is a GET request, not " + method + ".");
	}

	@Test
	@DisplayName("R16: a missing version is answered like an unsupported one")
	void handshakeWithoutVersionIsRefusedWithUpgrade() {
		UpgradeRefusal refusal = refusalOf(handshake("GET", null, KEY));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).isEqualTo("The WebSocket handshake lacks Sec-WebSocket-Version: 13.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "8", "7", "0", "99", "abc", "13, 8", "13, 13", "013", "" })
	@DisplayName("R16: an unsupported version is answered with 426")
	void handshakeInAnotherVersionIsRefusedWithUpgrade(String version) {
		UpgradeRefusal refusal = refusalOf(handshake("GET", version, KEY));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail())
			.isEqualTo("WebSocket version 13 is required; the handshake asks for " + version + ".");
	}

	@Test
	void versionsOfAllLinesAreTold() {
		UpgradeRefusal refusal = refusalOf(handshake("GET", "7", KEY).header("Sec-WebSocket-Version", "8"));
		assertThat(refusal.detail()).endsWith("the handshake asks for 7, 8.");
	}

	@Test
	@DisplayName("R16: hixie-76 has two keys and no version")
	void handshakeOfAnEarlyDraftIsToldSo() {
		UpgradeRefusal refusal = refusalOf(
				handshake("GET", null, null).header("Sec-WebSocket-Key1", "4 @1  46546xW%0l 1 5")
					.header("Sec-WebSocket-Key2", "12998 5 Y3 1  .P00"));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).isEqualTo(
				"WebSocket version 13 is required; the handshake is of an early draft (hixie-76) without a version.");
	}

	@Test
	void keyOfAnEarlyDraftBesideAVersionIsNotLookedAt() {
		UpgradeContextBuilder request = handshake("GET", "8", KEY).header("Sec-WebSocket-Key1", "4 @1  46546xW%0l 1 5");
		assertThat(refusalOf(request).detail()).contains("asks for 8");
	}

	@Test
	@DisplayName("R16 before R15: a client of another version is not told about its key")
	void versionIsCheckedBeforeTheKey() {
		assertThat(refusalOf(handshake("GET", "8", null)).status()).isEqualTo(426);
	}

	@Test
	void methodIsCheckedBeforeTheVersion() {
		assertThat(refusalOf(handshake("POST", "8", null)).detail()).contains("not POST");
	}

	@Test
	@DisplayName("R15: a handshake without a key is malformed")
	void handshakeWithoutKeyIsBadRequest() {
		UpgradeRefusal refusal = refusalOf(handshake("GET", "13", null));
		assertThat(refusal.status()).isEqualTo(400);
		assertThat(refusal.detail())
			.isEqualTo("The WebSocket handshake needs one Sec-WebSocket-Key of 16 bytes in base64.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "dGhlIHNhbXBsZQ==", "not base64 of 16 bytes==", "dGhlIHNhbXBsZSBub25jZSE=",
			"dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==" })
	@DisplayName("R15: a key that is not 16 bytes in base64 is malformed")
	void handshakeWithInvalidKeyIsBadRequest(String key) {
		assertThat(refusalOf(handshake("GET", "13", key)).status()).isEqualTo(400);
	}

	@Test
	void handshakeWithTwoKeysIsBadRequest() {
		assertThat(refusalOf(handshake("GET", "13", KEY).header("Sec-WebSocket-Key", KEY)).status()).isEqualTo(400);
	}

	@Test
	@DisplayName("R15: a handshake without Host is malformed")
	void handshakeWithoutHostIsBadRequest() {
		UpgradeContext context = handshake("GET", "13", KEY).host(null).build();
		assertThat(UpgradeDecision.require(context, "websocket")).isInstanceOfSatisfying(UpgradeRefusal.class,
				(refusal) -> {
					assertThat(refusal.status()).isEqualTo(400);
					assertThat(refusal.detail()).isEqualTo("The WebSocket handshake lacks the Host field.");
				});
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2", "HTTP/3" })
	@DisplayName("R13: an extended CONNECT has neither Upgrade nor key")
	void extendedConnectPassesForWebSocket(String version) {
		UpgradeContextBuilder request = UpgradeContext.builder("CONNECT", "/chat")
			.httpVersion(HttpVersion.parse(version))
			.header("Sec-WebSocket-Version", "13");
		assertThat(require(request)).hasToString("proceed with websocket");
		assertThat(require(request.host(null))).hasToString("proceed with websocket");
	}

	@Test
	@DisplayName("R16: the version counts in an extended CONNECT too")
	void extendedConnectInAnotherVersionIsRefused() {
		UpgradeRefusal refusal = refusalOf(UpgradeContext.builder("CONNECT", "/chat")
			.httpVersion(HttpVersion.HTTP_2)
			.header("Sec-WebSocket-Version", "8"));
		assertThat(refusal.status()).isEqualTo(426);
	}

	@Test
	@DisplayName("R16: an extended CONNECT that shows what it is for still needs the version")
	void extendedConnectWithoutVersionIsRefused() {
		UpgradeRefusal refusal = refusalOf(connect("websocket"));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).isEqualTo("The WebSocket handshake lacks Sec-WebSocket-Version: 13.");
	}

	@Test
	@DisplayName("R13: an extended CONNECT for websocket passes")
	void extendedConnectForWebSocketPasses() {
		assertThat(require(connect("websocket").header("Sec-WebSocket-Version", "13")))
			.hasToString("proceed with websocket");
	}

	// RFC 9220, 3
	@ParameterizedTest
	@ValueSource(strings = { "connect-udp", "WebSocket", "websocket/13" })
	@DisplayName("R13: an extended CONNECT for another protocol is not implemented")
	void extendedConnectForAnotherProtocolIsNotImplemented(String protocol) {
		UpgradeRefusal refusal = refusalOf(connect(protocol).header("Sec-WebSocket-Version", "13"));
		assertThat(refusal.status()).isEqualTo(501);
		assertThat(refusal.detail()).isEqualTo("The :protocol " + protocol + " is not implemented here; websocket is.");
	}

	@Test
	@DisplayName("R13: a CONNECT without :protocol asks for a tunnel, whatever its fields say")
	void connectWithoutProtocolIsRefusedWithUpgrade() {
		UpgradeRefusal refusal = refusalOf(connect("").header("Sec-WebSocket-Version", "13"));
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.detail()).isEqualTo("This resource is available only over WebSocket.");
	}

	@Test
	void extendedConnectForAnotherProtocolMayMeetAnAlternative() {
		UpgradeContext context = connect("connect-udp").build();
		assertThat(UpgradeDecision.require(context, "websocket", "HTTP/2")).isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	@DisplayName("R13: there is no handshake by Upgrade in HTTP/2")
	void handshakeOfHttp11InHttp2IsRefused() {
		assertThat(refusalOf(handshake("GET", "13", KEY).httpVersion(HttpVersion.HTTP_2)).status()).isEqualTo(426);
	}

	@Test
	void websocketWithVersionIsRefusedWithTheReason() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpgradeRequirement.anyOf(List.of(UpgradeProtocol.parse("websocket/13"))))
			.withMessageContaining("websocket has no version in the Upgrade field");
	}

	private static UpgradeContextBuilder connect(String protocol) {
		return UpgradeContext.builder("CONNECT", "/chat").httpVersion(HttpVersion.HTTP_2).connectProtocol(protocol);
	}

	private static UpgradeDecision require(UpgradeContextBuilder request) {
		return UpgradeDecision.require(request.build(), "websocket");
	}

	private static UpgradeRefusal refusalOf(UpgradeContextBuilder request) {
		return (UpgradeRefusal) require(request);
	}

	private static UpgradeContextBuilder handshake(String method, String version, String key) {
		UpgradeContextBuilder request = UpgradeContext.builder(method, "/chat")
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade");
		return withVersionAndKey(request, version, key);
	}

	private static UpgradeContextBuilder withVersionAndKey(UpgradeContextBuilder request, String version, String key) {
		if (version != null) {
			request.header("Sec-WebSocket-Version", version);
		}
		if (key != null) {
			request.header("Sec-WebSocket-Key", key);
		}
		return request;
	}

	// The builder always adds the field

}
