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

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * The door: judges every request before anything else in the application sees it.
 */
public final class UpgradeRequiredWebFilter implements WebFilter, Ordered {

	private final ReactiveEnforcer enforcer;

	private final int order;

	/**
	 * Create a filter.
	 * @param enforcer judges the requests
	 * @param order the order among the filters
	 */
	public UpgradeRequiredWebFilter(ReactiveEnforcer enforcer, int order) {
		this.enforcer = enforcer;
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return this.enforcer.isInCharge(exchange) ? this.enforcer.enforce(exchange, chain) : chain.filter(exchange);
	}

}
