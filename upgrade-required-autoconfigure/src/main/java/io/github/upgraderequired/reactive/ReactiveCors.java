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

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * The cross-origin requests that a reactive application allows.
 */
@FunctionalInterface
public interface ReactiveCors {

	/**
	 * Nothing is allowed, or it is not known.
	 */
	ReactiveCors NONE = (exchange) -> Mono.empty();

	/**
	 * Add the CORS headers that the resource itself would answer a request with. Without
	 * an {@code Origin}, for a preflight and for an origin that is not allowed nothing is
	 * allowed.
	 * @param exchange the exchange of the refused request, before the body of the refusal
	 * is written
	 * @return completes when the headers are there; never with an error
	 */
	Mono<Void> apply(ServerWebExchange exchange);

}
