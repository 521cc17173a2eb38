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

package io.github.upgraderequired.wire.websocket;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.server.webflux.GraphQlWebSocketHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketUpgradeHandlerPredicate;
/**
 * The reactive twin of {@link DiscoveryApplication}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ReactiveDiscoveryApplication implements WebFluxConfigurer {

	private final RequestUpgradeStrategy upgradeStrategy;

	ReactiveDiscoveryApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Override
	public WebSocketService getWebSocketService() {
		return new HandshakeWebSocketService(this.upgradeStrategy);
	}

	@Bean
	HandlerMapping webSockets() {
		WebSocketHandler echo = new EchoHandler();
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
				Map.of("/handler", echo, "/rooms/{room}", echo, "/shared", echo, "/posted", echo), 1);
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(List.of("https://friend.example"));
		mapping.setCorsConfigurations(Map.of("/handler", cors));
		return mapping;
	}

	@Bean
	HandlerMapping graphQlOnly(GraphQlWebSocketHandler handler) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/graphql-only", handler), -2);
		mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
		return mapping;
	}

	/** Behind the resources for every path, so that no request ever reaches it. */
	@Bean
	HandlerMapping lateWebSockets() {
		return new SimpleUrlHandlerMapping(Map.of("/files/{name}", new EchoHandler()), Integer.MAX_VALUE);
	}

	private static final class EchoHandler implements WebSocketHandler {

		@Override
		public List<String> getSubProtocols() {
			return List.of("chat");
		}

		@Override
		public Mono<Void> handle(WebSocketSession session) {
			return session.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
		}

	}

	/** Neighbours that answer at the paths of endpoints. */
	@RestController
	static class Neighbours {

		@GetMapping({ "/shared", "/open" })
		Map<String, String> get() {
			return Map.of("answered", "by a controller");
		}

		@PostMapping("/posted")
		Map<String, String> post() {
			return Map.of("answered", "by a controller");
		}

	}

	@Controller
	static class Queries {

		@QueryMapping
		String greeting() {
			return "hello";
		}

	}

}
