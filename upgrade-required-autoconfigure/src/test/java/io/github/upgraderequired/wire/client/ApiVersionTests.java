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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A minimum client version beside the API versions of Spring Framework 7: they are two
 * questions, and ours comes first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiVersionTests {

	private final Map<ServerKind, TestServer> servers = new EnumMap<>(ServerKind.class);

	@BeforeAll
	void start() {
		for (ServerKind kind : List.of(ServerKind.TOMCAT, ServerKind.REACTOR_NETTY)) {
			String prefix = kind.isReactive() ? "spring.webflux.apiversion." : "spring.mvc.apiversion.";
			this.servers.put(kind,
					TestServer.start(kind, "clear", "alone", VersionedApplication.class, "server.port=0",
							prefix + "required=true", prefix + "use.header=X-API-Version",
							"upgrade.required.check.path=/version-check",
							"upgrade.required.rules.mobile.clients.acme-ios.minimum=3.2"));
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(TestServer::close);
	}

	Stream<ServerKind> servers() {
		return this.servers.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("servers")
	void oldClientIsRefusedBeforeItsVersionOfTheApiIsAskedFor(ServerKind server) throws IOException {
		assertThat(get(server, "User-Agent: acme-ios/3.1").status()).isEqualTo(426);
		assertThat(get(server, "User-Agent: acme-ios/3.1\r\nX-API-Version: 2").status()).isEqualTo(426);
	}

	@ParameterizedTest
	@MethodSource("servers")
	void clientThatIsNewEnoughIsAskedForItsVersionOfTheApi(ServerKind server) throws IOException {
		assertThat(get(server, "User-Agent: acme-ios/3.2").status()).isEqualTo(400);
		assertThat(get(server, "User-Agent: acme-ios/3.2\r\nX-API-Version: 2").text()).isEqualTo("second");
	}

	// Who asks is a request to the dispatcher like others
	@ParameterizedTest
	@MethodSource("servers")
	void clientThatAsksNamesAVersionOfTheApiToo(ServerKind server) throws IOException {
		assertThat(ask(server, "User-Agent: acme-ios/3.1\r\nX-API-Version: 1").text()).contains("unsupported");
		assertThat(ask(server, "User-Agent: acme-ios/3.1").status()).isEqualTo(400);
	}

	private RawResponse ask(ServerKind server, String fields) throws IOException {
		return this.servers.get(server).get("/version-check", fields);
	}

	private RawResponse get(ServerKind server, String fields) throws IOException {
		return this.servers.get(server).get("/orders", fields);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class VersionedApplication {

		@GetMapping(path = "/orders", version = "1")
		String first() {
			return "first";
		}

		@GetMapping(path = "/orders", version = "2")
		String second() {
			return "second";
		}

	}

}
