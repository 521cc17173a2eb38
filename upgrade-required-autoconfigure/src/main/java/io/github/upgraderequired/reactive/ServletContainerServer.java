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

import java.util.Collections;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.container.ServletContainers;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.RawUpgrade;
import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * WebFlux on a servlet container.
 */
final class ServletContainerServer implements ServerAdapter {

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
		return ServletContainers.isSecureByTarget(nativeRequest(request), forwarded);
	}

	@Override
	public boolean isFromProxy(ServerHttpRequest request) {
		return ServletContainers.isFromProxy(nativeRequest(request));
	}

	@Override
	public @Nullable TlsVersion tlsVersion(ServerHttpRequest request) {
		return ServletContainers.tlsVersion(nativeRequest(request));
	}

	@Override
	public @Nullable String sentHeader(ServerHttpRequest request, String name) {
		return ServletContainers.sentHeader(nativeRequest(request), name);
	}

	@Override
	public @Nullable String connectProtocol(ServerHttpRequest request) {
		return ServletContainers.connectProtocol(nativeRequest(request));
	}

	@Override
	public @Nullable ServerWebExchange present(ServerWebExchange exchange, UpgradeProtocol protocol) {
		HttpServletRequest request = nativeRequest(exchange.getRequest());
		if (isJetty(request)
				&& !RawUpgrade.names(Collections.list(request.getHeaders("Upgrade")), protocol.toString())) {
			return null;
		}
		return PresentedExchange.of(exchange, protocol);
	}

	// With WebFlux every version of it reads the raw request when it switches
	private static boolean isJetty(HttpServletRequest request) {
		String info = request.getServletContext().getServerInfo();
		return info != null && info.startsWith("jetty/");
	}

	private static HttpServletRequest nativeRequest(ServerHttpRequest request) {
		return ServerHttpRequestDecorator.getNativeRequest(request);
	}

}
