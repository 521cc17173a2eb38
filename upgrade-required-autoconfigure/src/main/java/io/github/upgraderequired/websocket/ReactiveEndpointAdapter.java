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

package io.github.upgraderequired.websocket;

import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.reactive.ReactiveEnforcer;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.HttpStatus;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * The endpoint: judges a request that the dispatcher handler has mapped to a WebSocket
 * handler, before the adapter that would call it. And nobody: judges a request that no
 * handler took, at the path of an endpoint that takes handshakes only.
 */
public final class ReactiveEndpointAdapter implements HandlerAdapter, DispatchExceptionHandler, Ordered {

	private final ReactiveEnforcer enforcer;

	private final ReactiveEndpointPatterns endpoints;

	private final SingletonSupplier<List<HandlerAdapter>> others;

	/**
	 * Create an adapter.
	 * @param enforcer judges the requests
	 * @param endpoints the endpoints
	 * @param beanFactory the beans of the application
	 */
	public ReactiveEndpointAdapter(ReactiveEnforcer enforcer, ReactiveEndpointPatterns endpoints,
			ListableBeanFactory beanFactory) {
		this.enforcer = enforcer;
		this.endpoints = endpoints;
		this.others = SingletonSupplier.of(() -> beanFactory.getBeanProvider(HandlerAdapter.class)
			.stream()
			.filter((adapter) -> adapter != this)
			.sorted(AnnotationAwareOrderComparator.INSTANCE)
			.toList());
	}

	// Before the handlers of exceptions, which are adapters too
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof WebSocketHandler;
	}

	@Override
	public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
		return this.enforcer.isInCharge(exchange)
				? this.enforcer.enforceAtEndpoint(this.enforcer.describeAtEndpoint(exchange), exchange,
						(passed) -> next(handler).handle(passed, handler))
				: next(handler).handle(exchange, handler);
	}

	private HandlerAdapter next(Object handler) {
		return this.others.obtain()
			.stream()
			.filter((adapter) -> adapter.supports(handler))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No HandlerAdapter supports " + handler));
	}

	@Override
	public Mono<HandlerResult> handleError(ServerWebExchange exchange, Throwable ex) {
		if (isUnhandled(exchange, ex) && this.enforcer.isInCharge(exchange)) {
			UpgradeContext context = this.enforcer.describeAtEndpoint(exchange);
			if (this.endpoints.matches(context)) {
				return this.enforcer.enforceAtEndpoint(context, exchange, (passed) -> Mono.error(ex));
			}
		}
		return Mono.error(ex);
	}

	// A controller may say 404 too
	private static boolean isUnhandled(ServerWebExchange exchange, Throwable ex) {
		return ex instanceof NoResourceFoundException
				|| (ex instanceof ResponseStatusException status && HttpStatus.NOT_FOUND.equals(status.getStatusCode())
						&& exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) == null);
	}

}
