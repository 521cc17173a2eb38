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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.RequestTarget;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Builds an {@link UpgradeContext} for tests of a policy.
 *
 * @since 0.1.0
 */
public final class UpgradeContextBuilder {

	private final String method;

	private final String target;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private @Nullable String host = "localhost";

	private boolean secure;

	private @Nullable TlsVersion tlsVersion;

	private @Nullable HttpVersion httpVersion = HttpVersion.HTTP_1_1;

	private @Nullable HttpVersion clientHttpVersion;

	private @Nullable String remoteAddress = "127.0.0.1";

	private @Nullable String normalizedPath;

	private @Nullable String connectProtocol;

	private boolean webSocketEndpoint;

	UpgradeContextBuilder(String method, String target) {
		Assert.isTrue(target.startsWith("/"), () -> "A request target starts with a slash: " + target);
		this.method = method;
		this.target = target;
	}

	/**
	 * Add a line of a header field.
	 * @param name the name of the field
	 * @param value the value of the line
	 * @return this builder
	 */
	public UpgradeContextBuilder header(String name, String value) {
		this.headers.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
		return this;
	}

	/**
	 * Make it a request over TLS.
	 * @param version the version negotiated, or {@code null} if the server does not tell
	 * @return this builder
	 */
	public UpgradeContextBuilder secure(@Nullable TlsVersion version) {
		this.secure = true;
		this.tlsVersion = version;
		return this;
	}

	/**
	 * Set the HTTP version.
	 * @param version the version, or {@code null} for a server that does not tell
	 * @return this builder
	 */
	public UpgradeContextBuilder httpVersion(@Nullable HttpVersion version) {
		this.httpVersion = version;
		return this;
	}

	/**
	 * Set the HTTP version of the client, where a proxy tells it and it is not that of
	 * the request.
	 * @param version the version
	 * @return this builder
	 */
	public UpgradeContextBuilder clientHttpVersion(HttpVersion version) {
		this.clientHttpVersion = version;
		return this;
	}

	/**
	 * Set the host, without port, and the {@code Host} field where {@link #header} does
	 * not add one.
	 * @param host the host, or {@code null} for a request without one
	 * @return this builder
	 */
	public UpgradeContextBuilder host(@Nullable String host) {
		this.host = host;
		return this;
	}

	/**
	 * Set the path as the server normalised it, where that differs.
	 * @param path the path within the application, not escaped
	 * @return this builder
	 */
	public UpgradeContextBuilder normalizedPath(String path) {
		this.normalizedPath = path;
		return this;
	}

	/**
	 * Set the address that the request came from.
	 * @param address the address, or {@code null} if it is not known
	 * @return this builder
	 */
	public UpgradeContextBuilder remoteAddress(@Nullable String address) {
		this.remoteAddress = address;
		return this;
	}

	/**
	 * Make it a request that has come to a WebSocket endpoint of the application without
	 * a correct handshake. The built-in rule answers there, and no other.
	 * @return this builder
	 */
	public UpgradeContextBuilder webSocketEndpoint() {
		this.webSocketEndpoint = true;
		return this;
	}

	/**
	 * Set the {@code :protocol} of an extended CONNECT. It counts with that method and
	 * from HTTP/2 on only.
	 * @param protocol the protocol, empty for a CONNECT without one, or {@code null} for
	 * a server that does not tell
	 * @return this builder
	 */
	public UpgradeContextBuilder connectProtocol(@Nullable String protocol) {
		this.connectProtocol = protocol;
		return this;
	}

	/**
	 * Build the context.
	 * @return an immutable context
	 */
	public UpgradeContext build() {
		Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		if (this.host != null) {
			copy.putIfAbsent("Host", List.of(this.host));
		}
		int query = this.target.indexOf('?');
		String path = (query >= 0) ? this.target.substring(0, query) : this.target;
		String rawQuery = (query >= 0) ? this.target.substring(query + 1) : null;
		boolean extended = "CONNECT".equals(this.method) && this.httpVersion != null
				&& this.httpVersion.isAtLeast(HttpVersion.HTTP_2);
		return new BuiltContext(this.method, PathReadings.of(path, this.normalizedPath),
				RequestTarget.escapeBytes(path, StandardCharsets.UTF_8),
				(rawQuery != null) ? RequestTarget.escapeBytes(rawQuery, StandardCharsets.UTF_8) : null, this.host,
				this.secure, this.tlsVersion, this.httpVersion,
				(this.clientHttpVersion != null) ? this.clientHttpVersion : this.httpVersion,
				this.clientHttpVersion == null && isFromProxy(), extended ? this.connectProtocol : null, copy,
				this.remoteAddress, this.webSocketEndpoint);
	}

	private boolean isFromProxy() {
		return HttpVersion.HTTP_1_0.equals(this.httpVersion)
				|| this.headers.keySet().stream().anyMatch(ForwardedFields::isOfProxy);
	}

	private record BuiltContext(String method, PathReadings pathReadings, String rawPath, @Nullable String rawQuery,
			@Nullable String host, boolean isSecure, @Nullable TlsVersion tlsVersion, @Nullable HttpVersion httpVersion,
			@Nullable HttpVersion clientHttpVersion, boolean isClientHttpVersionHidden,
			@Nullable String connectProtocol, Map<String, List<String>> fields, @Nullable String remoteAddress,
			boolean isWebSocketEndpoint) implements UpgradeContext {

		@Override
		public @Nullable String header(String name) {
			List<String> values = headers(name);
			return values.isEmpty() ? null : values.get(0);
		}

		@Override
		public List<String> headers(String name) {
			return this.fields.getOrDefault(name, List.of());
		}

	}

}
