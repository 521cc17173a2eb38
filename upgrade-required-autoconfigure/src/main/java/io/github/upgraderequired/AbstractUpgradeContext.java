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
import io.github.upgraderequired.http.RequestTarget;
import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * What is the same on both stacks: it makes of the raw facts, which each of them knows in
 * its own way, what an {@link UpgradeContext} tells, and remembers what it has parsed.
 * Not for applications.
 */
public abstract class AbstractUpgradeContext implements UpgradeContext {

	private final ForwardedFields forwarded;

	private final boolean webSocketEndpoint;

	private @Nullable PathReadings pathReadings;

	private @Nullable List<UpgradeProtocol> offeredProtocols;

	private @Nullable HttpVersion httpVersion;

	/** Zero as long as nobody has asked. */
	private byte secure;

	/**
	 * Create a context.
	 * @param forwarded the fields in which a proxy tells how its client came
	 * @param webSocketEndpoint whether the request has come to a WebSocket endpoint of
	 * the application
	 */
	protected AbstractUpgradeContext(ForwardedFields forwarded, boolean webSocketEndpoint) {
		this.forwarded = forwarded;
		this.webSocketEndpoint = webSocketEndpoint;
	}

	/**
	 * Read the path within the application.
	 * @return its readings
	 */
	protected abstract PathReadings readPath();

	/**
	 * Return the whole path as the client sent it, with whatever bytes.
	 * @return the path with the context path
	 */
	protected abstract String targetPath();

	/**
	 * Return the query as the client sent it, with whatever bytes.
	 * @return the query without the question mark, or {@code null} if there is none
	 */
	protected abstract @Nullable String targetQuery();

	/**
	 * Return in which character set the server has read path and query.
	 * @return that of bytes beyond ASCII
	 */
	protected Charset targetCharset() {
		return StandardCharsets.UTF_8;
	}

	/**
	 * Find out whether the client-facing hop is secure.
	 * @return whether it is, as far as the server tells
	 */
	protected abstract boolean readSecure();

	/**
	 * Read the HTTP version of the request.
	 * @return the version, or {@code null} if the server does not tell
	 */
	protected abstract @Nullable HttpVersion readHttpVersion();

	/**
	 * Return the TLS version of the connection.
	 * @return the version, or {@code null} if it is not known
	 */
	protected abstract @Nullable TlsVersion connectionTlsVersion();

	/**
	 * Return the {@code :protocol} that the server shows.
	 * @return the protocol of a CONNECT in HTTP/2 or later, empty if it has none, or
	 * {@code null} if the server does not tell
	 */
	protected abstract @Nullable String shownConnectProtocol();

	/**
	 * Return the first value of a header field as it was sent, whatever the filters
	 * before ours show.
	 * @param name the name of the field
	 * @return the value, or {@code null} if there is none
	 */
	protected abstract @Nullable String sentHeader(String name);

	/**
	 * Return whether a proxy passed the request on.
	 * @return whether it was sent with a field that proxies add, or the server knows
	 */
	protected abstract boolean isFromProxy();

	/**
	 * Return the fields in which a proxy tells how its client came.
	 * @return the fields
	 */
	protected final ForwardedFields forwarded() {
		return this.forwarded;
	}

	@Override
	public final PathReadings pathReadings() {
		if (this.pathReadings == null) {
			this.pathReadings = readPath();
		}
		return this.pathReadings;
	}

	@Override
	public final boolean isSecure() {
		if (this.secure == 0) {
			this.secure = (byte) (readSecure() ? 1 : -1);
		}
		return this.secure > 0;
	}

	@Override
	public final @Nullable HttpVersion httpVersion() {
		if (this.httpVersion == null) {
			this.httpVersion = readHttpVersion();
		}
		return this.httpVersion;
	}

	@Override
	public final String rawPath() {
		return RequestTarget.escapeBytes(targetPath(), targetCharset());
	}

	@Override
	public final @Nullable String rawQuery() {
		String query = targetQuery();
		return (query != null) ? RequestTarget.escapeBytes(query, targetCharset()) : null;
	}

	@Override
	public final @Nullable TlsVersion tlsVersion() {
		boolean known = isSecure() && !this.forwarded.mayHaveDecided(this::sentHeader, this::header);
		return known ? connectionTlsVersion() : null;
	}

	@Override
	public final @Nullable HttpVersion clientHttpVersion() {
		return this.forwarded.httpVersion(this::headers, httpVersion());
	}

	@Override
	public final boolean isClientHttpVersionHidden() {
		return !this.forwarded.tellHttpVersion(this::headers)
				&& (HttpVersion.HTTP_1_0.equals(httpVersion()) || isFromProxy());
	}

	@Override
	public final @Nullable String connectProtocol() {
		return ("CONNECT".equals(method()) && isHttp2OrLater()) ? shownConnectProtocol() : null;
	}

	@Override
	public final List<UpgradeProtocol> offeredProtocols() {
		if (this.offeredProtocols == null) {
			this.offeredProtocols = UpgradeContext.super.offeredProtocols();
		}
		return this.offeredProtocols;
	}

	@Override
	public final boolean isWebSocketEndpoint() {
		return this.webSocketEndpoint;
	}

}
