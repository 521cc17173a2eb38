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

import io.github.upgraderequired.http.FieldList;
import org.jspecify.annotations.Nullable;

/**
 * A request that does not offer WebSocket and yet looks as if it was meant to.
 */
final class MissedHandshake {

	private static final String LOST_UPGRADE = "This looks like a WebSocket handshake whose Upgrade field was lost on the"
			+ " way: it has Sec-WebSocket-Key, but no Upgrade. The usual cause is a proxy that does not pass Upgrade"
			+ " and Connection on; look at its WebSocket settings (nginx: proxy_http_version 1.1, proxy_set_header"
			+ " Upgrade from a map that lets websocket alone through, and proxy_set_header Connection \"upgrade\").";

	private MissedHandshake() {
	}

	/**
	 * Return the reason why a request does not count as a handshake.
	 * @param context a request that does not offer WebSocket
	 * @return the reason, or {@code null} if nothing suggests a handshake
	 */
	static @Nullable String reason(UpgradeContext context) {
		// RFC 9113, 8.6: Upgrade has no place there, so none can be lost
		if (context.isHttp2OrLater()) {
			return null;
		}
		if (FieldList.contains(context.headers("Upgrade"), "websocket")) {
			return MissedOffer.reasonWhyUpgradeDoesNotCount(context, "A WebSocket handshake");
		}
		boolean lost = context.header("Upgrade") == null && context.header("Sec-WebSocket-Key") != null;
		return lost ? LOST_UPGRADE : null;
	}

}
