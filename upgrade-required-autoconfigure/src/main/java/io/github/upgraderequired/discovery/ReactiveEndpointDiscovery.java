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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.dispatch.ReactiveMappings;
import io.github.upgraderequired.reactive.ReactiveEndpoints;
import io.github.upgraderequired.rule.ConfiguredRules;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the WebSocket endpoints of a reactive application.
 */
public final class ReactiveEndpointDiscovery extends EndpointDiscovery<ReactiveEndpoints> implements ReactiveEndpoints {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ConfiguredRules rules;

	/**
	 * Create a discovery.
	 * @param beanFactory the beans of the application
	 * @param rules the configured rules, which may shut handshakes out
	 */
	public ReactiveEndpointDiscovery(ConfigurableListableBeanFactory beanFactory, ConfiguredRules rules) {
		super(beanFactory, DispatcherHandler.class, NONE);
		this.beanFactory = beanFactory;
		this.rules = rules;
	}

	@Override
	public Mono<Boolean> contain(ServerWebExchange exchange, UpgradeContext context) {
		return endpoints().contain(exchange, context);
	}

	@Override
	ReactiveEndpoints find() {
		ReactiveMappings mappings = ReactiveMappings.of(this.beanFactory);
		EndpointPatterns mapped = new EndpointPatterns(webSocketPatterns(mappings.mappings()));
		EndpointPatterns.log(mapped);
		this.rules.warnOfShutOut(mapped.patterns());
		return new FoundReactiveEndpoints(mapped, new ReactiveDispatch(mappings));
	}

	private List<PathPattern> webSocketPatterns(List<HandlerMapping> mappings) {
		Set<PathPattern> patterns = new LinkedHashSet<>();
		for (HandlerMapping mapping : mappings) {
			if (mapping instanceof AbstractUrlHandlerMapping urls) {
				for (Map.Entry<PathPattern, Object> entry : urls.getHandlerMap().entrySet()) {
					if (isWebSocket(entry.getValue())) {
						patterns.add(entry.getKey());
					}
				}
			}
		}
		return List.copyOf(patterns);
	}

	// A handler may be known by name only, and is not created to look at it
	private boolean isWebSocket(Object handler) {
		if (handler instanceof String name) {
			return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, WebSocketHandler.class);
		}
		return handler instanceof WebSocketHandler;
	}

}
