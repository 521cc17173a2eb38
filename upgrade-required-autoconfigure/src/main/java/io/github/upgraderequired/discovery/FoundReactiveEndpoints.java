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

package io.github.upgraderequired.discovery;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.dispatch.TrialExchange;
import io.github.upgraderequired.reactive.ReactiveEndpoints;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * The endpoints that were found in a reactive application.
 *
 * @param mapped those among the dispatcher's handlers
 * @param dispatch what it would do with a request
 */
record FoundReactiveEndpoints(EndpointPatterns mapped, ReactiveDispatch dispatch) implements ReactiveEndpoints {

	// A pattern only says where to look: what answered so far goes on to answer
	@Override
	public Mono<Boolean> contain(ServerWebExchange exchange, UpgradeContext context) {
		if (!this.mapped.match(context)) {
			return NONE.contain(exchange, context);
		}
		boolean attempt = EndpointPatterns.isAttempt(context);
		if (!attempt && this.mapped.matchAnything(context)) {
			return NONE.contain(exchange, context);
		}
		return this.dispatch.destination(TrialExchange.of(exchange, attempt))
			.flatMap((destination) -> switch (destination) {
				case ENDPOINT -> Mono.just(true);
				case APPLICATION -> Mono.just(false);
				case NOWHERE -> isEndpointForHandshakes(exchange);
			});
	}

	// Such as GraphQL's, whose path may belong to plain requests too
	private Mono<Boolean> isEndpointForHandshakes(ServerWebExchange exchange) {
		return this.dispatch.destination(TrialExchange.asHandshake(exchange)).map(Destination.ENDPOINT::equals);
	}

}
