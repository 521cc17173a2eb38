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

package io.github.upgraderequired.wire.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A file of configuration that changes, and Spring Cloud that reads it again.
 */
class RefreshTests {

	private static final String TLS = "upgrade.required.rules.secure.protocols: TLS\n";

	private static final String HTTP_2 = "upgrade.required.rules.http.protocols: HTTP/2\n";

	@TempDir
	private Path directory;

	static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.JETTY, ServerKind.REACTOR_NETTY);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void rulesFollowTheFile(ServerKind kind) throws IOException {
		write(TLS + HTTP_2);
		try (TestServer server = TestServer.start(kind, "clear", "alone", Application.class, "server.port=0",
				"spring.config.additional-location=" + this.directory.toUri())) {
			assertThat(server.get("/orders").field("Upgrade")).isEqualTo("TLS");
			assertThat(server.get("/orders").text()).contains("\"https\":");
			write(HTTP_2 + "upgrade.required.rules.http.link: https://example.com/http2\n");
			refresh(server);
			assertThat(server.get("/orders").field("Upgrade")).isEqualTo("HTTP/2.0");
			assertThat(server.get("/orders").text()).contains("\"link\":\"https://example.com/http2\"");
			write("upgrade.required.rules.http.protocols: HTTP/9\n");
			refresh(server);
			assertThat(server.get("/orders").field("Upgrade")).isEqualTo("HTTP/2.0");
			// Spring Cloud itself binds the properties bean, and cannot
			write("upgrade.required.rules.http.protocol: HTTP/2\n");
			assertThatException().isThrownBy(() -> refresh(server));
			assertThat(server.get("/orders").field("Upgrade")).isEqualTo("HTTP/2.0");
			write("upgrade.required.mode: enforce\n");
			refresh(server);
			assertThat(server.get("/orders").status()).isEqualTo(200);
		}
	}

	private void write(String properties) throws IOException {
		Files.writeString(this.directory.resolve("application.yml"), properties);
	}

	private static void refresh(TestServer server) {
		server.context().getBean(ContextRefresher.class).refresh();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping("/orders")
		String orders() {
			return "orders";
		}

	}

}
