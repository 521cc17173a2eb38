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

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.upgraderequired.rule.ConfiguredRules;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Where the endpoints of a reactive application are.
 */
public final class ReactiveEndpointPatterns extends EndpointPatterns {

	/**
	 * Create patterns.
	 * @param beanFactory the beans of the application
	 * @param rules the configured rules, which may shut handshakes out
	 */
	public ReactiveEndpointPatterns(ConfigurableListableBeanFactory beanFactory, ConfiguredRules rules) {
		super(beanFactory, HandlerMapping.class, "", rules);
	}

	@Override
	Set<PathPattern> find() {
		Set<PathPattern> found = new LinkedHashSet<>();
		for (HandlerMapping mapping : mappings(HandlerMapping.class)) {
			if (mapping instanceof AbstractUrlHandlerMapping urls) {
				urls.getHandlerMap().forEach((pattern, handler) -> {
					if (is(handler, WebSocketHandler.class)) {
						found.add(pattern);
					}
				});
				if (urls.getHandlerMap().keySet().stream().anyMatch(ReactiveEndpointPatterns::isEverything)) {
					break;
				}
			}
		}
		return found;
	}

	private static boolean isEverything(PathPattern pattern) {
		return pattern.getPatternString().equals(EVERYTHING);
	}

}
