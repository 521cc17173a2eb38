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

import io.github.upgraderequired.http.WebSocketHandshake;

/**
 * A correct opening handshake of WebSocket (RFC 6455, section 4.2.1), or an extended
 * CONNECT (RFC 8441, RFC 9220).
 */
record WebSocketCheck() implements ProtocolCheck {

	private static final Outcome SWITCHED = Outcome.met(List.of(UpgradeProtocol.WEBSOCKET));

	static WebSocketCheck of(UpgradeProtocol protocol) {
		if (protocol.version() != null) {
			throw new IllegalArgumentException(
					"websocket has no version in the Upgrade field (RFC 6455, 4.2.1); write websocket");
		}
		return new WebSocketCheck();
	}

	@Override
	public String condition() {
		return "over WebSocket";
	}

	@Override
	public Outcome check(UpgradeContext context, List<UpgradeProtocol> alternatives) {
		if (context.isWebSocketConnect()) {
			// Neither Key nor Host in an extended CONNECT (RFC 8441, 5)
			return isVersionAccepted(context) ? SWITCHED : Outcome.unmet(versionRequired(context));
		}
		return checkHandshake(context);
	}

	private static Outcome checkHandshake(UpgradeContext context) {
		if (!context.offeredProtocols().contains(UpgradeProtocol.WEBSOCKET)) {
			return Outcome.unmet(MissedHandshake.reason(context));
		}
		if (!"GET".equals(context.method())) {
			return Outcome.unmet("A WebSocket handshake is a GET request, not " + context.method() + ".");
		}
		if (!isVersionAccepted(context)) {
			return Outcome.unmet(versionRequired(context));
		}
		if (!WebSocketHandshake.isKeyValid(context.headers("Sec-WebSocket-Key"))) {
			return Outcome.malformed("The WebSocket handshake needs one Sec-WebSocket-Key of 16 bytes in base64.");
		}
		if (context.header("Host") == null && context.host() == null) {
			return Outcome.malformed("The WebSocket handshake lacks the Host field.");
		}
		return SWITCHED;
	}

	private static boolean isVersionAccepted(UpgradeContext context) {
		return WebSocketHandshake.isVersionAccepted(context.headers("Sec-WebSocket-Version"));
	}

	private static String versionRequired(UpgradeContext context) {
		List<String> versions = context.headers("Sec-WebSocket-Version");
		if (!versions.isEmpty()) {
			return "WebSocket version 13 is required; the handshake asks for " + String.join(", ", versions) + ".";
		}
		return (context.header("Sec-WebSocket-Key1") != null)
				? "WebSocket version 13 is required; the handshake is of an early draft (hixie-76) without a version."
				: "The WebSocket handshake lacks Sec-WebSocket-Version: 13.";
	}

}
