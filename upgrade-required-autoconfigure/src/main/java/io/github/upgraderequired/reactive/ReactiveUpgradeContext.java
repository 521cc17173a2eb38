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

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.RequestTarget;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A view of a reactive request.
 */
final class ReactiveUpgradeContext implements UpgradeContext {

	private final ServerHttpRequest request;

	private final ServerAdapter server;

	private final ForwardedFields forwarded;

	private final boolean webSocketEndpoint;

	private @Nullable PathReadings pathReadings;

	private @Nullable List<UpgradeProtocol> offeredProtocols;

	ReactiveUpgradeContext(ServerHttpRequest request, ServerAdapter server, ForwardedFields forwarded) {
		this(request, server, forwarded, false);
	}

	private ReactiveUpgradeContext(ServerHttpRequest request, ServerAdapter server, ForwardedFields forwarded,
			boolean webSocketEndpoint) {
		this.request = request;
		this.server = server;
		this.forwarded = forwarded;
		this.webSocketEndpoint = webSocketEndpoint;
	}

	// Known before the policy is asked, since it may take waiting to find out
	ReactiveUpgradeContext withWebSocketEndpoint() {
		return new ReactiveUpgradeContext(this.request, this.server, this.forwarded, true);
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public PathReadings pathReadings() {
		if (this.pathReadings == null) {
			this.pathReadings = PathReadings.of(this.request.getPath().pathWithinApplication().value(), null);
		}
		return this.pathReadings;
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
		return RequestTarget.escapeBytes(this.request.getPath().value(), this.server.targetCharset());
	}

	@Override
	public @Nullable String rawQuery() {
		String query = this.server.rawQuery(this.request);
		return (query != null) ? RequestTarget.escapeBytes(query, this.server.targetCharset()) : null;
	}

	@Override
	public @Nullable String host() {
		// Without the field the server reports its own address
		boolean known = header("Host") != null || isHttp2OrLater();
		if (!known) {
			return this.server.hostWithoutField(this.request);
		}
		// The URL of a mock need not have one
		String authority = this.request.getURI().getRawAuthority();
		return Host.ofAuthority((authority != null) ? authority : header("Host"));
	}

	@Override
	public boolean isSecure() {
		String scheme = this.request.getURI().getScheme();
		return ("https".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme))
				&& (!this.server.isSecureByTarget(this.request, this.forwarded.isReadByServer())
						|| (this.forwarded.isReadByFramework() && ForwardedFields.sayHttps(this::sentHeader)));
	}

	private @Nullable String sentHeader(String name) {
		return this.server.sentHeader(this.request, name);
	}

	@Override
	public @Nullable TlsVersion tlsVersion() {
		boolean known = isSecure() && !this.forwarded.mayHaveDecided(this::sentHeader, this::header);
		return known ? this.server.tlsVersion(this.request) : null;
	}

	@Override
	public @Nullable HttpVersion httpVersion() {
		return this.server.httpVersion(this.request);
	}

	@Override
	public @Nullable HttpVersion clientHttpVersion() {
		return this.forwarded.httpVersion(this::headers, httpVersion());
	}

	@Override
	public boolean isClientHttpVersionHidden() {
		return !this.forwarded.tellHttpVersion(this::headers)
				&& (HttpVersion.HTTP_1_0.equals(httpVersion()) || this.server.isFromProxy(this.request));
	}

	@Override
	public @Nullable String connectProtocol() {
		boolean extended = "CONNECT".equals(method()) && isHttp2OrLater();
		return extended ? this.server.connectProtocol(this.request) : null;
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeaders().getFirst(name);
	}

	// The only way to the lines of a field that runs on Framework 6.2 and 7 alike
	@Override
	public List<String> headers(String name) {
		if (header(name) == null) {
			return List.of();
		}
		for (Map.Entry<String, List<String>> field : this.request.getHeaders().headerSet()) {
			if (field.getKey().equalsIgnoreCase(name)) {
				return field.getValue();
			}
		}
		return List.of();
	}

	@Override
	public @Nullable String remoteAddress() {
		InetSocketAddress address = this.request.getRemoteAddress();
		if (address == null) {
			return null;
		}
		return (address.getAddress() != null) ? address.getAddress().getHostAddress() : address.getHostString();
	}

	@Override
	public boolean isWebSocketEndpoint() {
		return this.webSocketEndpoint;
	}

}
