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

package io.github.upgraderequired.wire.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.Http2Connection;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client of {@code line-echo/1} gets from a server that switches to it at
 * {@code /lines}: every line as it was sent, up to 8192 bytes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LineEchoContract {

	private static final String OFFER = """
			GET /lines HTTP/1.1
			Host: localhost
			Upgrade: line-echo/1
			Connection: Upgrade
			""";

	/**
	 * Return the servers that switch, with HTTP/2 enabled where the transport is
	 * {@code clear}.
	 */
	protected abstract Stream<Endpoint> switching();

	public Stream<Endpoint> switchingInClearText() {
		return switching().filter((endpoint) -> !endpoint.isSecure());
	}

	@ParameterizedTest
	@MethodSource("switching")
	public void linesComeBackOneByOneAndTogether(Endpoint endpoint) throws IOException {
		try (RawConnection connection = switched(endpoint)) {
			assertThatComesBack("one\n", connection);
			assertThatComesBack("two\nthree\n\n", connection);
			assertThatComesBack("four\r\n", connection);
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	public void lineInSeveralPacketsComesBack(Endpoint endpoint) throws IOException {
		try (RawConnection connection = switched(endpoint)) {
			for (String packet : List.of("a", " line", " in pac", "kets\nan")) {
				send(packet, connection);
			}
			assertThat(read("a line in packets\n".length(), connection)).isEqualTo("a line in packets\n");
			send("other\n", connection);
			assertThat(read("another\n".length(), connection)).isEqualTo("another\n");
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	public void longLinesComeBack(Endpoint endpoint) throws IOException {
		try (RawConnection connection = switched(endpoint)) {
			assertThatComesBack("x".repeat(8191) + "\n", connection);
			assertThatComesBack(("y".repeat(999) + "\n").repeat(100), connection);
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	@DisplayName("RFC 9110, 7.8: the connection is no longer HTTP")
	public void requestIsALineLikeOthers(Endpoint endpoint) throws IOException {
		try (RawConnection connection = switched(endpoint)) {
			assertThatComesBack("GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n", connection);
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	public void linesRightBehindTheRequestAreNotLost(Endpoint endpoint) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			send(request(OFFER) + "early\nbir", connection);
			assertThatSwitches(connection.readResponse(false));
			assertThat(read("early\n".length(), connection)).isEqualTo("early\n");
			send("d\n", connection);
			assertThat(read("bird\n".length(), connection)).isEqualTo("bird\n");
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	@DisplayName("R6: the 101 names the one protocol that is spoken")
	public void oneOfSeveralOffersIsChosen(Endpoint endpoint) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			send(request("""
					GET /lines HTTP/1.1
					Host: localhost
					Upgrade: other/2, websocket
					Upgrade: LINE-ECHO/1
					Connection: keep-alive, upgrade
					"""), connection);
			assertThatSwitches(connection.readResponse(false));
			assertThatComesBack("hello\n", connection);
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	public void clientEndsTheProtocol(Endpoint endpoint) throws IOException {
		try (RawConnection connection = switched(endpoint)) {
			send("last\n", connection);
			connection.finish();
			assertThat(read("last\n".length(), connection)).isEqualTo("last\n");
			assertThat(connection.isClosedByServer()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	public void serverEndsTheProtocolAndTheConnection(Endpoint endpoint) throws IOException {
		try (RawConnection connection = switched(endpoint)) {
			assertThatComesBack("first\n", connection);
			send("x".repeat(8193), connection);
			assertThat(connection.isClosedByServer()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("switching")
	@DisplayName("R3: never a 101 in HTTP/1.0")
	public void offerInHttp10IsRefused(Endpoint endpoint) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			send(request(OFFER.replace("HTTP/1.1", "HTTP/1.0")), connection);
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as("%s", response).isEqualTo(426);
			assertThat(response.lines("Upgrade")).containsExactly("line-echo/1");
		}
	}

	@ParameterizedTest
	@MethodSource("switchingInClearText")
	@DisplayName("R13: never a 101 in HTTP/2")
	public void requestInHttp2IsRefused(Endpoint endpoint) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			Http2Connection.Response response = connection
				.get(":method: GET\n:scheme: http\n:path: /lines\n:authority: localhost\n");
			assertThat(response.status()).as("%s", response).isEqualTo(426);
			assertThat(response.fields()).doesNotContainKeys("upgrade", "connection");
		}
	}

	private static RawConnection switched(Endpoint endpoint) throws IOException {
		RawConnection connection = new RawConnection(endpoint);
		send(request(OFFER), connection);
		assertThatSwitches(connection.readResponse(false));
		return connection;
	}

	private static void assertThatSwitches(RawResponse response) {
		assertThat(response).isNotNull();
		assertThat(response.status()).as("%s", response).isEqualTo(101);
		assertThat(response.lines("Upgrade")).as("%s", response).containsExactly("line-echo/1");
		assertThat(response.members("Connection")).as("%s", response)
			.anyMatch((option) -> option.equalsIgnoreCase("upgrade"));
		assertThat(response.lines("Transfer-Encoding")).as("%s", response).isEmpty();
		assertThat(response.lines("Content-Length")).as("%s", response).isEmpty();
	}

	private static void assertThatComesBack(String lines, RawConnection connection) throws IOException {
		send(lines, connection);
		assertThat(read(lines.length(), connection)).isEqualTo(lines);
	}

	private static String request(String lines) {
		return lines.replace("\n", "\r\n") + "\r\n";
	}

	private static void send(String text, RawConnection connection) throws IOException {
		connection.send(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(int length, RawConnection connection) throws IOException {
		return new String(connection.read(length), StandardCharsets.US_ASCII);
	}

}
