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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.upgraderequired.dispatch.TrialExchange;
import io.github.upgraderequired.reactive.ReactiveCors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * What a reactive application says to cross-origin requests: its {@code CorsWebFilter}s,
 * those of Spring Security among them, and then the configuration of its handlers. They
 * are asked about a trial of the exchange, in the order of the real one.
 */
public final class ReactiveApplicationCors implements ReactiveCors {

	private static final Log logger = LogFactory.getLog(ReactiveApplicationCors.class);

	private static final boolean SECURITY = ClassUtils.isPresent(
			"org.springframework.security.web.server.WebFilterChainProxy",
			ReactiveApplicationCors.class.getClassLoader());

	private final ApplicationContext context;

	private volatile @Nullable List<WebFilter> filters;

	/**
	 * Create a view. No bean is looked for until a cross-origin request is refused.
	 * @param context the application
	 */
	public ReactiveApplicationCors(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Mono<Void> apply(ServerWebExchange exchange) {
		if (exchange.getRequest().getHeaders().getOrigin() == null
				|| CorsUtils.isPreFlightRequest(exchange.getRequest())
				|| exchange.getResponse().getHeaders().getAccessControlAllowOrigin() != null) {
			return Mono.empty();
		}
		return Mono.defer(() -> {
			TrialExchange trial = TrialExchange.of(exchange, false);
			return new WebFilterWalk(filters()).filter(trial)
				.then(Mono
					.fromRunnable(() -> copy(trial.getResponse().getHeaders(), exchange.getResponse().getHeaders())));
		}).onErrorResume((ex) -> {
			// The resource would fail likewise; the refusal stands as it is
			logger.debug("Refusal has no CORS headers", ex);
			return Mono.empty();
		}).then();
	}

	private static void copy(HttpHeaders trial, HttpHeaders response) {
		for (Map.Entry<String, List<String>> field : trial.headerSet()) {
			String name = field.getKey();
			if (name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
				field.getValue().forEach((value) -> response.add(name, value));
			}
			else if (HttpHeaders.VARY.equalsIgnoreCase(name)) {
				Collection<String> present = List.copyOf(response.getVary());
				field.getValue()
					.stream()
					.filter((value) -> !present.contains(value))
					.forEach((value) -> response.add(name, value));
			}
		}
	}

	private List<WebFilter> filters() {
		List<WebFilter> filters = this.filters;
		if (filters == null) {
			filters = find();
			this.filters = filters;
		}
		return filters;
	}

	private List<WebFilter> find() {
		List<WebFilter> found = new ArrayList<>();
		this.context.getBeanProvider(WebFilter.class).orderedStream().forEach((filter) -> {
			if (filter instanceof CorsWebFilter) {
				found.add(filter);
			}
			else if (SECURITY && SecurityWebCors.speaksFor(filter)) {
				found.add(SecurityWebCors.of(this.context));
			}
		});
		found.add(HandlerWebCors.of(this.context));
		return List.copyOf(found);
	}

}
