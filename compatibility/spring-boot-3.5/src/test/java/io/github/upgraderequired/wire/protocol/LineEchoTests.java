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
import io.github.upgraderequired.wire.WireApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that is switched by {@code HttpServletRequest.upgrade} on the servers of
 * Spring Boot 3.5.
 */
class LineEchoTests extends LineEchoContract {

	private final List<TestServer> servers = new ArrayList<>();

	@BeforeAll
	void start() {
		Stream.of(ServerKind.TOMCAT_10, ServerKind.UNDERTOW).forEach((kind) -> {
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

	// "Not implemented", says its ServletApiRequest
	@Test
	void jettyDoesNotSwitch() throws IOException {
		try (TestServer jetty = TestServer.start(ServerKind.JETTY_12_0, "clear", WireApplication.class);
				RawConnection connection = new RawConnection(jetty.endpoint())) {
			connection
				.send("GET /lines HTTP/1.1\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: Upgrade\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as("%s", response).isEqualTo(500);
		}
	}

}
