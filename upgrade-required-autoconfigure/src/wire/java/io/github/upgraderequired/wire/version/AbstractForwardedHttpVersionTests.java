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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTTP version that a proxy tells of its client, on every server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractForwardedHttpVersionTests {

	private static final String HEADER = "upgrade.required.http-version.header=X-Version";

	private final List<TestServer> believing = new ArrayList<>();

	private final List<TestServer> unproxied = new ArrayList<>();

	// Stopped together: the first that stops takes the event loops of Reactor Netty from
	// the others
	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			for (String strategy : List.of("framework", "native")) {
				this.believing.add(TestServer.start(kind, "clear", kind.application(), HEADER,
						"server.forward-headers-strategy=" + strategy));
			}
			this.unproxied.add(TestServer.start(kind, "clear", kind.application(), HEADER));
		}
	}

	@AfterAll
	void stop() {
		this.believing.forEach(TestServer::close);
		this.unproxied.forEach(TestServer::close);
	}

	Stream<Endpoint> believing() {
		return this.believing.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> unproxied() {
		return this.unproxied.stream().map(TestServer::endpoint);
	}

	@ParameterizedTest
	@MethodSource("believing")
	void versionInTheHeaderDecides(Endpoint endpoint) throws IOException {
		assertThat(get(endpoint, "/feed", "X-Version: HTTP/2.0").status()).isEqualTo(200);
		assertThat(get(endpoint, "/feed", "x-version: 3").status()).isEqualTo(200);
		assertThat(get(endpoint, "/http11", "X-Version: HTTP/1.1").status()).isEqualTo(200);
		RawResponse refusal = get(endpoint, "/http11", "X-Version: HTTP/1.0");
		assertThat(refusal.status()).isEqualTo(426);
		// This hop is HTTP/1.1 whatever the client's is
		assertThat(refusal.lines("Upgrade")).containsExactly("HTTP/1.1");
		assertThat(refusal.lines("Connection")).containsExactly("Upgrade");
	}

	@ParameterizedTest
	@MethodSource("believing")
	void versionOfTheConnectionDecidesWithoutTheHeader(Endpoint endpoint) throws IOException {
		assertThat(get(endpoint, "/feed", "Accept: */*").status()).isEqualTo(426);
		assertThat(get(endpoint, "/http11", "Accept: */*").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("believing")
	void headerThatTellsNoVersionMeetsNoRule(Endpoint endpoint) throws IOException {
		for (String field : List.of("X-Version: h2", "X-Version:", "X-Version: HTTP/2.0, HTTP/2.0",
				"X-Version: HTTP/2.0\r\nX-Version: HTTP/2.0")) {
			assertThat(get(endpoint, "/feed", field).status()).as(field).isEqualTo(426);
			assertThat(get(endpoint, "/http11", field).status()).as(field).isEqualTo(426);
		}
	}

	// As a proxy sends it that makes one of an extended CONNECT
	@ParameterizedTest
	@MethodSource("believing")
	void handshakeInHttp11OfAClientInHttp2Switches(Endpoint endpoint) throws IOException {
		assertThat(get(endpoint, "/ws/echo",
				"X-Version: HTTP/2.0\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
						+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
			.status()).isEqualTo(101);
	}

	@ParameterizedTest
	@MethodSource("unproxied")
	void headerCountsForNothingWithoutStrategy(Endpoint endpoint) throws IOException {
		assertThat(get(endpoint, "/feed", "X-Version: HTTP/2.0").status()).isEqualTo(426);
		assertThat(get(endpoint, "/http11", "X-Version: HTTP/1.0").status()).isEqualTo(200);
	}

	private static RawResponse get(Endpoint endpoint, String path, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

}
