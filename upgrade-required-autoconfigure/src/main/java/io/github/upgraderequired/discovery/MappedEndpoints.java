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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.AbstractSockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The endpoints among the handlers of Spring MVC: those of {@code @EnableWebSocket},
 * STOMP and GraphQL.
 */
final class MappedEndpoints {

	private static final String EVERYTHING_BELOW = "/**";

	private final ApplicationContext context;

	private final Collection<? extends HandlerMapping> mappings;

	/**
	 * Create a view of handler mappings.
	 * @param context where handlers are found that mappings know by name
	 * @param mappings the mappings
	 */
	MappedEndpoints(ApplicationContext context, Collection<? extends HandlerMapping> mappings) {
		this.context = context;
		this.mappings = mappings;
	}

	/**
	 * Return the paths at which a raw WebSocket is opened.
	 * @return patterns below the dispatcher servlet
	 */
	List<String> webSocketPaths() {
		List<String> paths = new ArrayList<>();
		handlers().forEach((path, handler) -> {
			if (is(handler, WebSocketHttpRequestHandler.class)) {
				paths.add(path);
			}
			else if (handler instanceof SockJsHttpRequestHandler sockJs && hasRawTransport(sockJs)) {
				paths.add(rawTransport(path));
			}
		});
		return paths;
	}

	/**
	 * Return the paths below which SockJS has its transports, most of them plain HTTP.
	 * @return paths below the dispatcher servlet
	 */
	List<String> sockJsPaths() {
		List<String> paths = new ArrayList<>();
		handlers().forEach((path, handler) -> {
			if (is(handler, SockJsHttpRequestHandler.class)) {
				paths.add(withoutSuffix(path));
			}
		});
		return paths;
	}

	// A handler may be known by name only, and is not created to look at it
	private boolean is(Object handler, Class<?> type) {
		Class<?> found = (handler instanceof String name) ? this.context.getType(name) : handler.getClass();
		return found != null && type.isAssignableFrom(ClassUtils.getUserClass(found));
	}

	private Map<String, Object> handlers() {
		Map<String, Object> handlers = new LinkedHashMap<>();
		for (HandlerMapping mapping : this.mappings) {
			if (mapping instanceof AbstractUrlHandlerMapping urls) {
				urls.getHandlerMap().forEach(handlers::putIfAbsent);
				if (urls.getRootHandler() != null) {
					handlers.putIfAbsent("/", urls.getRootHandler());
				}
			}
		}
		return handlers;
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
