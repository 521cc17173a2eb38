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

package io.github.upgraderequired.wire;

import java.util.Map;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.WebFilter;

/**
 * The reactive twin of {@link WireApplication}: the same paths, the same rules.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ReactiveWireApplication implements WebFluxConfigurer {

	private final RequestUpgradeStrategy upgradeStrategy;

	ReactiveWireApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Override
	public WebSocketService getWebSocketService() {
		return new HandshakeWebSocketService(this.upgradeStrategy);
	}

	/** What the starter tells whoever comes after it. */
	@Bean
	WebFilter negotiatedFilter() {
		return (exchange, chain) -> {
			Object protocol = exchange.getAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE);
			if (protocol != null) {
				exchange.getResponse().getHeaders().set(WireApplication.NEGOTIATED, protocol.toString());
			}
			return chain.filter(exchange);
		};
	}

	@Bean
	HandlerMapping webSockets() {
		WebSocketHandler echo = (session) -> session
			.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
		return new SimpleUrlHandlerMapping(Map.of("/ws/echo", echo, "/ws/endpoint", echo), -1);
	}

	@Bean
	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/guarded/servlet/**",
					(request) -> ServerResponse.ok().header(WireApplication.REACHED, "true").build())
			.build();
	}

	@RestController
	static class Resources {

		@GetMapping({ "/open", "/reported", "/off", "/feed", "/feed3", "/feed/public", "/account", "/tls12", "/tls13",
				"/http11", "/h2", "/h2-alone", "/reading", "/guarded/handler",
				"/mobile/orders", "/console" })
		String get(ServerHttpRequest request, ServerHttpResponse response) {
			response.getHeaders().set(WireApplication.REACHED, "true");
			String path = request.getPath().value();
			return path.substring(path.lastIndexOf('/') + 1);
		}

		@PostMapping({ "/open", "/feed", "/account/form", "/reading" })
		String post(ServerHttpResponse response) {
			response.getHeaders().set(WireApplication.REACHED, "true");
			return "posted";
		}

		@RequestMapping("/body")
		String body(@RequestBody String body, HttpMethod method) {
			return method + " " + body;
		}

		/** Any method, since an extended CONNECT is none that a mapping can name. */
		@RequestMapping({ "/mux", "/any-mux", "/tunnel", "/get-tunnel" })
		String negotiated(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol) {
			return protocol.name() + " in version " + protocol.version();
		}

		/** Speaks over an extended CONNECT in the bodies of request and response. */
		@RequestMapping("/tunnel/echo")
		Mono<Void> echo(ServerHttpRequest request, ServerHttpResponse response) {
			// A buffer with nothing in it sends the header
			Flux<DataBuffer> nothing = Flux.just(response.bufferFactory().wrap(new byte[0]));
			return response.writeAndFlushWith(Flux.concat(nothing, request.getBody()).map(Flux::just));
		}

		/** Whether it can switch is the server's business; that it is reached is ours. */
		@GetMapping("/lines")
		String lines(ServerHttpRequest request) {
			return "reached with " + request.getHeaders().getFirst("Upgrade");
		}

	}

}
