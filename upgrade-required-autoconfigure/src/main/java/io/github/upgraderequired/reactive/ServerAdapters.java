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

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * The adapters of the servers that are on the class path. One that is not is never
 * loaded.
 */
final class ServerAdapters {

	private static final ServerAdapter UNKNOWN = new UnknownServer();

	private static final List<ServerAdapter> ADAPTERS = load(ServerAdapters.class.getClassLoader());

	private ServerAdapters() {
	}

	private static List<ServerAdapter> load(@Nullable ClassLoader classLoader) {
		List<ServerAdapter> adapters = new ArrayList<>();
		if (ClassUtils.isPresent("reactor.netty.http.server.HttpServerRequest", classLoader)) {
			adapters.add(new ReactorNettyServer());
		}
		if (ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", classLoader)) {
			adapters.add(new ServletContainerServer());
		}
		return List.copyOf(adapters);
	}

	static ServerAdapter of(ServerHttpRequest request) {
		Object nativeRequest = nativeRequest(request);
		for (ServerAdapter adapter : ADAPTERS) {
			if (nativeRequest != null && adapter.supports(nativeRequest)) {
				return adapter;
			}
		}
		return UNKNOWN;
	}

	private static @Nullable Object nativeRequest(ServerHttpRequest request) {
		if (isMock(request)) {
			return null;
		}
		return ServerHttpRequestDecorator.getNativeRequest(request);
	}

	// A mock has no native request, and says so by an exception
	private static boolean isMock(ServerHttpRequest request) {
		ServerHttpRequest undecorated = request;
		while (undecorated instanceof ServerHttpRequestDecorator decorator) {
			undecorated = decorator.getDelegate();
		}
		return !(undecorated instanceof AbstractServerHttpRequest)
				|| undecorated.getClass().getName().startsWith("org.springframework.mock.");
	}

	/**
	 * A mock, or a server that there is no adapter for.
	 */
	private static final class UnknownServer implements ServerAdapter {

		@Override
		public boolean supports(Object nativeRequest) {
			return true;
		}

		@Override
		public @Nullable HttpVersion httpVersion(ServerHttpRequest request) {
			return null;
		}

		@Override
		public @Nullable TlsVersion tlsVersion(ServerHttpRequest request) {
			return null;
		}

		@Override
		public @Nullable String sentHeader(ServerHttpRequest request, String name) {
			return null;
		}

		@Override
		public @Nullable String connectProtocol(ServerHttpRequest request) {
			return null;
		}

		@Override
		public ServerWebExchange present(ServerWebExchange exchange, UpgradeProtocol protocol) {
			return PresentedExchange.of(exchange, protocol);
		}

		@Override
		public void keepUpgradeOption(ServerHttpResponse response) {
		}

	}

}
