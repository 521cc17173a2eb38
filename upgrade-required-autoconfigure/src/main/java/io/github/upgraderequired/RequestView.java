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

package io.github.upgraderequired;

import java.util.List;

import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.RequestTarget;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * The view of a request, the same on every stack. It is of one thread at a time.
 */
final class RequestView implements UpgradeContext {

	private final RequestFacts facts;

	private final boolean webSocketEndpoint;

	private @Nullable PathReadings pathReadings;

	private @Nullable List<UpgradeProtocol> offeredProtocols;

	RequestView(RequestFacts facts, boolean webSocketEndpoint) {
		this.facts = facts;
		this.webSocketEndpoint = webSocketEndpoint;
	}

	@Override
	public String method() {
		return this.facts.method();
	}

	@Override
	public PathReadings pathReadings() {
		if (this.pathReadings == null) {
			this.pathReadings = this.facts.readPath();
		}
		return this.pathReadings;
	}

	@Override
	public String rawPath() {
		return RequestTarget.escapeBytes(this.facts.targetPath(), this.facts.targetCharset());
	}

	@Override
	public @Nullable String rawQuery() {
		String query = this.facts.targetQuery();
		return (query != null) ? RequestTarget.escapeBytes(query, this.facts.targetCharset()) : null;
	}

	@Override
	public @Nullable String host() {
		return this.facts.host();
	}

	@Override
	public boolean isSecure() {
		return this.facts.isSecure();
	}

	@Override
	public @Nullable TlsVersion tlsVersion() {
		boolean known = isSecure() && !this.facts.forwarded().mayHaveDecided(this.facts::sentHeader, this::header);
		return known ? this.facts.connectionTlsVersion() : null;
	}

	@Override
	public @Nullable HttpVersion httpVersion() {
		return this.facts.httpVersion();
	}

	@Override
	public @Nullable HttpVersion clientHttpVersion() {
		return this.facts.clientHttpVersion();
	}

	@Override
	public boolean isClientHttpVersionHidden() {
		return !this.facts.forwarded().tellHttpVersion(this::headers)
				&& (HttpVersion.HTTP_1_0.equals(httpVersion()) || this.facts.isFromProxy());
	}

	@Override
	public @Nullable String connectProtocol() {
		return ("CONNECT".equals(method()) && isHttp2OrLater()) ? this.facts.connectProtocol() : null;
	}

	@Override
	public @Nullable String header(String name) {
		return this.facts.header(name);
	}

	@Override
	public List<String> headers(String name) {
		return this.facts.headers(name);
	}

	@Override
	public @Nullable String remoteAddress() {
		return this.facts.remoteAddress();
	}

	@Override
	public List<UpgradeProtocol> offeredProtocols() {
		if (this.offeredProtocols == null) {
			this.offeredProtocols = UpgradeContext.super.offeredProtocols();
		}
		return this.offeredProtocols;
	}

	@Override
	public boolean isWebSocketEndpoint() {
		return this.webSocketEndpoint;
	}

}
