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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * A chain of a few filters. One that does not pass the exchange on ends it, as it would
 * in the server.
 *
 * @param filters the filters
 * @param next what comes after them, or {@code null} if nothing does
 */
record WebFilterWalk(List<? extends WebFilter> filters, @Nullable WebFilterChain next) implements WebFilterChain {

	WebFilterWalk(List<? extends WebFilter> filters) {
		this(filters, null);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange) {
		if (!this.filters.isEmpty()) {
			WebFilterChain rest = new WebFilterWalk(this.filters.subList(1, this.filters.size()), this.next);
			return this.filters.get(0).filter(exchange, rest);
		}
		return (this.next != null) ? this.next.filter(exchange) : Mono.empty();
	}

}
