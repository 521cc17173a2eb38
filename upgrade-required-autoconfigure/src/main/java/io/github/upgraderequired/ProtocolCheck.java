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

/**
 * Knows of one protocol when a request is on it.
 */
sealed interface ProtocolCheck permits TlsCheck, HttpVersionCheck, WebSocketCheck, OfferCheck {

	/**
	 * Return the condition in words.
	 * @return the end of "This resource is available only ..."
	 */
	String condition();

	/**
	 * Check a request.
	 * @param context the request
	 * @param alternatives all protocols that would do
	 * @return what becomes of it
	 */
	Outcome check(UpgradeContext context, List<UpgradeProtocol> alternatives);

	static ProtocolCheck of(UpgradeProtocol protocol) {
		return switch (protocol.name()) {
			case "TLS" -> TlsCheck.of(protocol);
			case "HTTP" -> HttpVersionCheck.of(protocol);
			case "h2", "h2c", "h3" -> HttpVersionCheck.ofAlpn(protocol);
			case "websocket" -> WebSocketCheck.of(protocol);
			default -> OfferCheck.of(protocol);
		};
	}

	/**
	 * Return whether this check is the same as another one, or stricter.
	 * @param other the other check
	 * @return whether what passes this one passes the other
	 */
	default boolean implies(ProtocolCheck other) {
		return equals(other);
	}

}
