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

import io.github.upgraderequired.http.FieldList;
import io.github.upgraderequired.http.WebSocketHandshake;
import org.jspecify.annotations.Nullable;

/**
 * How far a request gets on its way to a WebSocket: by the opening handshake of RFC 6455,
 * or by an extended CONNECT (RFC 8441, RFC 9220). Not for applications.
 *
 * @param context the request
 */
public record WebSocketAttempt(UpgradeContext context) {

	private static final String TOKEN = "websocket";

	private static final String LOST_UPGRADE = "This looks like a WebSocket handshake whose Upgrade field was lost on the"
			+ " way: it has Sec-WebSocket-Key, but no Upgrade. The usual cause is a proxy that does not pass Upgrade"
			+ " and Connection on; look at its WebSocket settings (nginx: proxy_http_version 1.1, proxy_set_header"
			+ " Upgrade from a map that lets websocket alone through, and proxy_set_header Connection \"upgrade\").";

	private static final Outcome CORRECT = Outcome.met(List.of(UpgradeProtocol.WEBSOCKET));

	/**
	 * Return whether the request means to open a WebSocket, rightly or wrongly.
	 * @return whether it is an extended CONNECT for WebSocket, or a GET with a protocol
	 * in {@code Upgrade} that a server may take for it
	 */
	public boolean isMade() {
		return this.context.isWebSocketConnect() || ("GET".equals(this.context.method()) && isNamed());
	}

	/**
	 * Return whether the request has a protocol in {@code Upgrade} that a server may take
	 * for WebSocket.
	 * @return whether one of them begins like it, whatever the method
	 */
	public boolean isNamed() {
		return this.context.header("Upgrade") != null && FieldList.members(this.context.headers("Upgrade"))
			.stream()
			.anyMatch((member) -> member.regionMatches(true, 0, TOKEN, 0, TOKEN.length()));
	}

	/**
	 * Return whether the request is a correct handshake that a handler may not take for
	 * one, since it expects one protocol in one line; clients may send a list, several
	 * lines and any case (RFC 9110, sections 5.3 and 7.8).
	 * @return whether it has to be shown in normal form
	 */
	public boolean isUnusual() {
		if (this.context.isHttp2OrLater()) {
			return false;
		}
		boolean usual = this.context.headers("Upgrade").equals(List.of(TOKEN))
				&& this.context.headers("Connection").equals(List.of("Upgrade"));
		return !usual && outcome().met();
	}

	/**
	 * Return whether the request comes from a client that waits for a WebSocket, so that
	 * it follows no redirect.
	 * @return whether it is an attempt that counts, or has what only such a client sends
	 */
	boolean isOfWebSocketClient() {
		return this.context.isWebSocketConnect() || this.context.header("Sec-WebSocket-Key") != null
				|| this.context.offeredProtocols().contains(UpgradeProtocol.WEBSOCKET);
	}

	/**
	 * Check the request (RFC 6455, section 4.2.1).
	 * @return what becomes of it
	 */
	Outcome outcome() {
		if (this.context.isWebSocketConnect()) {
			// Neither Key nor Host in an extended CONNECT (RFC 8441, 5)
			return isVersionAccepted() ? CORRECT : Outcome.unmet(versionRequired());
		}
		if (!this.context.offeredProtocols().contains(UpgradeProtocol.WEBSOCKET)) {
			return Outcome.unmet(reasonWhyItIsNone());
		}
		if (!"GET".equals(this.context.method())) {
			return Outcome.unmet("A WebSocket handshake is a GET request, not " + this.context.method() + ".");
		}
		if (!isVersionAccepted()) {
			return Outcome.unmet(versionRequired());
		}
		if (!WebSocketHandshake.isKeyValid(this.context.headers("Sec-WebSocket-Key"))) {
			return Outcome.malformed("The WebSocket handshake needs one Sec-WebSocket-Key of 16 bytes in base64.");
		}
		if (this.context.header("Host") == null && this.context.host() == null) {
			return Outcome.malformed("The WebSocket handshake lacks the Host field.");
		}
		return CORRECT;
	}

	private @Nullable String reasonWhyItIsNone() {
		// RFC 9113, 8.6: Upgrade has no place there, so none can be lost
		if (this.context.isHttp2OrLater()) {
			return null;
		}
		if (FieldList.contains(this.context.headers("Upgrade"), TOKEN)) {
			return MissedOffer.reasonWhyUpgradeDoesNotCount(this.context, "A WebSocket handshake");
		}
		boolean lost = this.context.header("Upgrade") == null && this.context.header("Sec-WebSocket-Key") != null;
		return lost ? LOST_UPGRADE : null;
	}

	private boolean isVersionAccepted() {
		return WebSocketHandshake.isVersionAccepted(this.context.headers("Sec-WebSocket-Version"));
	}

	private String versionRequired() {
		List<String> versions = this.context.headers("Sec-WebSocket-Version");
		if (!versions.isEmpty()) {
			return "WebSocket version 13 is required; the handshake asks for " + String.join(", ", versions) + ".";
		}
		return (this.context.header("Sec-WebSocket-Key1") != null)
				? "WebSocket version 13 is required; the handshake is of an early draft (hixie-76) without a version."
				: "The WebSocket handshake lacks Sec-WebSocket-Version: 13.";
	}

}
