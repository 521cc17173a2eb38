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

package io.github.upgraderequired.servlet;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.container.ServletContainers;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.RequestTarget;
import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A view of a servlet request.
 */
final class ServletUpgradeContext implements UpgradeContext {

	private final HttpServletRequest request;

	private final ServletEndpoints endpoints;

	private final ForwardedFields forwarded;

	private @Nullable PathReadings pathReadings;

	private @Nullable List<UpgradeProtocol> offeredProtocols;

	private @Nullable Boolean webSocketEndpoint;

	ServletUpgradeContext(HttpServletRequest request, ServletEndpoints endpoints, ForwardedFields forwarded) {
		this.request = request;
		this.endpoints = endpoints;
		this.forwarded = forwarded;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public PathReadings pathReadings() {
		if (this.pathReadings == null) {
			this.pathReadings = PathReadings.of(pathWithinContext(), normalizedPath());
		}
		return this.pathReadings;
	}

	// With spring.mvc.servlet.path the dispatcher takes that prefix away too. It stays
	// here: a rule's path says where a client finds a resource, whichever servlet has it.
	private @Nullable String pathWithinContext() {
		String contextPath = this.request.getContextPath();
		String uri = this.request.getRequestURI();
		if (!uri.startsWith(contextPath)) {
			// The server found the context by another spelling
			return null;
		}
		String path = uri.substring(contextPath.length());
		return (path.isEmpty() || path.startsWith("/")) ? path : null;
	}

	// Empty where nothing was mapped, as in a mock
	private @Nullable String normalizedPath() {
		String servletPath = this.request.getServletPath();
		String pathInfo = this.request.getPathInfo();
		String path = (pathInfo != null) ? servletPath + pathInfo : servletPath;
		return path.isEmpty() ? null : path;
	}

	@Override
	public List<UpgradeProtocol> offeredProtocols() {
		if (this.offeredProtocols == null) {
			this.offeredProtocols = UpgradeContext.super.offeredProtocols();
		}
		return this.offeredProtocols;
	}

	@Override
	public String rawPath() {
		return RequestTarget.escapeBytes(this.request.getRequestURI(), StandardCharsets.UTF_8);
	}

	@Override
	public @Nullable String rawQuery() {
		String query = this.request.getQueryString();
		return (query != null) ? RequestTarget.escapeBytes(query, StandardCharsets.UTF_8) : null;
	}

	@Override
	public @Nullable String host() {
		// Without the field the server reports its own address, and a mock that of its
		// URL
		boolean known = header("Host") != null || isHttp2OrLater() || ServletContainers.isMock(this.request);
		String host = this.request.getServerName();
		return (known && host != null && Host.isValid(host)) ? host : null;
	}

	@Override
	public boolean isSecure() {
		if (!this.request.isSecure()) {
			return false;
		}
		boolean byTarget = ServletContainers.isSecureByTarget(this.request, this.forwarded.isReadByServer());
		boolean byServer = ServletContainers.isSecure(this.request);
		if (byServer && !byTarget) {
			return true;
		}
		// Spring's filter begins with the URL of the request. Any other filter that makes
		// it secure knows why
		return ForwardedRequest.isUnder(this.request) ? ForwardedFields.sayHttps(this::sentHeader) : !byServer;
	}

	private @Nullable String sentHeader(String name) {
		return ServletContainers.sentHeader(this.request, name);
	}

	@Override
	public @Nullable TlsVersion tlsVersion() {
		boolean known = isSecure() && !this.forwarded.mayHaveDecided(this::sentHeader, this::header);
		return known ? ServletContainers.tlsVersion(this.request) : null;
	}

	@Override
	public @Nullable HttpVersion httpVersion() {
		return HttpVersion.parse(this.request.getProtocol());
	}

	@Override
	public @Nullable HttpVersion clientHttpVersion() {
		return this.forwarded.httpVersion(this::headers, httpVersion());
	}

	@Override
	public boolean isClientHttpVersionHidden() {
		return !this.forwarded.tellHttpVersion(this::headers)
				&& (HttpVersion.HTTP_1_0.equals(httpVersion()) || ServletContainers.isFromProxy(this.request));
	}

	@Override
	public @Nullable String connectProtocol() {
		boolean extended = "CONNECT".equals(method()) && isHttp2OrLater();
		return extended ? ServletContainers.connectProtocol(this.request) : null;
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Override
	public List<String> headers(String name) {
		return Collections.list(this.request.getHeaders(name));
	}

	@Override
	public @Nullable String remoteAddress() {
		return this.request.getRemoteAddr();
	}

	@Override
	public boolean isWebSocketEndpoint() {
		if (this.webSocketEndpoint == null) {
			this.webSocketEndpoint = this.endpoints.contain(this.request, this);
		}
		return this.webSocketEndpoint;
	}

}
