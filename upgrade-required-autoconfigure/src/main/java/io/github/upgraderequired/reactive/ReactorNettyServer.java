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
import java.util.Arrays;
import java.util.Map;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * Reactor Netty.
 */
public final class ReactorNettyServer implements ReactiveServer {

	// Since Netty 4.2.18, which also drops a field of that name that the client sends;
	// before, the field is the client's
	private static final boolean SHOWS_PROTOCOL = Arrays.stream(ExtensionHeaderNames.values())
		.anyMatch((field) -> "x-http2-protocol".contentEquals(field.text()));

	@Override
	public boolean supports(Object nativeRequest) {
		return nativeRequest instanceof HttpServerRequest;
	}

	@Override
	public @Nullable HttpVersion httpVersion(ServerHttpRequest request) {
		HttpServerRequest nativeRequest = nativeRequest(request);
		HttpVersion version = HttpVersion.parse(nativeRequest.protocol());
		// It takes any digits in a request line. On a connection of HTTP/1.x they are the
		// client's word, and what it calls HTTP/3.0 is no more than HTTP/1.1
		boolean claimed = version != null && version.isAtLeast(HttpVersion.HTTP_2) && !isStream(nativeRequest);
		return claimed ? HttpVersion.HTTP_1_1 : version;
	}

	// From HTTP/2 on a request has a channel of its own, below that of its connection
	private static boolean isStream(HttpServerRequest nativeRequest) {
		Channel parent = (nativeRequest instanceof Connection connection) ? connection.channel().parent() : null;
		return parent != null && !(parent instanceof ServerChannel);
	}

	// Netty makes one character of each byte
	@Override
	public Charset targetCharset() {
		return StandardCharsets.ISO_8859_1;
	}

	@Override
	public boolean isFromProxy(ServerHttpRequest request) {
		for (Map.Entry<String, String> field : nativeRequest(request).requestHeaders()) {
			if (ForwardedFields.isOfProxy(field.getKey())) {
				return true;
			}
		}
		return false;
	}

	@Override
	public @Nullable TlsVersion tlsVersion(ServerHttpRequest request) {
		HttpVersion version = httpVersion(request);
		if (version != null && version.isAtLeast(HttpVersion.HTTP_3)) {
			// RFC 9001, 4.2: QUIC has no other
			return TlsVersion.TLS_1_3;
		}
		SslHandler tls = (nativeRequest(request) instanceof Connection connection) ? tls(connection.channel()) : null;
		return (tls != null) ? TlsVersion.parse(tls.engine().getSession().getProtocol()) : null;
	}

	private static @Nullable SslHandler tls(@Nullable Channel channel) {
		SslHandler handler = null;
		while (channel != null && handler == null) {
			handler = channel.pipeline().get(SslHandler.class);
			channel = channel.parent();
		}
		return handler;
	}

	@Override
	public @Nullable String sentHeader(ServerHttpRequest request, String name) {
		return nativeRequest(request).requestHeaders().get(name);
	}

	@Override
	public @Nullable String connectProtocol(ServerHttpRequest request) {
		HttpServerRequest nativeRequest = nativeRequest(request);
		HttpHeaders headers = nativeRequest.requestHeaders();
		// RFC 9113, 8.5: without :protocol there is no path, and the server takes the
		// authority for one, which may look like it
		if (nativeRequest.uri().equals(headers.get(HttpHeaderNames.HOST))) {
			return "";
		}
		HttpVersion version = httpVersion(request);
		if (!SHOWS_PROTOCOL || version == null) {
			return null;
		}
		return headers.get("x-http" + version.major() + "-protocol", "");
	}

	// It looks at the native fields when it switches, and Spring at those of the
	// exchange,
	// which is a copy where the request was mutated before
	@Override
	public @Nullable ServerWebExchange present(ServerWebExchange exchange, UpgradeProtocol protocol) {
		HttpHeaders headers = nativeRequest(exchange.getRequest()).requestHeaders();
		headers.set("Upgrade", protocol.toString());
		headers.set("Connection", "Upgrade");
		return ReactiveServer.super.present(exchange, protocol);
	}

	@Override
	public void keepUpgradeOption(ServerHttpResponse response) {
		HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
		nativeResponse.withConnection((connection) -> UpgradeOptionHandler.announce(connection.channel()));
	}

	private static HttpServerRequest nativeRequest(ServerHttpRequest request) {
		return ServerHttpRequestDecorator.getNativeRequest(request);
	}

}
