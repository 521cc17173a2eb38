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

import io.github.upgraderequired.UpgradeRequiredException;
import reactor.core.publisher.Mono;

import org.springframework.core.PriorityOrdered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * The application: answers an {@link UpgradeRequiredException} of a controller, of
 * another handler or of a filter, before Spring Boot does, also in the management
 * context. A controller's own handler of exceptions stays ahead.
 */
@ControllerAdvice
public final class RefusalExceptionHandler implements WebExceptionHandler, PriorityOrdered {

	private final ReactiveEnforcer enforcer;

	/**
	 * Create a handler.
	 * @param enforcer writes the answer
	 */
	public RefusalExceptionHandler(ReactiveEnforcer enforcer) {
		this.enforcer = enforcer;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/**
	 * Answer an exception of a controller, before the application's other advice.
	 * @param ex the exception
	 * @param exchange the exchange
	 * @return completes when it has been answered
	 */
	@ExceptionHandler
	Mono<Void> handleRefusal(UpgradeRequiredException ex, ServerWebExchange exchange) {
		return handle(exchange, ex);
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		ServerHttpResponse response = exchange.getResponse();
		if (response.isCommitted()) {
			return Mono.error(ex);
		}
		UpgradeRequiredException required = UpgradeRequiredException.in(ex);
		if (required != null) {
			return this.enforcer.refuse(required.refusal(), exchange);
		}
		response.beforeCommit(() -> Mono.fromRunnable(() -> this.enforcer.warnIfBare(exchange)));
		return Mono.error(ex);
	}

}
