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

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A read-only view of a request: its request line, its header fields and what the server
 * knows of the connection. Nothing is copied, and what needs parsing is parsed when it is
 * asked for.
 * <p>
 * Not for implementation: methods will be added. {@link #builder(String, String)} makes
 * one for tests.
 *
 * @since 0.1.0
 */
public interface UpgradeContext {

	/**
	 * Name of the request attribute that holds the protocol that a request passed for, an
	 * {@link UpgradeProtocol} in the version that the client offered. Absent where none
	 * was negotiated: with rules of TLS and of HTTP versions, and where the rule is only
	 * reported. For a WebSocket that no rule names it is there at the endpoint, and not
	 * before.
	 * @see UpgradeRules#RULE_ATTRIBUTE
	 */
	String PROTOCOL_ATTRIBUTE = "io.github.upgraderequired.protocol";

	/**
	 * Return the request method.
	 * @return for example {@code GET}
	 */
	String method();

	/**
	 * Return the path within the application, as the dispatcher parses it from what the
	 * client sent: without the context path, with escapes and path parameters.
	 * @return the parsed path
	 */
	default PathContainer path() {
		return pathReadings().dispatched();
	}

	/**
	 * Return all readings of the path within the application.
	 * @return at least that of the dispatcher
	 */
	PathReadings pathReadings();

	/**
	 * Return the whole path as the client sent it: escaped, with the context path. Bytes
	 * beyond ASCII, which no URI may hold, are percent-encoded.
	 * @return for example {@code /app/chat%20room}
	 */
	String rawPath();

	/**
	 * Return the query as the client sent it, escaped, with bytes beyond ASCII
	 * percent-encoded.
	 * @return the query without the question mark, or {@code null} if there is none
	 */
	@Nullable String rawQuery();

	/**
	 * Return the host that the request was sent to, without a port, as the server reports
	 * it.
	 * @return the host, an IPv6 address in brackets; {@code null} if it is missing or not
	 * valid
	 */
	@Nullable String host();

	/**
	 * Return the URL of the request over https, with path and query as the client sent
	 * them.
	 * @param port the port for https; 443 is left out
	 * @return the URL, or {@code null} if the {@linkplain #host() host} is not known or a
	 * character of path or query may not stand in a header field
	 */
	default @Nullable String httpsUrl(int port) {
		String host = host();
		String query = rawQuery();
		String target = (query != null) ? rawPath() + "?" + query : rawPath();
		// A forwarded prefix may be anything
		if (host == null || !target.startsWith("/") || !RequestTarget.isVisible(target)) {
			return null;
		}
		return "https://" + host + ((port != 443) ? ":" + port : "") + target;
	}

	/**
	 * Return whether the client-facing hop is secure. Only what the server reports
	 * counts, with {@code server.forward-headers-strategy} where that is set. A scheme
	 * that the client wrote into the request target does not, although some servers
	 * report it.
	 * @return whether the scheme is {@code https} or {@code wss}
	 */
	boolean isSecure();

	/**
	 * Return the TLS version of the client-facing hop.
	 * @return the version; {@code null} if that is not secure, if the server does not
	 * tell, or if a forwarded header decided that it is secure: then the connection is
	 * the proxy's
	 */
	@Nullable TlsVersion tlsVersion();

	/**
	 * Return the HTTP version of the request, as it reached the server. It decides what
	 * can be done on this connection; behind a proxy it is not the client's.
	 * @return the version, or {@code null} if the server does not tell
	 */
	@Nullable HttpVersion httpVersion();

	/**
	 * Return the HTTP version of the client-facing hop. It decides about rules that
	 * require a version.
	 * @return what a proxy tells, if {@code upgrade.required.http-version.header} says in
	 * which field, else the {@linkplain #httpVersion() version} of the request;
	 * {@code null} if it is not known
	 */
	default @Nullable HttpVersion clientHttpVersion() {
		return httpVersion();
	}

	/**
	 * Return whether the client's HTTP version is hidden: a proxy passed the request on,
	 * and nothing tells which version its client speaks. It shows in {@code Via},
	 * {@code Forwarded} or {@code X-Forwarded-*} as they were sent, or in HTTP/1.0, in
	 * which nginx asks by default.
	 * @return {@code true} if the response may reach a client over another version than
	 * this connection's
	 */
	default boolean isClientHttpVersionHidden() {
		return false;
	}

	/**
	 * Return whether the HTTP version is 2 or later, where a connection cannot be
	 * switched (RFC 9113, section 8.6).
	 * @return {@code false} if the server does not tell
	 */
	default boolean isHttp2OrLater() {
		HttpVersion version = httpVersion();
		return version != null && version.isAtLeast(HttpVersion.HTTP_2);
	}

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
	 * Return the address that the request came from, as the server reports it.
	 * @return the address, or {@code null} if it is not known
	 */
	@Nullable String remoteAddress();

	/**
	 * Return the protocols that the client offers to switch to. {@code Upgrade} counts
	 * only with the connection option of that name, and neither in HTTP/1.0 nor from
	 * HTTP/2 on (RFC 9110, section 7.8; RFC 9113, section 8.6).
	 * @return the protocols in the client's order; empty if there are none
	 */
	default List<UpgradeProtocol> offeredProtocols() {
		return Offers.inUpgrade(this);
	}

	/**
	 * Return the {@code :protocol} of an extended CONNECT (RFC 8441, section 4; RFC 9220)
	 * as the server shows it, with no regard to any field that a client may write.
	 * @return the protocol, for example {@code websocket}; empty if a CONNECT has none;
	 * {@code null} if the server does not tell, or the request is no CONNECT in HTTP/2 or
	 * later
	 */
	@Nullable String connectProtocol();

	/**
	 * Return whether the request is an extended CONNECT for WebSocket over HTTP/2 or
	 * later (RFC 8441, RFC 9220). Where the server does not tell the protocol, a CONNECT
	 * with {@code Sec-WebSocket-Version} counts as one.
	 * @return whether the request asks for a WebSocket in that way
	 */
	default boolean isWebSocketConnect() {
		if (!"CONNECT".equals(method()) || !isHttp2OrLater()) {
			return false;
		}
		// Tokens of Upgrade compare case-insensitively, but RFC 8441, 5, asks for this
		// very value here, and Jetty switches for no other
		String protocol = connectProtocol();
		return (protocol != null) ? "websocket".equals(protocol) : header("Sec-WebSocket-Version") != null;
	}

	/**
	 * Return whether the request is an extended CONNECT, for whatever protocol. Where the
	 * server does not tell the protocol, only one for WebSocket is known as such.
	 * @return whether the request asks for a protocol in that way
	 */
	default boolean isExtendedConnect() {
		return isWebSocketConnect() || StringUtils.hasLength(connectProtocol());
	}

	/**
	 * Choose among the protocols that the client offers, in {@code Upgrade} or as the
	 * {@code :protocol} of an extended CONNECT. Only the offer is looked at:
	 * {@link UpgradeDecision#require} also checks the handshake of WebSocket. TLS and
	 * versions of HTTP are never chosen, since {@code Upgrade} cannot switch the
	 * underlying connection (RFC 9110, section 7.8).
	 * @param accepted the protocols to choose from, in order of preference; one without a
	 * version stands for any version of it
	 * @return the first of them that the client offers, in the version of the client's
	 * first offer of it; {@code null} if it offers none
	 */
	default @Nullable UpgradeProtocol negotiate(UpgradeProtocol... accepted) {
		return Offers.choose(this, accepted);
	}

	/**
	 * Return whether the policy is asked where a WebSocket endpoint of the application
	 * is: the request has come to one, and is no correct handshake.
	 * @return {@code false} at the door, where every request is judged first, and without
	 * discovery ({@code upgrade.required.websocket.discover})
	 */
	default boolean isWebSocketEndpoint() {
		return false;
	}

	/**
	 * Return whether a pattern covers the path, in any spelling that the server would
	 * route to a handler under it.
	 * @param pattern a pattern relative to the context path
	 * @return whether one of the {@linkplain #pathReadings() readings} matches
	 */
	default boolean matches(PathPattern pattern) {
		return pathReadings().anyMatch(pattern);
	}

	/**
	 * Start to build a context, for tests of a policy. Without further calls it is a
	 * clear-text request over HTTP/1.1 without header fields.
	 * @param method the request method
	 * @param target path and query
	 * @return a builder
	 */
	static UpgradeContextBuilder builder(String method, String target) {
		return new UpgradeContextBuilder(method, target);
	}

}
