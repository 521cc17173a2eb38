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

package io.github.upgraderequired.reactive;

import io.github.upgraderequired.UpgradeProtocol;

import org.springframework.web.server.ServerWebExchange;

/**
 * An exchange whose request shows its handler the one protocol that it passed for.
 * Handlers expect one protocol in one line; clients may send a list, several lines and
 * any case (RFC 9110, sections 5.3 and 7.8).
 */
final class PresentedExchange {

	private PresentedExchange() {
	}

	static ServerWebExchange of(ServerWebExchange exchange, UpgradeProtocol protocol) {
		return exchange.mutate().request((request) -> request.headers((headers) -> {
			headers.set("Upgrade", protocol.toString());
			headers.set("Connection", "Upgrade");
		})).build();
	}

}
