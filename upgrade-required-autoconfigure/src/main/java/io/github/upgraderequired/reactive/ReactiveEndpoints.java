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

import io.github.upgraderequired.UpgradeContext;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * The WebSocket endpoints of a reactive application.
 */
@FunctionalInterface
public interface ReactiveEndpoints {

	/**
	 * No endpoints, or none that are known.
	 */
	ReactiveEndpoints NONE = (exchange, context) -> Mono.just(false);

	/**
	 * Find out whether a request leads to an endpoint, and nothing else in the
	 * application answers it.
	 * @param exchange the exchange
	 * @param context the view of its request
	 * @return whether the request must be a handshake
	 */
	Mono<Boolean> contain(ServerWebExchange exchange, UpgradeContext context);

}
