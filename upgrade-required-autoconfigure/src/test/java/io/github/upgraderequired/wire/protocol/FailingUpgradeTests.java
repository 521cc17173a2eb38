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
import io.github.upgraderequired.wire.PathSpellings;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
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
 * Handlers that cannot take a connection over: nobody waits for them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingUpgradeTests {

	private List<TestServer> servers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.TOMCAT, ServerKind.JETTY)
			.map((kind) -> TestServer.start(kind, "clear", Application.class,
					"upgrade.required.rules.failing.paths=/failing/**",
					"upgrade.required.rules.failing.protocols=line-echo/1"))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Endpoint> servers() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	@ParameterizedTest
	@MethodSource("servers")
	void handlerThatCannotBeMadeIsAnError(Endpoint endpoint) throws IOException {
		try (RawConnection connection = offer(endpoint, "/failing/constructor")) {
			assertThat(connection.readResponse(false).status()).isEqualTo(500);
		}
	}

	@ParameterizedTest
	@MethodSource("servers")
	void controllerMayAnswerWhereTheHandlerCannotBeMade(Endpoint endpoint) throws IOException {
		try (RawConnection connection = offer(endpoint, "/failing/caught")) {
			RawResponse response = connection.readResponse(false);
			assertThat(response.status()).isEqualTo(409);
			assertThat(response.text()).isEqualTo("busy");
			connection.send(PathSpellings.request("/open"));
			assertThat(connection.readResponse(false).text()).isEqualTo("open");
		}
	}

	@ParameterizedTest
	@MethodSource("servers")
	void connectionEndsWhereTheHandlerFails(Endpoint endpoint) throws IOException {
		try (RawConnection connection = offer(endpoint, "/failing/init")) {
			assertThat(connection.readResponse(false).status()).isEqualTo(101);
			assertThat(connection.readToEnd()).isEmpty();
		}
	}

	private static RawConnection offer(Endpoint endpoint, String path) throws IOException {
		RawConnection connection = new RawConnection(endpoint);
		connection.send(
				("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: Upgrade\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
		return connection;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@RestController
		static class Resources {

			@GetMapping("/failing/constructor")
			void constructor(HttpServletRequest request, HttpServletResponse response)
					throws IOException, ServletException {
				request.upgrade(UnmakeableHandler.class);
			}

			@GetMapping("/failing/caught")
			void caught(HttpServletRequest request, HttpServletResponse response) throws IOException {
				try {
					request.upgrade(UnmakeableHandler.class);
				}
				catch (Exception ex) {
					response.setStatus(HttpServletResponse.SC_CONFLICT);
					response.getWriter().print("busy");
				}
			}

			@GetMapping("/failing/init")
			void init(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
				request.upgrade(FailingHandler.class);
			}

			@GetMapping("/open")
			String open() {
				return "open";
			}

		}

	}

	public static class UnmakeableHandler extends FailingHandler {

		UnmakeableHandler() {
			throw new IllegalStateException("It cannot be made");
		}

	}

	public static class FailingHandler implements HttpUpgradeHandler {

		@Override
		public void init(WebConnection connection) {
			throw new IllegalStateException("It fails");
		}

		@Override
		public void destroy() {
		}

	}

}
