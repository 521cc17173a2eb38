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

import java.util.Collections;
import java.util.List;

import io.github.upgraderequired.AbstractUpgradeContext;
import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A view of a servlet request.
 */
final class ServletUpgradeContext extends AbstractUpgradeContext {

	private static final String FORWARDED = "org.springframework.web.filter.ForwardedHeaderFilter$ForwardedHeaderExtractingRequest";

	private final HttpServletRequest request;

	private final ServletServers servers;

	ServletUpgradeContext(HttpServletRequest request, ServletServers servers, ForwardedFields forwarded,
			boolean webSocketEndpoint) {
		super(forwarded, webSocketEndpoint);
		this.request = request;
		this.servers = servers;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	// With spring.mvc.servlet.path the dispatcher takes that prefix away too. It stays
	// here: a rule's path says where a client finds a resource, whichever servlet has it.
	@Override
	protected PathReadings readPath() {
		String target = this.request.getRequestURI();
		String contextPath = this.request.getContextPath();
		int start = contextPath.length();
		boolean known = target.startsWith(contextPath) && (start == target.length() || target.charAt(start) == '/');
		return PathReadings.of(target, known ? start : -1, this.request.getServletPath(), this.request.getPathInfo());
	}

	@Override
	protected String targetPath() {
		return this.request.getRequestURI();
	}

	@Override
	protected @Nullable String targetQuery() {
		return this.request.getQueryString();
	}

	@Override
	public @Nullable String host() {
		// Without the field the server reports its own address, and a mock that of its
		// URL
		boolean known = header("Host") != null || isHttp2OrLater() || ServletServers.isMock(this.request);
		String host = this.request.getServerName();
		return (known && host != null && Host.isValid(host)) ? host : null;
	}

	@Override
	protected boolean readSecure() {
		if (!this.request.isSecure()) {
			return false;
		}
		boolean byTarget = this.servers.isSecureByTarget(this.request, forwarded().isReadByServer());
		boolean byServer = ServletServers.isSecure(this.request);
		if (byServer && !byTarget) {
			return true;
		}
		// Spring's filter begins with the URL of the request. Any other filter that makes
		// it secure knows why
		return isUnderForwardedHeaderFilter() ? ForwardedFields.sayHttps(this::sentHeader) : !byServer;
	}

	// Where it applies the fields and does not only remove them
	private boolean isUnderForwardedHeaderFilter() {
		ServletRequest wrapped = this.request;
		while (wrapped instanceof ServletRequestWrapper wrapper) {
			if (FORWARDED.equals(wrapper.getClass().getName())) {
				return true;
			}
			wrapped = wrapper.getRequest();
		}
		return false;
	}

	@Override
	protected @Nullable TlsVersion connectionTlsVersion() {
		return this.servers.tlsVersion(this.request);
	}

	@Override
	protected @Nullable HttpVersion readHttpVersion() {
		return HttpVersion.parse(this.request.getProtocol());
	}

	@Override
	protected @Nullable String shownConnectProtocol() {
		return this.servers.connectProtocol(this.request);
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
	protected @Nullable String sentHeader(String name) {
		return ServletServers.sentHeader(this.request, name);
	}

	@Override
	protected boolean isFromProxy() {
		return this.servers.isFromProxy(this.request);
	}

	@Override
	public @Nullable String remoteAddress() {
		return this.request.getRemoteAddr();
	}

}
