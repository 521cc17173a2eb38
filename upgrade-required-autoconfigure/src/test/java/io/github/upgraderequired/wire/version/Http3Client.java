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

package io.github.upgraderequired.wire.version;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.upgraderequired.wire.RawResponse;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.netty.http.Http3SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Sends a plain GET over HTTP/3, with Reactor Netty's client.
 */
final class Http3Client {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.create()
		.protocol(HttpProtocol.HTTP3)
		.secure((tls) -> tls.sslContext(Http3SslContextSpec.forClient()
			.configure((builder) -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE))))
		.http3Settings((
				settings) -> settings.idleTimeout(LIMIT).maxData(1_000_000).maxStreamDataBidirectionalLocal(1_000_000));

	RawResponse get(String url) {
		return Objects.requireNonNull(this.client.get()
			.uri(url)
			.responseSingle((response,
					content) -> content.asByteArray().defaultIfEmpty(new byte[0]).map((body) -> of(response, body)))
			.block(LIMIT));
	}

	private static RawResponse of(HttpClientResponse response, byte[] body) {
		// The client adds the number of the stream
		List<String> fields = response.responseHeaders()
			.entries()
			.stream()
			.filter((field) -> !"x-http3-stream-id".equals(field.getKey()))
			.map((field) -> field.getKey() + ": " + field.getValue())
			.toList();
		return new RawResponse(response.version() + " " + response.status(), fields, body);
	}

}
