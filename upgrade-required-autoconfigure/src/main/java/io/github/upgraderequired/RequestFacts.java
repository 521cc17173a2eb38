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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * What one stack knows of a request, as it comes from the server: the raw material of an
 * {@link UpgradeContext}, which parses it and remembers what it has parsed. Not for
 * applications.
 */
public interface RequestFacts {

	/**
	 * Return a view of the request.
	 * @param webSocketEndpoint whether the policy is asked where a WebSocket endpoint of
	 * the application is
	 * @return the view
	 */
	default UpgradeContext toContext(boolean webSocketEndpoint) {
		return new RequestView(this, webSocketEndpoint);
	}

	/**
	 * Return the request method.
	 * @return for example {@code GET}
	 */
	String method();

	/**
	 * Read the path within the application.
	 * @return its readings
	 */
	PathReadings readPath();

	/**
	 * Return the whole path as the client sent it, with whatever bytes.
	 * @return the path with the context path
	 */
	String targetPath();

	/**
	 * Return the query as the client sent it, with whatever bytes.
	 * @return the query without the question mark, or {@code null} if there is none
	 */
	@Nullable String targetQuery();

	/**
	 * Return in which character set the server has read path and query.
	 * @return that of bytes beyond ASCII
	 */
	default Charset targetCharset() {
		return StandardCharsets.UTF_8;
	}

	/**
	 * Return the host that the request was sent to.
	 * @return the host without a port; {@code null} if it is missing or not valid
	 */
	@Nullable String host();

	/**
	 * Return whether the client-facing hop is secure.
	 * @return whether anybody but the client says so
	 */
	boolean isSecure();

	/**
	 * Return the TLS version of the connection.
	 * @return the version, or {@code null} if it is not known
	 */
	@Nullable TlsVersion connectionTlsVersion();

	/**
	 * Return the HTTP version of the request.
	 * @return the version, or {@code null} if the server does not tell
	 */
	@Nullable HttpVersion httpVersion();

	/**
	 * Return the HTTP version of the client-facing hop.
	 * @return the version, or {@code null} if it is not known
	 */
	default @Nullable HttpVersion clientHttpVersion() {
		return forwarded().httpVersion(this::headers, httpVersion());
	}

	/**
	 * Return the {@code :protocol} of an extended CONNECT.
	 * @return the protocol, empty if a CONNECT has none, or {@code null} if the server
	 * does not tell; anything where the request is no CONNECT in HTTP/2 or later
	 */
	@Nullable String connectProtocol();

	/**
	 * Return the first value of a header field.
	 * @param name the name of the field, in any case
	 * @return the value of the first line, or {@code null} if there is none
	 */
	@Nullable String header(String name);

	/**
	 * Return all values of a header field.
	 * @param name the name of the field, in any case
	 * @return the values of its lines, in order; empty if there are none
	 */
	List<String> headers(String name);

	/**
	 * Return the first value of a header field as it was sent, whatever the filters
	 * before ours show.
	 * @param name the name of the field
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String sentHeader(String name);

	/**
	 * Return whether a proxy passed the request on.
	 * @return whether it was sent with a field that proxies add, or the server knows
	 */
	boolean isFromProxy();

	/**
	 * Return the fields in which a proxy tells how its client came.
	 * @return the fields that are gone by
	 */
	ForwardedFields forwarded();

	/**
	 * Return the address that the request came from.
	 * @return the address, or {@code null} if it is not known
	 */
	@Nullable String remoteAddress();

}
