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
import java.nio.charset.StandardCharsets;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The process of {@link VirtualThreadTests}.
 */
public final class VirtualThreadServer {

	private static final String HANDSHAKE = "Upgrade: other/1, websocket\r\nConnection: Upgrade\r\n"
			+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	private VirtualThreadServer() {
	}

	/**
	 * Ask a server of every kind, one after the other, and print what it answers.
	 * @param args none
	 * @throws IOException if a server does not answer
	 */
	public static void main(String[] args) throws IOException {
		for (ServerKind kind : ServerKind.values()) {
			try (TestServer server = TestServer.start(kind, "clear", "discovery",
					kind.isReactive() ? ReactiveApplication.class : Application.class,
					"spring.threads.virtual.enabled=true")) {
				System.out.println(kind + " answers " + send(server, "/handler", "").status() + ", "
						+ send(server, "/graphql-only", "").status() + ", " + send(server, "/shared", "").status()
						+ ", " + send(server, "/handler", HANDSHAKE).status() + ", virtual: "
						+ send(server, "/thread", "").text().startsWith("VirtualThread"));
			}
		}
	}

	private static RawResponse send(TestServer server, String path, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
			connection.send(request.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	@RestController
	static class Threads {

		@GetMapping("/thread")
		String thread() {
			return Thread.currentThread().toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ DiscoveryApplication.class, Threads.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ReactiveDiscoveryApplication.class, Threads.class })
	static class ReactiveApplication {

	}

}
