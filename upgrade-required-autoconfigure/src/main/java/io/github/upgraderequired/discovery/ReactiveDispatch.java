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

import java.util.List;

import io.github.upgraderequired.dispatch.ReactiveMappings;
import io.github.upgraderequired.dispatch.TrialExchange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.resource.ResourceResolver;
import org.springframework.web.reactive.resource.ResourceResolverChain;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What the dispatcher handler would do with a request.
 */
final class ReactiveDispatch {

	private final ReactiveMappings mappings;

	/**
	 * Create a dispatch.
	 * @param mappings the handler mappings
	 */
	ReactiveDispatch(ReactiveMappings mappings) {
		this.mappings = mappings;
	}

	/**
	 * Return where the dispatcher would send a request.
	 * @param exchange the exchange
	 * @return the destination
	 */
	Mono<Destination> destination(TrialExchange exchange) {
		return this.mappings.find(exchange)
			.flatMap((handler) -> destination(handler, exchange))
			.defaultIfEmpty(Destination.NOWHERE)
			.onErrorReturn(Destination.APPLICATION);
	}

	private static Mono<Destination> destination(Object handler, ServerWebExchange exchange) {
		if (handler instanceof WebSocketHandler) {
			return Mono.just(Destination.ENDPOINT);
		}
		PathPattern pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		if (handler instanceof ResourceWebHandler resources && pattern != null
				&& pattern.getPatternString().equals("/**")) {
			return exists(resources, exchange).map((exists) -> exists ? Destination.APPLICATION : Destination.NOWHERE);
		}
		return Mono.just(Destination.APPLICATION);
	}

	private static Mono<Boolean> exists(ResourceWebHandler resources, ServerWebExchange exchange) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		return new ResolverChain(resources.getResourceResolvers())
			.resolveResource(exchange, StringUtils.trimLeadingCharacter(path, '/'), resources.getLocations())
			.hasElement();
	}

	/**
	 * Asks resolvers as the resource handler does, which keeps its own chain to itself.
	 */
	private record ResolverChain(List<ResourceResolver> resolvers) implements ResourceResolverChain {

		@Override
		public Mono<Resource> resolveResource(@Nullable ServerWebExchange exchange, String path,
				List<? extends Resource> locations) {
			return this.resolvers.isEmpty() ? Mono.empty()
					: this.resolvers.get(0).resolveResource(exchange, path, locations, next());
		}

		@Override
		public Mono<String> resolveUrlPath(String path, List<? extends Resource> locations) {
			return this.resolvers.isEmpty() ? Mono.empty()
					: this.resolvers.get(0).resolveUrlPath(path, locations, next());
		}

		private ResolverChain next() {
			return new ResolverChain(this.resolvers.subList(1, this.resolvers.size()));
		}

	}

}
