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
 * The one protocol that an extended CONNECT names (RFC 8441, section 4; RFC 9220). It is
 * of the same registry as the tokens of {@code Upgrade} and compared like them.
 */
final class ConnectOffer {

	private ConnectOffer() {
	}

	/**
	 * Return the offer of a request.
	 * @param context a request over HTTP/2 or later
	 * @return the protocol; empty if there is none, or none that could be one
	 */
	static List<UpgradeProtocol> of(UpgradeContext context) {
		if (context.isWebSocketConnect()) {
			return List.of(UpgradeProtocol.WEBSOCKET);
		}
		String protocol = context.connectProtocol();
		List<UpgradeProtocol> offered = UpgradeProtocol.parseValid((protocol != null) ? List.of(protocol) : List.of());
		// In any other spelling it is not WebSocket's (RFC 8441, 5)
		return offered.contains(UpgradeProtocol.WEBSOCKET) ? List.of() : offered;
	}

}
