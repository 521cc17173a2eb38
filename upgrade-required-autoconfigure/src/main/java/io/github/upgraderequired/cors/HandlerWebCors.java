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

package io.github.upgraderequired.cors;

import io.github.upgraderequired.dispatch.ReactiveMappings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * The end of the chain: what the dispatcher handler does about cross-origin requests
 * before a handler is called. Its handler mappings do that by themselves.
 *
 * @param mappings the handler mappings
 */
record HandlerWebCors(ReactiveMappings mappings) implements WebFilter {

	private static final Log logger = LogFactory.getLog(HandlerWebCors.class);

	static HandlerWebCors of(ListableBeanFactory beanFactory) {
		return new HandlerWebCors(new ReactiveMappings(ReactiveMappings.of(beanFactory)
			.mappings()
			.stream()
			.takeWhile((mapping) -> !isGateway(mapping))
			.toList()));
	}

	// Its predicates may read the body, and log that they cannot
	private static boolean isGateway(HandlerMapping mapping) {
		return mapping.getClass().getName().startsWith("org.springframework.cloud.gateway.");
	}

	// An error of the mappings is answered with what the filters said
	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return this.mappings.find(exchange).then().onErrorResume((ex) -> {
			logger.debug("Refusal has no CORS headers of a handler", ex);
			return Mono.empty();
		});
	}

}
