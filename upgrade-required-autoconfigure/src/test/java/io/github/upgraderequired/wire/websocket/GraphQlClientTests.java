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

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.graphql.client.GraphQlClient;
import org.springframework.graphql.client.HttpGraphQlClient;
import org.springframework.graphql.client.WebSocketGraphQlClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's clients of GraphQL, over WebSocket and over HTTP at one path that discovery
 * has found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphQlClientTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final Map<ServerKind, TestServer> servers = new EnumMap<>(ServerKind.class);

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			Class<?> application = kind.isReactive() ? ReactiveDiscoveryApplication.class : DiscoveryApplication.class;
			this.servers.put(kind, TestServer.start(kind, "clear", "discovery", application));
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(TestServer::close);
	}

	@ParameterizedTest
	@EnumSource
	void clientOverWebSocketIsAnswered(ServerKind kind) {
		URI uri = URI.create(url(kind).replaceFirst("http", "ws"));
		WebSocketGraphQlClient client = WebSocketGraphQlClient.builder(uri, new ReactorNettyWebSocketClient()).build();
		assertThatIsAnswered(client);
		client.stop().block(TIMEOUT);
	}

	@ParameterizedTest
	@EnumSource
	void clientOverHttpIsAnsweredAtTheSamePath(ServerKind kind) {
		assertThatIsAnswered(HttpGraphQlClient.create(WebClient.create(url(kind))));
	}

	private String url(ServerKind kind) {
		return this.servers.get(kind).endpoint().url("/graphql");
	}

	private static void assertThatIsAnswered(GraphQlClient client) {
		assertThat(client.document("{ greeting }").retrieve("greeting").toEntity(String.class).block(TIMEOUT))
			.isEqualTo("hello");
	}

}
