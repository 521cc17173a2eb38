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
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients that people use in Node: {@code ws} on every server, {@code sockjs-client}
 * with each of its transports where nothing is to get in its way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeClientTests {

	/** The transports of the client, with the segment of the path that each asks for. */
	private static final Map<String, String> TRANSPORTS = Map.of("websocket", "websocket", "xhr-streaming",
			"xhr_streaming", "eventsource", "eventsource", "xhr-polling", "xhr");

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

	Stream<Arguments> sockJsEndpointsAndTransports() {
		return sockJsEndpoints().flatMap((endpoint) -> TRANSPORTS.keySet()
			.stream()
			.sorted()
			.map((transport) -> Arguments.of(endpoint, transport)));
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void wsOpensEchoesAndCloses(Endpoint endpoint) throws Exception {
		assertThat(NodeScripts.run("websocket.mjs", endpoint.url("/ws/echo"))).containsExactly("open", "message hello",
				"close 1000");
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void wsSeesTheRefusalOfItsHandshake(Endpoint endpoint) throws Exception {
		List<String> lines = NodeScripts.run("websocket.mjs", endpoint.url("/ws/private"));
		assertThat(lines).containsSubsequence("unexpected-response 426", "upgrade TLS", "protocols TLS");
		assertThat(lines).anyMatch((line) -> line.matches("connection (.*, )?Upgrade(, .*)?"));
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpointsAndTransports")
	void sockJsEchoesOverItsTransport(Endpoint endpoint, String transport) throws Exception {
		assertThat(NodeScripts.run("sockjs.cjs", endpoint.url("/sock"), transport)).containsExactly("open " + transport,
				"message " + TRANSPORTS.get(transport) + ": hello", "close 1000");
	}

	@ParameterizedTest
	@MethodSource("sockJsEndpoints")
	void wsEchoesOnTheRawTransportOfSockJs(Endpoint endpoint) throws Exception {
		assertThat(NodeScripts.run("websocket.mjs", endpoint.url("/sock/websocket"))).containsExactly("open",
				"message websocket: hello", "close 1000");
	}

	@Test
	void noTransportOfSockJsIsLeftOut() throws Exception {
		assertThat(NodeScripts.run("sockjs-transports.cjs")).containsExactlyInAnyOrderElementsOf(TRANSPORTS.keySet());
	}

	@Test
	void lockedPackagesComeFromTheRegistryOfWhoeverBuilds() throws IOException {
		assertThat(Files.readString(NodeScripts.SOURCE.resolve("package-lock.json"))).contains("\"integrity\"")
			.doesNotContain("\"resolved\"", "registry");
	}

}
