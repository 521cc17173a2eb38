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

package io.github.upgraderequired.wire.version;

import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Extended CONNECT over HTTP/3 (RFC 9220), which no server offers, and what becomes of
 * those who try.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http3ConnectTests {

	private static final String CONNECT = """
			:method: CONNECT
			:protocol: websocket
			:scheme: https
			:authority: localhost
			:path: /ws/echo
			""";

	private static final String VERSION = "sec-websocket-version: 13\n";

	private List<TestServer> servers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.JETTY, ServerKind.REACTIVE_JETTY, ServerKind.REACTOR_NETTY)
			.map((kind) -> TestServer.start(kind, "tls", kind.application(), Http3Servers.with()))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Endpoint> all() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> jetty() {
		return all().filter((endpoint) -> !isReactorNetty(endpoint));
	}

	Stream<Endpoint> reactorNetty() {
		return all().filter(Http3ConnectTests::isReactorNetty);
	}

	private static boolean isReactorNetty(Endpoint endpoint) {
		return endpoint.server().equals(ServerKind.REACTOR_NETTY.id());
	}

	@ParameterizedTest
	@MethodSource("all")
	void extendedConnectIsNotOffered(Endpoint endpoint) throws Exception {
		try (Http3Connection connection = new Http3Connection(endpoint)) {
			assertThat(connection.isConnectProtocolEnabled()).isFalse();
		}
	}

	@ParameterizedTest
	@MethodSource("jetty")
	@DisplayName("R16: what Jetty passes on is refused without a version of WebSocket")
	void connectWithoutAVersionIsRefused(Endpoint endpoint) throws Exception {
		try (Http3Connection connection = new Http3Connection(endpoint)) {
			Http3Connection.Response response = connection.connect(CONNECT);
			assertThat(response.status()).isEqualTo("426");
			assertThat(response.fields()).containsEntry("sec-websocket-version", "13")
				.containsEntry("cache-control", "no-store")
				.doesNotContainKeys("upgrade", "connection");
			assertThat(response.body()).contains("\"protocols\":[\"websocket\"]");
		}
	}

	// Else 501 (RFC 9220, 3), as over HTTP/2
	@ParameterizedTest
	@MethodSource("jetty")
	void jettyDoesNotShowTheProtocol(Endpoint endpoint) throws Exception {
		try (Http3Connection connection = new Http3Connection(endpoint)) {
			String fields = CONNECT.replace("websocket", "connect-udp");
			assertThat(connection.connect(fields).status()).isEqualTo("426");
		}
	}

	@ParameterizedTest
	@MethodSource("jetty")
	void jettyResetsAWebSocketThatItSeemedToAccept(Endpoint endpoint) throws Exception {
		try (Http3Connection connection = new Http3Connection(endpoint)) {
			Http3Connection.Response response = connection.connect(CONNECT + VERSION);
			assertThat(response.status()).isEqualTo("200");
			assertThat(response.reset()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("reactorNetty")
	void reactorNettyTakesTheAuthorityForThePath(Endpoint endpoint) throws Exception {
		try (Http3Connection connection = new Http3Connection(endpoint)) {
			Http3Connection.Response response = connection.connect(CONNECT + VERSION);
			assertThat(response.status()).isEqualTo("404");
			assertThat(response.body()).contains("\"path\":\"/localhost\"");
		}
	}

	@ParameterizedTest
	@MethodSource("reactorNetty")
	void authorityThatLooksLikeAPathIsRefused(Endpoint endpoint) throws Exception {
		try (Http3Connection connection = new Http3Connection(endpoint)) {
			String fields = CONNECT.replace(":authority: localhost", ":authority: /ws/echo") + VERSION;
			assertThat(connection.connect(fields).status()).isEqualTo("426");
		}
	}

}
