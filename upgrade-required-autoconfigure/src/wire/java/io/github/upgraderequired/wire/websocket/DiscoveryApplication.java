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

import java.util.Map;

import io.github.upgraderequired.wire.WireApplication;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * A servlet application with every kind of WebSocket endpoint, with neighbours that have
 * the same paths, and without a rule.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
@EnableWebSocketMessageBroker
class DiscoveryApplication implements WebSocketConfigurer, WebSocketMessageBrokerConfigurer {

	private final RequestUpgradeStrategy upgradeStrategy;

	DiscoveryApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		WebSocketHandler echo = new WireApplication.EchoHandler();
		registry.addHandler(echo, "/handler", "/rooms/{room}", "/shared", "/posted")
			.setAllowedOrigins("https://friend.example")
			.setHandshakeHandler(handshakeHandler());
		registry.addHandler(echo, "/sock").setHandshakeHandler(handshakeHandler()).withSockJS();
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.addEndpoint("/stomp").setHandshakeHandler(handshakeHandler());
		registry.addEndpoint("/stomp-sock").setHandshakeHandler(handshakeHandler()).withSockJS();
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.enableSimpleBroker("/topic");
	}

	private DefaultHandshakeHandler handshakeHandler() {
		DefaultHandshakeHandler handler = new DefaultHandshakeHandler(this.upgradeStrategy);
		handler.setSupportedProtocols("chat");
		return handler;
	}

	/** Before Spring Boot's own, which uses whichever server it finds on the class path. */
	@Bean
	HandlerMapping graphQlOnThisServer(GraphQlWebSocketHandler handler) {
		WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
		mapping.setWebSocketUpgradeMatch(true);
		WebSocketHttpRequestHandler graphQl = handler
			.initWebSocketHttpRequestHandler(new DefaultHandshakeHandler(this.upgradeStrategy));
		mapping.setUrlMap(Map.of("/graphql", graphQl, "/graphql-only", graphQl));
		mapping.setOrder(-3);
		return mapping;
	}

	@Bean
	ServerEndpointExporter serverEndpointExporter() {
		return new ServerEndpointExporter();
	}

	@Bean
	AnnotatedEndpoint annotatedEndpoint() {
		return new AnnotatedEndpoint();
	}

	@Bean
	FileEndpoint fileEndpoint() {
		return new FileEndpoint();
	}

	@Bean
	ServerEndpointRegistration registeredEndpoint() {
		return new ServerEndpointRegistration("/registered", SilentEndpoint.class);
	}

	@ServerEndpoint("/annotated")
	public static class AnnotatedEndpoint {

		@OnMessage
		public String echo(String message) {
			return message;
		}

	}

	/** Its template covers a file of the application's. */
	@ServerEndpoint("/files/{name}")
	public static class FileEndpoint {

		@OnMessage
		public String echo(String message) {
			return message;
		}

	}

	public static class SilentEndpoint extends Endpoint {

		@Override
		public void onOpen(Session session, EndpointConfig config) {
		}

	}

	/** Neighbours that answer at the paths of endpoints. */
	@RestController
	static class Neighbours {

		@GetMapping({ "/shared", "/annotated", "/open" })
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
