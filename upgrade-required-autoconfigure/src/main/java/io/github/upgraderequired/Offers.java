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

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.http.FieldList;
import org.jspecify.annotations.Nullable;

/**
 * The protocols that a client offers to switch to.
 */
final class Offers {

	private Offers() {
	}

	/**
	 * Return the offers in {@code Upgrade} (RFC 9110, section 7.8; RFC 9113, section
	 * 8.6).
	 * @param context the request
	 * @return the protocols in the client's order; empty if the field does not count
	 */
	static List<UpgradeProtocol> inUpgrade(UpgradeContext context) {
		if (context.isHttp2OrLater() || MissedOffer.isBeforeHttp11(context.httpVersion())) {
			return List.of();
		}
		List<String> lines = context.headers("Upgrade");
		if (lines.isEmpty() || !FieldList.contains(context.headers("Connection"), "upgrade")) {
			return List.of();
		}
		return UpgradeProtocol.parseValid(FieldList.members(lines));
	}

	/**
	 * Choose among the offers, in {@code Upgrade} or of an extended CONNECT.
	 * @param context the request
	 * @param accepted the protocols to choose from, in order of preference
	 * @return the first of them that the client offers, or {@code null} if it offers none
	 */
	static @Nullable UpgradeProtocol choose(UpgradeContext context, UpgradeProtocol... accepted) {
		List<UpgradeProtocol> offered = context.isHttp2OrLater() ? ofConnect(context) : context.offeredProtocols();
		for (UpgradeProtocol candidate : accepted) {
			for (UpgradeProtocol offer : offered) {
				UpgradeProtocol chosen = candidate.inVersionOf(offer);
				if (chosen != null && candidate.kind() == Kind.SWITCHED) {
					return chosen;
				}
			}
		}
		return null;
	}

	// RFC 8441, 4; RFC 9220. Of the same registry as the tokens of Upgrade, and compared
	// like them, but for WebSocket's, which is asked for in this very spelling (RFC 8441,
	// 5)
	private static List<UpgradeProtocol> ofConnect(UpgradeContext context) {
		if (context.isWebSocketConnect()) {
			return List.of(UpgradeProtocol.WEBSOCKET);
		}
		String protocol = context.connectProtocol();
		List<UpgradeProtocol> offered = UpgradeProtocol.parseValid((protocol != null) ? List.of(protocol) : List.of());
		return offered.contains(UpgradeProtocol.WEBSOCKET) ? List.of() : offered;
	}

}
