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

package io.github.upgraderequired.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/**
 * An exchange that is only tried on handler mappings. The real one keeps its attributes,
 * its body and its response: who asks for the body learns that it cannot be had.
 */
public final class TrialExchange extends ServerWebExchangeDecorator {

	private final Map<String, Object> attributes;

	private final ServerHttpRequest request;

	private final ServerHttpResponse response;

	private TrialExchange(ServerWebExchange exchange, ServerHttpRequest request) {
		super(exchange);
		this.attributes = new HashMap<>(exchange.getAttributes());
		// What a mapping notes for the metrics is true of real requests only
		this.attributes.remove(ServerRequestObservationContext.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE);
		this.request = new TrialHttpRequest(request);
		this.response = new TrialHttpResponse(exchange.getResponse());
	}

	/**
	 * Return the exchange as its handler will see it.
	 * @param exchange the real exchange
	 * @param offer whether the request offers WebSocket, so that the handler will be
	 * shown just that
	 * @return the exchange to try
	 */
	public static TrialExchange of(ServerWebExchange exchange, boolean offer) {
		ServerHttpRequest request = exchange.getRequest();
		return new TrialExchange(exchange, offer ? offering(request.mutate()) : request);
	}

	/**
	 * Return the exchange as it would be if its request were a handshake.
	 * @param exchange the real exchange
	 * @return the exchange to try
	 */
	public static TrialExchange asHandshake(ServerWebExchange exchange) {
		return new TrialExchange(exchange, offering(exchange.getRequest().mutate().method(HttpMethod.GET)));
	}

	private static ServerHttpRequest offering(ServerHttpRequest.Builder request) {
		return request.headers((headers) -> headers.set("Upgrade", "websocket")).build();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public ServerHttpRequest getRequest() {
		return this.request;
	}

	@Override
	public ServerHttpResponse getResponse() {
		return this.response;
	}

	@Override
	public Mono<MultiValueMap<String, String>> getFormData() {
		return Mono.error(TrialExchange::unread);
	}

	@Override
	public Mono<MultiValueMap<String, Part>> getMultipartData() {
		return Mono.error(TrialExchange::unread);
	}

	private static IllegalStateException unread() {
		return new IllegalStateException("No body is read to find out who would answer a request");
	}

	private static final class TrialHttpRequest extends ServerHttpRequestDecorator {

		private TrialHttpRequest(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.error(TrialExchange::unread);
		}

	}

	// A mapping may refuse a cross-origin request, or note that a version is deprecated
	private static final class TrialHttpResponse extends ServerHttpResponseDecorator {

		private final HttpHeaders headers = new HttpHeaders();

		private TrialHttpResponse(ServerHttpResponse response) {
			super(response);
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public boolean setStatusCode(@Nullable HttpStatusCode status) {
			return true;
		}

		@Override
		public boolean setRawStatusCode(@Nullable Integer status) {
			return true;
		}

		@Override
		public void beforeCommit(Supplier<? extends Mono<Void>> action) {
		}

		@Override
		public void addCookie(ResponseCookie cookie) {
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> setComplete() {
			return Mono.empty();
		}

	}

}
