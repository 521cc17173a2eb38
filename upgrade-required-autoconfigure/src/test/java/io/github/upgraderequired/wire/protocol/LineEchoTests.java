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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that is switched by {@code HttpServletRequest.upgrade}.
 */
class LineEchoTests extends LineEchoContract {

	private static final String OFFER = "GET /lines HTTP/1.1\r\nHost: localhost\r\n"
			+ "Upgrade: line-echo/1\r\nConnection: Upgrade\r\n";

	private final List<TestServer> servers = new ArrayList<>();

	@BeforeAll
	void start() {
		ServerKind.servlet().forEach((kind) -> {
			this.servers.add(TestServer.start(kind, "clear", kind.application(), "server.http2.enabled=true"));
			this.servers.add(TestServer.start(kind, "tls", kind.application()));
		});
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	@Override
	protected Stream<Endpoint> switching() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	@ParameterizedTest
	@MethodSource("switching")
	@DisplayName("RFC 9110, 7.8: the protocol begins behind the complete request")
	void bodyOfTheRequestIsNoPartOfTheProtocol(Endpoint endpoint) throws IOException {
		for (String body : List.of("Content-Length: 3\r\n\r\nabc",
				"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")) {
			try (RawConnection connection = new RawConnection(endpoint)) {
				connection.send((OFFER + body + "early\n").getBytes(StandardCharsets.US_ASCII));
				RawResponse response = connection.readResponse(false);
				assertThat(response).isNotNull();
				assertThat(response.status()).as("%s", response).isEqualTo(101);
				assertThat(connection.read(6)).asString(StandardCharsets.US_ASCII).isEqualTo("early\n");
			}
		}
	}

}
