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

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Of Spring Security only what {@code cors()} adds to the filter chain of a request.
 *
 * @param chains the filter chains
 * @param defaults what speaks where the application has no filter chain of its own
 */
record SecurityWebCors(List<SecurityWebFilterChain> chains, List<WebFilter> defaults) implements WebFilter {

	static boolean speaksFor(WebFilter filter) {
		return filter instanceof WebFilterChainProxy;
	}

	static SecurityWebCors of(ListableBeanFactory beanFactory) {
		List<SecurityWebFilterChain> chains = beanFactory.getBeanProvider(SecurityWebFilterChain.class)
			.orderedStream()
			.toList();
		CorsConfigurationSource source = beanFactory.getBeanProvider(CorsConfigurationSource.class).getIfUnique();
		boolean isDefault = chains.isEmpty() && source != null;
		return new SecurityWebCors(chains, isDefault ? List.of(new CorsWebFilter(source)) : List.of());
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return filters(exchange).flatMap((filters) -> new WebFilterWalk(filters, chain).filter(exchange));
	}

	private Mono<List<WebFilter>> filters(ServerWebExchange exchange) {
		return Flux.fromIterable(this.chains)
			.filterWhen((chain) -> chain.matches(exchange))
			.next()
			.flatMap((chain) -> chain.getWebFilters().filter(CorsWebFilter.class::isInstance).collectList())
			.defaultIfEmpty(this.defaults);
	}

}
