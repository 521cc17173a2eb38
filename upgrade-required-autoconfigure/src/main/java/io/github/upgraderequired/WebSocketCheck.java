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
 * An attempt at a WebSocket that gets there.
 */
record WebSocketCheck() implements ProtocolCheck {

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
		return new WebSocketAttempt(context).outcome();
	}

}
