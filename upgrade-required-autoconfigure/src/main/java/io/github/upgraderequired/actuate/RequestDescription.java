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

package io.github.upgraderequired.actuate;

import java.util.Collection;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * A request that somebody describes to have it explained.
 *
 * @param method the method, or {@code null} for GET
 * @param path the path with the query, or {@code null} for the root
 * @param secure whether it comes over TLS 1.3, or {@code null} for clear text
 * @param httpVersion the version of HTTP, such as {@code 2}, or {@code null} for 1.1
 * @param remoteAddress the address of the client, or {@code null} for the loopback one
 * @param header a line {@code Name: value}, several of them, or {@code null} for none
 */
record RequestDescription(@Nullable String method, @Nullable String path, @Nullable Boolean secure,
		@Nullable String httpVersion, @Nullable String remoteAddress, @Nullable Object header) {

	boolean isEmpty() {
		return this.method == null && this.path == null && this.secure == null && this.httpVersion == null
				&& this.remoteAddress == null && this.header == null;
	}

	/**
	 * Return the request.
	 * @param webSocketEndpoint whether it has come to a WebSocket endpoint of the
	 * application
	 * @return a view of it
	 * @throws InvalidEndpointRequestException if a part of it is not valid
	 */
	UpgradeContext toContext(boolean webSocketEndpoint) {
		UpgradeContextBuilder builder = builder();
		if (Boolean.TRUE.equals(this.secure)) {
			builder.secure(TlsVersion.TLS_1_3);
		}
		if (this.httpVersion != null) {
			HttpVersion version = HttpVersion.parseForwarded(this.httpVersion);
			require(version != null, "httpVersion", "Write a version such as 1.1, 2 or 3.");
			builder.httpVersion(version);
		}
		if (this.remoteAddress != null) {
			builder.remoteAddress(this.remoteAddress);
		}
		for (Object line : headers()) {
			String text = String.valueOf(line);
			int colon = text.indexOf(':');
			require(colon > 0, "header", "Write a line such as User-Agent: acme-ios/3.2.");
			add(text.substring(0, colon), text.substring(colon + 1).strip(), builder);
		}
		return (webSocketEndpoint ? builder.webSocketEndpoint() : builder).build();
	}

	private static void add(String name, String value, UpgradeContextBuilder builder) {
		builder.header(name, value);
		if (name.equalsIgnoreCase("Host")) {
			builder.host(Host.ofAuthority(value));
		}
	}

	private UpgradeContextBuilder builder() {
		String target = (this.path != null) ? this.path : "/";
		require(target.startsWith("/"), "path", "Write a path that begins with a slash.");
		return UpgradeContext.builder((this.method != null) ? this.method : "GET", target);
	}

	// One parameter is a text, and several are a list
	private Collection<?> headers() {
		if (this.header == null) {
			return List.of();
		}
		return (this.header instanceof Collection<?> lines) ? lines : List.of(this.header);
	}

	private static void require(boolean valid, String parameter, String remedy) {
		if (!valid) {
			throw new InvalidEndpointRequestException("The parameter '" + parameter + "' is not valid. " + remedy,
					remedy);
		}
	}

}
