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

package io.github.upgraderequired.httpclient;

import java.net.URI;
import java.util.List;

import io.github.upgraderequired.UpgradeProtocol;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Sends a request of a {@code WebClient} again over TLS, at most once, if it has no body:
 * that of others may be there no longer.
 */
final class TlsFollowingFilter implements ExchangeFilterFunction {

	private static final byte[] UNREADABLE = new byte[0];

	private final TlsFollowing following;

	TlsFollowingFilter(TlsFollowing following) {
		this.following = following;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		Mono<ClientResponse> exchange = next.exchange(request);
		URI target = target(request);
		return (target != null) ? exchange.flatMap((response) -> TlsFollowing.isRefused(response.statusCode())
				? follow(request, target, response, next) : Mono.just(response)) : exchange;
	}

	private @Nullable URI target(ClientRequest request) {
		return (request.body() == BodyInserters.empty()) ? this.following.target(request.method(), request.url())
				: null;
	}

	private Mono<ClientResponse> follow(ClientRequest request, URI target, ClientResponse response,
			ExchangeFunction next) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		List<UpgradeProtocol> protocols = UpgradeAdvice.inUpgrade(headers);
		Mono<ClientResponse> again = Mono.defer(() -> {
			this.following.follows(request.url(), target);
			return next.exchange(ClientRequest.from(request).url(target).build());
		});
		if (!protocols.isEmpty()) {
			return TlsFollowing.isTlsWanted(protocols) ? response.releaseBody().onErrorComplete().then(again)
					: Mono.just(response);
		}
		// What is read here is not lost for whoever comes after, since it is short
		long length = headers.getContentLength();
		if (length <= 0 || length > ProblemReader.MAX_LENGTH || !ProblemReader.isJson(headers)) {
			return Mono.just(response);
		}
		return response.bodyToMono(byte[].class)
			.onErrorReturn(UNREADABLE)
			.defaultIfEmpty(UNREADABLE)
			.flatMap((body) -> TlsFollowing.isTlsWanted(UpgradeAdvice.of(headers, body).protocols()) ? again
					: Mono.just(withBody(response, body)));
	}

	private static ClientResponse withBody(ClientResponse response, byte[] body) {
		return response.mutate().body((read) -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body))).build();
	}

}
