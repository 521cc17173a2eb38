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
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.AbstractUpgradeContext;
import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A view of a reactive request.
 */
final class ReactiveUpgradeContext extends AbstractUpgradeContext {

	private final ServerHttpRequest request;

	private final ReactiveServer server;

	ReactiveUpgradeContext(ServerHttpRequest request, ReactiveServer server, ForwardedFields forwarded,
			boolean webSocketEndpoint) {
		super(forwarded, webSocketEndpoint);
		this.request = request;
		this.server = server;
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	protected PathReadings readPath() {
		return PathReadings.of(this.request.getPath().pathWithinApplication());
	}

	@Override
	protected String targetPath() {
		return this.request.getPath().value();
	}

	@Override
	protected @Nullable String targetQuery() {
		return this.server.rawQuery(this.request);
	}

	@Override
	protected Charset targetCharset() {
		return this.server.targetCharset();
	}

	@Override
	public @Nullable String host() {
		// Without the field the server reports its own address
		if (header("Host") == null && !isHttp2OrLater()) {
			return this.server.hostWithoutField(this.request);
		}
		// The URL of a mock need not have one
		String authority = this.request.getURI().getRawAuthority();
		return Host.ofAuthority((authority != null) ? authority : header("Host"));
	}

	@Override
	protected boolean readSecure() {
		String scheme = this.request.getURI().getScheme();
		return ("https".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme))
				&& (!this.server.isSecureByTarget(this.request, forwarded().isReadByServer())
						|| (forwarded().isReadByFramework() && ForwardedFields.sayHttps(this::sentHeader)));
	}

	@Override
	protected @Nullable TlsVersion connectionTlsVersion() {
		return this.server.tlsVersion(this.request);
	}

	@Override
	protected @Nullable HttpVersion readHttpVersion() {
		return this.server.httpVersion(this.request);
	}

	@Override
	protected @Nullable String shownConnectProtocol() {
		return this.server.connectProtocol(this.request);
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeaders().getFirst(name);
	}

	@Override
	public List<String> headers(String name) {
		return lines(this.request.getHeaders(), name);
	}

	// The only way to the lines of a field that runs on Framework 6.2 and 7 alike
	static List<String> lines(HttpHeaders headers, String name) {
		if (headers.getFirst(name) == null) {
			return List.of();
		}
		for (Map.Entry<String, List<String>> field : headers.headerSet()) {
			if (field.getKey().equalsIgnoreCase(name)) {
				return field.getValue();
			}
		}
		return List.of();
	}

	@Override
	protected @Nullable String sentHeader(String name) {
		return this.server.sentHeader(this.request, name);
	}

	@Override
	protected boolean isFromProxy() {
		return this.server.isFromProxy(this.request);
	}

	@Override
	public @Nullable String remoteAddress() {
		InetSocketAddress address = this.request.getRemoteAddress();
		if (address == null) {
			return null;
		}
		return (address.getAddress() != null) ? address.getAddress().getHostAddress() : address.getHostString();
	}

}
