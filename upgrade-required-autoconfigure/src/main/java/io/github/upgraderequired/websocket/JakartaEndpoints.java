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

import java.util.ArrayList;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

import org.springframework.context.ApplicationContext;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The endpoints of Jakarta WebSocket that Spring hands to the container. The container
 * answers a handshake on them before any servlet.
 */
public final class JakartaEndpoints {

	private final SingletonSupplier<List<PathPattern>> patterns;

	/**
	 * Create a view.
	 * @param context the application, which exports them
	 */
	public JakartaEndpoints(ApplicationContext context) {
		this.patterns = SingletonSupplier.of(() -> paths(context).stream()
			.flatMap((path) -> EndpointPatterns.parse(PathPatternParser.defaultInstance, path).stream())
			.toList());
	}

	// Path templates (Jakarta WebSocket, section 4.4) below the context path
	private static List<String> paths(ApplicationContext context) {
		List<String> paths = new ArrayList<>();
		for (String name : context.getBeanNamesForAnnotation(ServerEndpoint.class)) {
			ServerEndpoint endpoint = context.findAnnotationOnBean(name, ServerEndpoint.class, false);
			if (endpoint != null) {
				paths.add(endpoint.value());
			}
		}
		// The exporter creates them too
		context.getBeansOfType(ServerEndpointConfig.class).values().forEach((config) -> paths.add(config.getPath()));
		return paths;
	}

	List<PathPattern> patterns() {
		return this.patterns.obtain();
	}

	/**
	 * Return whether an endpoint is at the path of a request. Other spellings come to the
	 * same, but with a trailing slash it is another path.
	 * @param context the request
	 * @return whether a pattern matches the path
	 */
	boolean matches(UpgradeContext context) {
		boolean slash = context.rawPath().endsWith("/");
		return patterns().stream()
			.anyMatch((pattern) -> slash ? pattern.matches(context.path()) : context.matches(pattern));
	}

}
