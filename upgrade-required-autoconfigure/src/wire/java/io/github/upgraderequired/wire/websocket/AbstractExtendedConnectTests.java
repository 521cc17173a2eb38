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

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.Http2Connection;
import io.github.upgraderequired.wire.Http2Connection.Response;
import io.github.upgraderequired.wire.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket over HTTP/2, on servers that know extended CONNECT (RFC 8441).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractExtendedConnectTests {

	static final String FORWARDED = "server.forward-headers-strategy=framework";

	static final String WEB_SOCKET = ":protocol: websocket\n";

	static final String VERSION_13 = "sec-websocket-version: 13\n";

	/** What Netty makes of pseudo-header fields, and a client may write too. */
	static final String FORGED = "x-http2-protocol: websocket\nx-http2-path: /ws/echo\n";

	private List<TestServer> servers = List.of();

	/**
	 * Start the servers. They are stopped together: the first that stops takes the event
	 * loops of Reactor Netty from the others.
	 */
	abstract List<TestServer> startServers();

	@BeforeAll
	void start() {
		this.servers = startServers();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Endpoint> on(String... servers) {
		return this.servers.stream()
			.map(TestServer::endpoint)
			.filter((endpoint) -> List.of(servers).contains(endpoint.server()));
	}

	/**
	 * Return the servers that know extended CONNECT.
	 */
	abstract Stream<Endpoint> knowing();

	/**
	 * Return those of them that show which {@code :protocol} came.
	 */
	abstract Stream<Endpoint> telling();

	/**
	 * Return the servers that do not know it.
	 */
	abstract Stream<Endpoint> unknowing();

	/**
	 * Return what the filters behind the door are told that a WebSocket passed for.
	 */
	@Nullable String webSocketAtTheDoor() {
		return "websocket";
	}

	@ParameterizedTest
	@MethodSource("knowing")
	@DisplayName("R13: an extended CONNECT is answered with 200, and the socket echoes")
	void webSocketEchoes(Endpoint endpoint) throws IOException {
		for (String path : List.of("/ws/echo", "/ws/endpoint")) {
			try (Http2Connection connection = new Http2Connection(endpoint)) {
				Response response = connection.connect(connect(path, WEB_SOCKET + VERSION_13));
				assertThat(response.status()).as("%s", response).isEqualTo(200);
				assertThat(connection.isConnectProtocolEnabled()).isTrue();
				assertThat(response.fields().get("x-negotiated")).isEqualTo(webSocketAtTheDoor());
				connection.send(new byte[] { (byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 'h' ^ 1, 'i' ^ 2 });
				assertThat(connection.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
			}
		}
	}

	@ParameterizedTest
	@MethodSource("knowing")
	@DisplayName("R16: a version other than 13 is refused")
	void anotherVersionIsRefused(Endpoint endpoint) throws IOException {
		for (String version : List.of("8", "7", "0", "99", "abc", "13, 8")) {
			Response response = send(connect("/ws/echo", WEB_SOCKET + "sec-websocket-version: " + version), endpoint);
			assertThatIsRefused(response, "13 is required; the handshake asks for " + version + ".");
		}
	}

	@ParameterizedTest
	@MethodSource("knowing")
	@DisplayName("R16: two versions are refused")
	void twoVersionsAreRefused(Endpoint endpoint) throws IOException {
		Response response = send(connect("/ws/echo", WEB_SOCKET + VERSION_13 + VERSION_13), endpoint);
		assertThatIsRefused(response, "the handshake asks for 13, 13.");
	}

	@ParameterizedTest
	@MethodSource("knowing")
	@DisplayName("R16: no version is refused")
	void noVersionIsRefused(Endpoint endpoint) throws IOException {
		for (String path : List.of("/ws/echo", "/ws/endpoint")) {
			assertThatIsRefused(send(connect(path, WEB_SOCKET), endpoint), "WebSocket");
		}
	}

	@ParameterizedTest
	@MethodSource("telling")
	@DisplayName("R16: a missing version is told apart from a missing protocol")
	void noVersionIsTold(Endpoint endpoint) throws IOException {
		assertThatIsRefused(send(connect("/ws/echo", WEB_SOCKET), endpoint), "lacks Sec-WebSocket-Version: 13.");
	}

	@ParameterizedTest
	@MethodSource("telling")
	@DisplayName("R13: another :protocol is not implemented, whatever stands beside it")
	void anotherProtocolIsNotImplemented(Endpoint endpoint) throws IOException {
		// RFC 8441, 5, asks for the very value websocket
		for (String protocol : List.of("connect-udp", "WebSocket", "websocket2", "websocket, websocket")) {
			for (String forged : List.of("", FORGED)) {
				String fields = ":protocol: " + protocol + "\n" + VERSION_13 + forged;
				assertThatIsNotImplemented(protocol, "websocket is", send(connect("/ws/echo", fields), endpoint));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("telling")
	void protocolIsSeenThroughAForwardedRequest(Endpoint endpoint) throws IOException {
		String forwarded = VERSION_13 + "x-forwarded-proto: https\nx-forwarded-host: example.com\n";
		Response response = send(connect("/ws/echo", ":protocol: connect-udp\n" + forwarded), endpoint);
		assertThatIsNotImplemented("connect-udp", "websocket is", response);
		assertThat(send(connect("/ws/echo", WEB_SOCKET + forwarded), endpoint).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("telling")
	@DisplayName("RFC 9298, 3.4: an extended CONNECT for a custom protocol reaches the handler, in any case")
	void customProtocolReachesItsHandler(Endpoint endpoint) throws IOException {
		for (String protocol : List.of("connect-udp", "CONNECT-UDP", "connect-ip", "Connect-Ip")) {
			Response response = send(connect("/tunnel", ":protocol: " + protocol + "\ncapsule-protocol: ?1\n"), endpoint);
			assertThatPassedFor(protocol.toLowerCase(Locale.ROOT), response);
		}
	}

	@ParameterizedTest
	@MethodSource("telling")
	void everyAlternativeReachesItsHandlerInItsOwnVersion(Endpoint endpoint) throws IOException {
		for (String protocol : List.of("iot-mux/1", "iot-mux/2", "websocket")) {
			Response response = send(connect("/mux", ":protocol: " + protocol + "\n" + VERSION_13), endpoint);
			assertThatPassedFor(protocol, response);
		}
		assertThatPassedFor("IoT-Mux/7", send(connect("/any-mux", ":protocol: iot-mux/7\n"), endpoint));
	}

	@ParameterizedTest
	@MethodSource("telling")
	@DisplayName("RFC 9220, 3: another :protocol hears of everything that is on offer")
	void protocolThatIsNoAlternativeIsNotImplemented(Endpoint endpoint) throws IOException {
		for (String protocol : List.of("connect-udp", "iot-mux/3", "iot-mux", "WebSocket")) {
			Response response = send(connect("/mux", ":protocol: " + protocol + "\n" + VERSION_13), endpoint);
			assertThatIsNotImplemented(protocol, "iot-mux/2, iot-mux/1 and websocket are", response);
		}
	}

	@ParameterizedTest
	@MethodSource("telling")
	void protocolThatTheClientForgesDoesNotCount(Endpoint endpoint) throws IOException {
		String forged = ":protocol: iot-mux/1\nx-http2-protocol: connect-udp\nx-http2-path: /mux\n";
		assertThatIsNotImplemented("iot-mux/1", "connect-udp and connect-ip are",
				send(connect("/tunnel", forged), endpoint));
	}

	@ParameterizedTest
	@MethodSource("telling")
	@DisplayName("RFC 8441, 4: a rule for GET covers the CONNECT that takes its place")
	void ruleForGetCoversExtendedConnect(Endpoint endpoint) throws IOException {
		assertThatPassedFor("connect-udp", send(connect("/get-tunnel", ":protocol: connect-udp\n"), endpoint));
		assertThatIsNotImplemented("iot-mux/1", "connect-udp is",
				send(connect("/get-tunnel", ":protocol: iot-mux/1\n"), endpoint));
	}

	@ParameterizedTest
	@MethodSource("knowing")
	@DisplayName("R13: Upgrade means nothing in HTTP/2")
	void getOverHttp2IsRefusedWhereACustomProtocolIsRequired(Endpoint endpoint) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			Response response = connection.get(connect("/tunnel", "x-http2-protocol: connect-udp").replace("CONNECT", "GET"));
			assertThat(response.status()).as("%s", response).isEqualTo(426);
			assertThat(response.fields()).doesNotContainKeys("upgrade", "connection", "x-negotiated");
			assertThat(response.body()).contains("available only over connect-udp");
		}
	}

	@ParameterizedTest
	@MethodSource("knowing")
	@DisplayName("R12: what belongs to CONNECT proves nothing with another method")
	void getWithTheFieldsOfConnectIsRefused(Endpoint endpoint) throws IOException {
		for (String fields : List.of("", WEB_SOCKET, FORGED, WEB_SOCKET + FORGED)) {
			try (Http2Connection connection = new Http2Connection(endpoint)) {
				String get = connect("/ws/echo", fields + VERSION_13).replace("CONNECT", "GET");
				assertThatIsRefused(connection.get(get), "available only over WebSocket");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("unknowing")
	void everyConnectIsResetBeforeAnyFilter(Endpoint endpoint) throws IOException {
		for (String fields : List.of("", WEB_SOCKET, FORGED, ":protocol: connect-udp\n")) {
			try (Http2Connection connection = new Http2Connection(endpoint)) {
				Response response = connection.connect(connect("/ws/echo", fields + VERSION_13));
				assertThat(response.status()).as("%s", response).isZero();
				assertThat(connection.isConnectProtocolEnabled()).isFalse();
			}
		}
	}

	static String connect(String path, String fields) {
		return ":method: CONNECT\n:scheme: http\n:path: " + path + "\n:authority: localhost\n" + fields;
	}

	static Response send(String fields, Endpoint endpoint) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			return connection.connect(fields);
		}
	}

	static void assertThatIsRefused(Response response, String detail) {
		assertThat(response.status()).as("%s", response).isEqualTo(426);
		assertThat(response.fields()).containsEntry("sec-websocket-version", "13")
			.containsEntry("cache-control", "no-store")
			.doesNotContainKeys("upgrade", "connection");
		assertThat(response.body()).contains(detail, "\"protocols\":[\"websocket\"]");
	}

	static void assertThatPassedFor(String protocol, Response response) {
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.fields()).containsEntry("x-negotiated", protocol);
	}

	private static void assertThatIsNotImplemented(String protocol, String offered, Response response) {
		assertThat(response.status()).as("%s", response).isEqualTo(501);
		assertThat(response.fields()).containsEntry("cache-control", "no-store")
			.doesNotContainKeys("upgrade", "connection", "sec-websocket-version", "x-negotiated");
		assertThat(response.body()).contains("\"title\":\"Not Implemented\"", "\"status\":501",
				"The :protocol " + protocol + " is not implemented here; " + offered + ".", "\"rule\":\"");
	}

}
