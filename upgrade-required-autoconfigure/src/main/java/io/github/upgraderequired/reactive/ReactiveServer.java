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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * What only the native request of one server knows, and what only one server needs.
 */
public interface ReactiveServer {

	/**
	 * Return whether a native request is of this server.
	 * @param nativeRequest the request of the server
	 * @return whether it is of the server's type
	 */
	boolean supports(Object nativeRequest);

	/**
	 * Return the HTTP version.
	 * @param request the request
	 * @return the version, or {@code null} if it is not known
	 */
	@Nullable HttpVersion httpVersion(ServerHttpRequest request);

	/**
	 * Return the query as the client sent it.
	 * @param request the request
	 * @return the query without the question mark, or {@code null} if there is none
	 */
	default @Nullable String rawQuery(ServerHttpRequest request) {
		return request.getURI().getRawQuery();
	}

	/**
	 * Return in which character set the server has read path and query.
	 * @return that of bytes beyond ASCII
	 */
	default Charset targetCharset() {
		return StandardCharsets.UTF_8;
	}

	/**
	 * Return the host that the request was sent to, where there is no {@code Host} field.
	 * @param request the request in HTTP/1.x
	 * @return the host, or {@code null} if it is not known
	 */
	default @Nullable String hostWithoutField(ServerHttpRequest request) {
		return null;
	}

	/**
	 * Return whether a request is secure for no other reason than that the client wrote
	 * {@code https} into its target.
	 * @param request a secure request
	 * @param forwarded whether the server goes by forwarded headers, as far as the
	 * application has told it to
	 * @return whether neither the connection nor whoever configured the server says so
	 */
	default boolean isSecureByTarget(ServerHttpRequest request, boolean forwarded) {
		return false;
	}

	/**
	 * Return whether a proxy passed the request on.
	 * @param request the request
	 * @return whether it was sent with a field that proxies add
	 */
	default boolean isFromProxy(ServerHttpRequest request) {
		return false;
	}

	/**
	 * Return the TLS version of a secure request.
	 * @param request the request
	 * @return the version, or {@code null} if it is not known
	 */
	default @Nullable TlsVersion tlsVersion(ServerHttpRequest request) {
		return null;
	}

	/**
	 * Return the first value of a header field as it was sent, whatever the exchange
	 * shows.
	 * @param request the request
	 * @param name the name of the field
	 * @return the value, or {@code null} if there is none
	 */
	default @Nullable String sentHeader(ServerHttpRequest request, String name) {
		return null;
	}

	/**
	 * Return the {@code :protocol} of an extended CONNECT (RFC 8441, section 4).
	 * @param request a CONNECT in HTTP/2 or later
	 * @return the protocol, empty if the request has none, or {@code null} if the server
	 * does not tell
	 */
	default @Nullable String connectProtocol(ServerHttpRequest request) {
		return null;
	}

	/**
	 * Show the handler the one protocol that the request passed for. Handlers expect one
	 * protocol in one line; clients may send a list, several lines and any case (RFC
	 * 9110, sections 5.3 and 7.8).
	 * @param exchange the exchange
	 * @param protocol the protocol
	 * @return the exchange to pass on, or {@code null} if the server cannot be helped
	 */
	default @Nullable ServerWebExchange present(ServerWebExchange exchange, UpgradeProtocol protocol) {
		return exchange.mutate().request((request) -> request.headers((headers) -> {
			headers.set("Upgrade", protocol.toString());
			headers.set("Connection", "Upgrade");
		})).build();
	}

	/**
	 * Prepare a refusal that has to reach the wire with {@code Connection: Upgrade}.
	 * @param response the response, before it is written
	 */
	default void keepUpgradeOption(ServerHttpResponse response) {
	}

}
