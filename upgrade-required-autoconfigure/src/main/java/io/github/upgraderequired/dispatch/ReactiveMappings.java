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

package io.github.upgraderequired.dispatch;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * The handler mappings that a dispatcher handler asks.
 *
 * @param mappings the mappings in the order of the dispatcher
 */
public record ReactiveMappings(List<HandlerMapping> mappings) {

	/**
	 * Return the handler mappings of an application. They are created where they are
	 * lazy.
	 * @param beanFactory the beans of the application
	 * @return its mappings
	 */
	public static ReactiveMappings of(ListableBeanFactory beanFactory) {
		List<HandlerMapping> mappings = new ArrayList<>();
		for (DispatcherHandler dispatcher : beanFactory.getBeansOfType(DispatcherHandler.class).values()) {
			List<HandlerMapping> own = dispatcher.getHandlerMappings();
			mappings.addAll((own != null) ? own : List.of());
		}
		return new ReactiveMappings(List.copyOf(mappings));
	}

	/**
	 * Return the handler of a request.
	 * @param exchange the exchange, which must be one that is only tried
	 * @return the handler; empty if there is none
	 */
	public Mono<Object> find(ServerWebExchange exchange) {
		return Flux.fromIterable(this.mappings).concatMap((mapping) -> mapping.getHandler(exchange)).next();
	}

}
