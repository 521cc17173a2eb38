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

package io.github.upgraderequired.benchmark;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * WebFlux on Reactor Netty, with the door as it is registered there.
 */
@State(Scope.Benchmark)
public class ReactiveState {

	static final WebFilterChain PASSED = (exchange) -> Mono.empty();

	/** Costs nothing itself. */
	static final CoreSubscriber<Void> NOBODY = new CoreSubscriber<>() {

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(Void nothing) {
		}

		@Override
		public void onError(Throwable ex) {
			throw new IllegalStateException(ex);
		}

		@Override
		public void onComplete() {
		}

	};

	private final Rules rules;

	private HoldingServer<ServerWebExchange> server;

	/** The filter of the starter. */
	WebFilter door;

	ServerWebExchange plain;

	ServerWebExchange browser;

	ServerWebExchange longPath;

	ServerWebExchange escapedPath;

	ReactiveState(Rules rules) {
		this.rules = rules;
	}

	int size() {
		return 1;
	}

	@Setup(Level.Trial)
	public void start() throws Exception {
		this.server = HoldingServer.start(WebApplicationType.REACTIVE, Application.class,
				this.rules.properties(size()));
		this.door = this.server.bean("upgradeRequiredWebFilter", WebFilter.class);
		this.plain = this.server.request(HoldingServer.PLAIN);
		this.browser = this.server.request(HoldingServer.PLAIN, HoldingServer.BROWSER);
		this.longPath = this.server.request(HoldingServer.LONG);
		this.escapedPath = this.server.request(HoldingServer.ESCAPED);
	}

	@TearDown(Level.Trial)
	public void stop() throws Exception {
		this.server.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		BlockingQueue<ServerWebExchange> held() {
			return new LinkedBlockingQueue<>();
		}

		// Tomcat is on the class path too
		@Bean
		NettyReactiveWebServerFactory serverFactory() {
			return new NettyReactiveWebServerFactory();
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter holding(BlockingQueue<ServerWebExchange> held) {
			return (exchange, chain) -> {
				held.add(exchange.mutate().response(new Nowhere(exchange.getResponse())).build());
				return Mono.never();
			};
		}

	}

	/**
	 * A response without a body.
	 */
	private static final class Nowhere extends ServerHttpResponseDecorator {

		Nowhere(ServerHttpResponse response) {
			super(response);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return Flux.from(body).then();
		}

		@Override
		public Mono<Void> setComplete() {
			return Mono.empty();
		}

	}

}
