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

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.handler.DefaultWebFilterChain;

/**
 * What pages of other origins may read of a refusal: what the configuration of a reactive
 * application says for all handlers. {@link CorsWebFilter}s come first.
 */
public final class ReactiveCors {

	private static final Log logger = LogFactory.getLog(ReactiveCors.class);

	private static final String SECURITY = "org.springframework.security.config.annotation.web.reactive"
			+ ".WebFluxSecurityConfiguration.WebFilterChainFilter";

	private static final String SECURITY_SOURCE = "corsConfigurationSource";

	private final SingletonSupplier<WebFilterChain> chain;

	private final SingletonSupplier<CorsConfigurationSource> handlers;

	/**
	 * Create a view. No bean is looked for until a cross-origin request is refused.
	 * @param context the application
	 */
	public ReactiveCors(ApplicationContext context) {
		this.chain = SingletonSupplier.of(() -> new DefaultWebFilterChain(this::applyForHandlers, find(context)));
		this.handlers = SingletonSupplier.of(() -> new GlobalRegistry().read(context));
	}

	private static List<WebFilter> find(ApplicationContext context) {
		List<WebFilter> found = new ArrayList<>(context.getBeanProvider(CorsWebFilter.class).orderedStream().toList());
		if (found.isEmpty() && context.containsBean(SECURITY) && context.containsBean(SECURITY_SOURCE)) {
			found.add(new CorsWebFilter(context.getBean(SECURITY_SOURCE, CorsConfigurationSource.class)));
		}
		return found;
	}

	/**
	 * Return whether a page of another origin may be told something.
	 * @param exchange the exchange of the refused request
	 * @return {@code false} without an {@code Origin} and for a preflight
	 */
	boolean isAsked(ServerWebExchange exchange) {
		return exchange.getRequest().getHeaders().getFirst(HttpHeaders.ORIGIN) != null
				&& !CorsUtils.isPreFlightRequest(exchange.getRequest());
	}

	/**
	 * Add the CORS headers that the application is configured to answer a request with.
	 * For an origin that is not allowed nothing is allowed.
	 * @param exchange the exchange of the refused request, before the body of the refusal
	 * is written
	 * @return completes when the headers are there; never with an error
	 */
	Mono<Void> apply(ServerWebExchange exchange) {
		// The resource would fail likewise; the refusal stands as it is
		return Mono.defer(() -> this.chain.obtain().filter(exchange)).onErrorResume((ex) -> {
			logger.debug("Refusal has no CORS headers", ex);
			return Mono.empty();
		});
	}

	private Mono<Void> applyForHandlers(ServerWebExchange exchange) {
		CorsConfiguration configuration = this.handlers.obtain().getCorsConfiguration(exchange);
		if (configuration != null) {
			new DefaultCorsProcessor().process(configuration, exchange);
		}
		return Mono.empty();
	}

	private static final class GlobalRegistry extends CorsRegistry {

		CorsConfigurationSource read(ListableBeanFactory beanFactory) {
			beanFactory.getBeanProvider(WebFluxConfigurer.class)
				.orderedStream()
				.forEach((configurer) -> configurer.addCorsMappings(this));
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.setCorsConfigurations(getCorsConfigurations());
			return source;
		}

	}

}
