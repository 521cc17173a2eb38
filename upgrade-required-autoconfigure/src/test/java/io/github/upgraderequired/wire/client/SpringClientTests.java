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

import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.WebSocketClient;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import org.springframework.web.socket.sockjs.client.RestClientXhrTransport;
import org.springframework.web.socket.sockjs.client.SockJsClient;
import org.springframework.web.socket.sockjs.client.Transport;
import org.springframework.web.socket.sockjs.client.WebSocketTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's own clients: WebSocket on every server, SockJS and STOMP where nothing is to
 * get in their way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringClientTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private List<TestServer> servers = List.of();

	private List<TestServer> sockJsServers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.values())
			.map((kind) -> TestServer.start(kind, "clear", kind.application()))
			.toList();
		// A client that leaves may leave a streaming request open, which ends with the
		// next heartbeat
		this.sockJsServers = ServerKind.servlet()
			.map((kind) -> TestServer.start(kind, "clear", SockJsApplication.class, "server.shutdown=immediate"))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
		this.sockJsServers.forEach(TestServer::close);
	}

	Stream<Endpoint> endpoints() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> sockJsEndpoints() {
		return this.sockJsServers.stream().map(TestServer::endpoint);
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void standardWebSocketClientEchoes(Endpoint endpoint) throws Exception {
		assertThat(echo(new StandardWebSocketClient(), ws(endpoint, "/ws/echo"))).isEqualTo("hello");
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void reactorNettyWebSocketClientEchoes(Endpoint endpoint) {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		new ReactorNettyWebSocketClient()
			.execute(URI.create(ws(endpoint, "/ws/echo")),
					(session) -> session.send(Mono.just(session.textMessage("hello")))
						.thenMany(session.receive().take(1).map(WebSocketMessage::getPayloadAsText))
						.doOnNext(received::add)
						.then())
			.block(LIMIT);
		assertThat(received).containsExactly("hello");
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpoints")
	void sockJsClientEchoesOverWebSocket(Endpoint endpoint) throws Exception {
		assertThat(echo(sockJs(new WebSocketTransport(new StandardWebSocketClient())), endpoint.url("/sock")))
			.isEqualTo("websocket: hello");
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpoints")
	void sockJsClientEchoesOverXhrStreaming(Endpoint endpoint) throws Exception {
		assertThat(echo(sockJs(new RestClientXhrTransport()), endpoint.url("/sock"))).isEqualTo("xhr_streaming: hello");
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpoints")
	void sockJsClientEchoesOverXhrPolling(Endpoint endpoint) throws Exception {
		RestClientXhrTransport transport = new RestClientXhrTransport();
		transport.setXhrStreamingDisabled(true);
		assertThat(echo(sockJs(transport), endpoint.url("/sock"))).isEqualTo("xhr: hello");
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpoints")
	void stompClientReceivesWhatItSendsOverWebSocket(Endpoint endpoint) throws Exception {
		assertThat(sendToOneself(new StandardWebSocketClient(), ws(endpoint, "/stomp"))).isEqualTo("hello");
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpoints")
	void stompClientReceivesWhatItSendsThroughSockJs(Endpoint endpoint) throws Exception {
		for (Transport transport : List.of(new WebSocketTransport(new StandardWebSocketClient()),
				new RestClientXhrTransport())) {
			assertThat(sendToOneself(sockJs(transport), endpoint.url("/stomp-sock"))).isEqualTo("hello");
		}
	}

	private static SockJsClient sockJs(Transport transport) {
		return new SockJsClient(List.of(transport));
	}

	private static @Nullable String echo(WebSocketClient client, String url) throws Exception {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		try (WebSocketSession session = client.execute(new TextWebSocketHandler() {

			@Override
			protected void handleTextMessage(WebSocketSession session, TextMessage message) {
				received.add(message.getPayload());
			}

		}, url).get(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			session.sendMessage(new TextMessage("hello"));
			return received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
	}

	private static @Nullable Object sendToOneself(WebSocketClient client, String url) throws Exception {
		WebSocketStompClient stomp = new WebSocketStompClient(client);
		stomp.setMessageConverter(new StringMessageConverter());
		BlockingQueue<Object> received = new LinkedBlockingQueue<>();
		StompSession session = stomp.connectAsync(url, new StompSessionHandlerAdapter() {
		}).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		try {
			session.subscribe("/topic/greetings", new QueueHandler(received));
			session.send("/topic/greetings", "hello");
			return received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		finally {
			session.disconnect();
			stomp.stop();
		}
	}

	private static String ws(Endpoint endpoint, String path) {
		return endpoint.url(path).replaceFirst("http", "ws");
	}

	private record QueueHandler(BlockingQueue<Object> received) implements StompFrameHandler {

		@Override
		public Type getPayloadType(StompHeaders headers) {
			return String.class;
		}

		@Override
		public void handleFrame(StompHeaders headers, @Nullable Object payload) {
			this.received.add(String.valueOf(payload));
		}

	}

}
