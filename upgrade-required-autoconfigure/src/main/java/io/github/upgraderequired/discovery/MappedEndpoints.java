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
import java.util.Set;

import io.github.upgraderequired.dispatch.DispatcherServlets;

import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.AbstractSockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * The endpoints among the handlers of Spring MVC: those of {@code @EnableWebSocket},
 * STOMP and GraphQL.
 */
final class MappedEndpoints {

	private static final String EVERYTHING_BELOW = "/**";

	private final ApplicationContext context;

	private final DispatcherServlets servlets;

	private final Set<PathPattern> webSocketPatterns = new LinkedHashSet<>();

	private final Set<String> sockJsPaths = new LinkedHashSet<>();

	/**
	 * Find the endpoints.
	 * @param context where handlers are found that mappings know by name
	 * @param servlets the dispatcher servlets that have the mappings
	 * @param mappings the mappings
	 */
	MappedEndpoints(ApplicationContext context, DispatcherServlets servlets, List<HandlerMapping> mappings) {
		this.context = context;
		this.servlets = servlets;
		for (HandlerMapping mapping : mappings) {
			if (mapping instanceof AbstractUrlHandlerMapping urls) {
				urls.getHandlerMap().forEach((path, handler) -> add(urls, path, handler));
				if (urls.getRootHandler() != null) {
					add(urls, "/", urls.getRootHandler());
				}
			}
		}
	}

	private void add(AbstractUrlHandlerMapping mapping, String path, Object handler) {
		for (String prefix : this.servlets.prefixes()) {
			if (is(handler, SockJsHttpRequestHandler.class)) {
				this.sockJsPaths.add(prefix + withoutSuffix(path));
			}
			if (is(handler, WebSocketHttpRequestHandler.class)) {
				addPattern(mapping, prefix + path);
			}
			else if (handler instanceof SockJsHttpRequestHandler sockJs && hasRawTransport(sockJs)) {
				addPattern(mapping, prefix + rawTransport(path));
			}
		}
	}

	// A handler may be known by name only, and is not created to look at it
	private boolean is(Object handler, Class<?> type) {
		if (handler instanceof String name) {
			return this.context.containsBean(name) && this.context.isTypeMatch(name, type);
		}
		return type.isInstance(handler);
	}

	private void addPattern(AbstractUrlHandlerMapping mapping, String path) {
		PathPatternParser parser = mapping.getPatternParser();
		try {
			this.webSocketPatterns.add(((parser != null) ? parser : PathPatternParser.defaultInstance).parse(path));
		}
		catch (PatternParseException ex) {
			EndpointPatterns.warnOf(path, ex);
		}
	}

	/**
	 * Return the paths at which a raw WebSocket is opened.
	 * @return patterns below the context path
	 */
	EndpointPatterns webSocketPatterns() {
		return new EndpointPatterns(List.copyOf(this.webSocketPatterns));
	}

	/**
	 * Return the paths below which SockJS has its transports, most of them plain HTTP.
	 * @return paths below the context path
	 */
	Set<String> sockJsPaths() {
		return this.sockJsPaths;
	}

	/**
	 * Return whether SockJS would open a raw WebSocket at a path: the one place of SockJS
	 * where nothing else is to be had.
	 * @param mapping the mapping that has the handler
	 * @param handler the handler
	 * @param path the path below the dispatcher servlet
	 * @return whether it is the path of the raw transport
	 */
	static boolean isRawTransport(HandlerMapping mapping, SockJsHttpRequestHandler handler, PathContainer path) {
		return hasRawTransport(handler) && mapping instanceof AbstractUrlHandlerMapping urls && urls.getHandlerMap()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == handler)
			.anyMatch((entry) -> PathPatternParser.defaultInstance.parse(rawTransport(entry.getKey())).matches(path));
	}

	private static boolean hasRawTransport(SockJsHttpRequestHandler handler) {
		return handler.getSockJsService() instanceof AbstractSockJsService service && service.isWebSocketEnabled();
	}

	private static String rawTransport(String path) {
		return withoutSuffix(path) + "/websocket";
	}

	private static String withoutSuffix(String path) {
		return path.endsWith(EVERYTHING_BELOW) ? path.substring(0, path.length() - EVERYTHING_BELOW.length()) : path;
	}

}
