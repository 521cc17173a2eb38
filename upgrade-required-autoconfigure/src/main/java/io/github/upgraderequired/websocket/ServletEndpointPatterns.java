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

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.rule.ConfiguredRules;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.AbstractSockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Where the endpoints of a servlet application are: those among the handlers of Spring
 * MVC, and those that the container answers by itself.
 */
public final class ServletEndpointPatterns extends EndpointPatterns {

	static final String RAW_TRANSPORT = "/websocket";

	private static final Log logger = LogFactory.getLog(ServletEndpointPatterns.class);

	private final String prefix;

	private final ConfiguredRules rules;

	private final @Nullable JakartaEndpoints container;

	/**
	 * Create patterns.
	 * @param beanFactory the beans of the application
	 * @param prefix the path of the dispatcher servlet below the context path; empty for
	 * the root
	 * @param rules the configured rules, which may shut handshakes out
	 * @param container the endpoints of the container, or {@code null} if there are none
	 */
	public ServletEndpointPatterns(ConfigurableListableBeanFactory beanFactory, String prefix, ConfiguredRules rules,
			@Nullable JakartaEndpoints container) {
		super(beanFactory, HandlerMapping.class, prefix, rules);
		this.prefix = prefix;
		this.rules = rules;
		this.container = container;
	}

	@Override
	Set<PathPattern> find() {
		Set<PathPattern> found = new LinkedHashSet<>();
		for (HandlerMapping mapping : mappings(HandlerMapping.class)) {
			if (mapping instanceof AbstractUrlHandlerMapping urls) {
				Map<String, Object> handlers = handlers(urls);
				PathPatternParser parser = (urls.getPatternParser() != null) ? urls.getPatternParser()
						: PathPatternParser.defaultInstance;
				handlers.forEach((path, handler) -> {
					String endpoint = endpoint(path, handler);
					if (endpoint != null) {
						parse(parser, this.prefix + endpoint).ifPresent(found::add);
					}
				});
				if (handlers.containsKey(EVERYTHING)) {
					break;
				}
			}
		}
		if (this.container != null) {
			found.addAll(this.container.patterns());
		}
		return found;
	}

	private static Map<String, Object> handlers(AbstractUrlHandlerMapping mapping) {
		Map<String, Object> handlers = new LinkedHashMap<>(mapping.getHandlerMap());
		if (mapping.getRootHandler() != null) {
			handlers.put("/", mapping.getRootHandler());
		}
		return handlers;
	}

	private @Nullable String endpoint(String path, Object handler) {
		if (!is(handler, SockJsHttpRequestHandler.class)) {
			return is(handler, WebSocketHttpRequestHandler.class) ? path : null;
		}
		String sockJs = path.endsWith(EVERYTHING) ? path.substring(0, path.length() - EVERYTHING.length()) : path;
		warnOfSockJs(this.prefix + sockJs);
		return (handler instanceof SockJsHttpRequestHandler known && hasRawTransport(known)) ? sockJs + RAW_TRANSPORT
				: null;
	}

	private void warnOfSockJs(String path) {
		String rule = this.rules.webSocketRule(UpgradeContext.builder("GET", path + "/info").build());
		if (rule != null) {
			logger.warn("Rule '" + rule + "' requires websocket at " + path
					+ ", where SockJS is: its clients begin with"
					+ " plain HTTP requests, which the rule refuses. Leave the path to discovery, or narrow the rule to "
					+ path + RAW_TRANSPORT + ".");
		}
	}

	static boolean hasRawTransport(SockJsHttpRequestHandler handler) {
		return handler.getSockJsService() instanceof AbstractSockJsService service && service.isWebSocketEnabled();
	}

}
