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

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * WebFlux on a servlet container.
 */
public final class ServletBackedServer implements ReactiveServer {

	private final ServletServers servers;

	/**
	 * Create a view.
	 * @param servers the containers that may know more of a request
	 */
	public ServletBackedServer(ServletServers servers) {
		this.servers = servers;
	}

	@Override
	public boolean supports(Object nativeRequest) {
		return nativeRequest instanceof HttpServletRequest;
	}

	@Override
	public @Nullable HttpVersion httpVersion(ServerHttpRequest request) {
		return HttpVersion.parse(nativeRequest(request).getProtocol());
	}

	// Spring mends what is no URI, and drops a question mark with nothing behind it
	@Override
	public @Nullable String rawQuery(ServerHttpRequest request) {
		return nativeRequest(request).getQueryString();
	}

	@Override
	public boolean isSecureByTarget(ServerHttpRequest request, boolean forwarded) {
		return this.servers.isSecureByTarget(nativeRequest(request), forwarded);
	}

	@Override
	public boolean isFromProxy(ServerHttpRequest request) {
		return this.servers.isFromProxy(nativeRequest(request));
	}

	@Override
	public @Nullable TlsVersion tlsVersion(ServerHttpRequest request) {
		return this.servers.tlsVersion(nativeRequest(request));
	}

	@Override
	public @Nullable String sentHeader(ServerHttpRequest request, String name) {
		return ServletServers.sentHeader(nativeRequest(request), name);
	}

	@Override
	public @Nullable String connectProtocol(ServerHttpRequest request) {
		return this.servers.connectProtocol(nativeRequest(request));
	}

	@Override
	public @Nullable ServerWebExchange present(ServerWebExchange exchange, UpgradeProtocol protocol) {
		boolean shown = this.servers.switchesToShown(nativeRequest(exchange.getRequest()), protocol.toString(), true);
		return shown ? ReactiveServer.super.present(exchange, protocol) : null;
	}

	private static HttpServletRequest nativeRequest(ServerHttpRequest request) {
		return ServerHttpRequestDecorator.getNativeRequest(request);
	}

}
