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

package io.github.upgraderequired.wire.client;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * A servlet application with SockJS and STOMP, on paths that no rule covers.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
@EnableWebSocketMessageBroker
class SockJsApplication implements WebSocketConfigurer, WebSocketMessageBrokerConfigurer {

	private final HandshakeHandler handshakeHandler;

	SockJsApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.handshakeHandler = new DefaultHandshakeHandler(upgradeStrategy);
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new TransportEchoHandler(), "/sock")
			.setHandshakeHandler(this.handshakeHandler)
			.withSockJS();
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.addEndpoint("/stomp").setHandshakeHandler(this.handshakeHandler);
		registry.addEndpoint("/stomp-sock").setHandshakeHandler(this.handshakeHandler).withSockJS();
		// Or a message may overtake the subscription before it
		registry.setPreserveReceiveOrder(true);
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.enableSimpleBroker("/topic");
	}

	/**
	 * Echoes a message behind the last segment of the path, which names the transport.
	 */
	private static final class TransportEchoHandler extends TextWebSocketHandler {

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
			URI uri = Objects.requireNonNull(session.getUri());
			String transport = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
			session.sendMessage(new TextMessage(transport + ": " + message.getPayload()));
		}

	}

}
