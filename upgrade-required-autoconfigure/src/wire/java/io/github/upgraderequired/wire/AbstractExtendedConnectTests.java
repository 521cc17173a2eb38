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

import java.io.IOException;

import io.github.upgraderequired.wire.Http2Connection.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket over HTTP/2, on a server that knows extended CONNECT (RFC 8441).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractExtendedConnectTests {

	private static final String WEB_SOCKET = ":protocol: websocket\n";

	private static final String VERSION_13 = "sec-websocket-version: 13\n";

	private static final String FORGED = "x-http2-protocol: websocket\nx-http2-path: /ws/echo\n";

	private final ServerKind kind;

	private final Class<?> application;

	private TestServer server;

	AbstractExtendedConnectTests(ServerKind kind, Class<?> application) {
		this.kind = kind;
		this.application = application;
	}

	@BeforeAll
	void start() {
		this.server = TestServer.start(this.kind, "clear", this.application);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ws/echo", "/ws/endpoint" })
	@DisplayName("R13: an extended CONNECT is answered with 200, and the socket echoes")
	void webSocketEchoes(String path) throws IOException {
		try (Http2Connection connection = new Http2Connection(this.server.endpoint())) {
			Response response = connection.connect(connect(path, WEB_SOCKET + VERSION_13));
			assertThat(response.status()).as("%s", response).isEqualTo(200);
			assertThat(connection.isConnectProtocolEnabled()).isTrue();
			connection.send(new byte[] { (byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 'h' ^ 1, 'i' ^ 2 });
			assertThat(connection.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "8", "7", "0", "99", "abc", "13, 8" })
	@DisplayName("R16: a version other than 13 is refused")
	void anotherVersionIsRefused(String version) throws IOException {
		Response response = answerTo(connect("/ws/echo", WEB_SOCKET + "sec-websocket-version: " + version));
		assertThatIsRefused(response, "WebSocket version 13 is required; the handshake asks for " + version + ".");
	}

	@Test
	@DisplayName("R16: no version is refused")
	void noVersionIsRefused() throws IOException {
		Response response = answerTo(connect("/ws/echo", WEB_SOCKET));
		assertThatIsRefused(response, "lacks Sec-WebSocket-Version: 13.");
	}

	@Test
	@DisplayName("R16: two versions are refused")
	void twoVersionsAreRefused() throws IOException {
		Response response = answerTo(connect("/ws/echo", WEB_SOCKET + VERSION_13 + VERSION_13));
		assertThatIsRefused(response, "the handshake asks for 13, 13.");
	}

	// RFC 9220, 3; the header that a server makes of :protocol is no proof
	@ParameterizedTest
	@ValueSource(strings = { "", FORGED })
	@DisplayName("R13: another :protocol is not implemented")
	void anotherProtocolIsNotImplemented(String forged) throws IOException {
		Response response = answerTo(connect("/ws/echo", ":protocol: connect-udp\n" + VERSION_13 + forged));
		verifyAnotherProtocol("connect-udp", response);
	}

	// RFC 8441, 5, asks for this very value
	@Test
	@DisplayName("R13: another spelling is another :protocol")
	void anotherSpellingIsNotImplemented() throws IOException {
		Response response = answerTo(connect("/ws/echo", ":protocol: WebSocket\n" + VERSION_13));
		verifyAnotherSpelling("WebSocket", response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", WEB_SOCKET })
	void anotherMethodWithTheFieldsOfConnectIsRefused(String protocol) throws IOException {
		String fields = connect("/ws/echo", protocol + VERSION_13 + FORGED).replace("CONNECT", "GET");
		try (Http2Connection connection = new Http2Connection(this.server.endpoint())) {
			assertThatIsRefused(connection.get(fields), "available only over WebSocket");
		}
	}

	// RFC 9113, 8.5: such a CONNECT has neither scheme nor path
	@ParameterizedTest
	@ValueSource(strings = { "", FORGED })
	void connectWithoutProtocolToAnAuthorityLikeAPathReachesNobody(String forged) throws IOException {
		Response response = answerTo(":method: CONNECT\n:authority: /ws/echo\n" + VERSION_13 + forged);
		verifyAuthorityLikeAPath(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", FORGED })
	void connectWithAPathAndWithoutProtocolReachesNobody(String forged) throws IOException {
		verifyNoProtocol(answerTo(connect("/ws/echo", VERSION_13 + forged)));
	}

	void verifyAnotherProtocol(String protocol, Response response) {
		assertThat(response.status()).as("%s", response).isEqualTo(501);
		assertThat(response.fields()).containsEntry("cache-control", "no-store")
			.doesNotContainKeys("upgrade", "connection", "sec-websocket-version");
		assertThat(response.body()).contains("\"title\":\"Not Implemented\"", "\"status\":501",
				"The :protocol " + protocol + " is not implemented here; websocket is.", "\"rule\":\"echo\"");
	}

	void verifyAnotherSpelling(String protocol, Response response) {
		verifyAnotherProtocol(protocol, response);
	}

	/**
	 * Verify the answer to a malformed CONNECT.
	 */
	abstract void verifyAuthorityLikeAPath(Response response);

	/**
	 * Verify the answer to a malformed CONNECT.
	 */
	abstract void verifyNoProtocol(Response response);

	static void assertThatIsRefused(Response response, String detail) {
		assertThat(response.status()).as("%s", response).isEqualTo(426);
		assertThat(response.fields()).containsEntry("sec-websocket-version", "13")
			.containsEntry("cache-control", "no-store")
			.doesNotContainKeys("upgrade", "connection");
		assertThat(response.body()).contains(detail);
	}

	private Response answerTo(String fields) throws IOException {
		try (Http2Connection connection = new Http2Connection(this.server.endpoint())) {
			return connection.connect(fields);
		}
	}

	static String connect(String path, String fields) {
		return ":method: CONNECT\n:scheme: http\n:path: " + path + "\n:authority: localhost\n" + fields;
	}

}
