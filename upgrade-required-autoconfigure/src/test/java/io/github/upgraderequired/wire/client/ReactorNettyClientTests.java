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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client of Reactor Netty, against refusals and handshakes on every server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactorNettyClientTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private List<TestServer> servers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.values())
			.map((kind) -> TestServer.start(kind, "clear", kind.application()))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Endpoint> endpoints() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void refusalIsReadAndTheNextRequestServed(Endpoint endpoint) {
		HttpClient client = HttpClient.create();
		assertThat(answer(client, endpoint.url("/account"))).containsEntry("status", "426")
			.containsEntry("upgrade", "TLS");
		assertThat(answer(client, endpoint.url("/open"))).containsEntry("status", "200").containsEntry("body", "open");
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void refusalOverHttp2HasNoUpgrade(Endpoint endpoint) {
		HttpClient client = HttpClient.create().protocol(HttpProtocol.H2C);
		assertThat(answer(client, endpoint.url("/account"))).containsEntry("status", "426")
			.containsEntry("upgrade", "none");
		assertThat(answer(client, endpoint.url("/feed"))).containsEntry("status", "200").containsEntry("body", "feed");
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void webSocketEchoes(Endpoint endpoint) {
		String echo = HttpClient.create()
			.websocket()
			.uri(endpoint.url("/ws/echo").replaceFirst("http", "ws"))
			.handle((in, out) -> out.sendString(Mono.just("hello")).then().thenMany(in.receive().asString().take(1)))
			.blockFirst(LIMIT);
		assertThat(echo).isEqualTo("hello");
	}

	private static Map<String, String> answer(HttpClient client, String url) {
		return client.get()
			.uri(url)
			.responseSingle((response, content) -> content.asString()
				.map((body) -> Map.of("status", String.valueOf(response.status().code()), "upgrade",
						response.responseHeaders().get("Upgrade", "none"), "body", body)))
			.block(LIMIT);
	}

}
