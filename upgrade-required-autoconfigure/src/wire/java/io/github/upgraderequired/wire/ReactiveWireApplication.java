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

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
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

/**
 * The reactive twin of {@link WireApplication}: the same paths, the same rules.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ReactiveWireApplication implements WebFluxConfigurer {

	private final RequestUpgradeStrategy upgradeStrategy;

	ReactiveWireApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Override
	public WebSocketService getWebSocketService() {
		return new HandshakeWebSocketService(this.upgradeStrategy);
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
				"/http11", "/h2", "/reading", "/guarded/handler" })
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

		/** Whether it can switch is the server's business; that it is reached is ours. */
		@GetMapping("/lines")
		String lines(ServerHttpRequest request) {
			return "reached with " + request.getHeaders().getFirst("Upgrade");
		}

	}

}
