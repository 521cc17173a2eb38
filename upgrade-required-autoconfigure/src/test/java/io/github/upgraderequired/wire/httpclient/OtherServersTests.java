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

package io.github.upgraderequired.wire.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.TestCertificate;
import io.github.upgraderequired.wire.client.NodeScripts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's HTTP clients against servers that this project has not written.
 */
class OtherServersTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(HttpClientTests.ClientApplication.class)
		.withPropertyValues("upgrade.required.client.enabled=true");

	private int port;

	private Process server;

	@BeforeEach
	void findPort() throws IOException {
		this.port = freePort();
	}

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.server.destroy();
			this.server.onExit().join();
		}
	}

	@ParameterizedTest
	@EnumSource
	void apacheWantsTlsAndIsAskedAgainOverHttps(ClientKind kind, @TempDir Path folder) throws IOException {
		int tls = freePort();
		startApache(folder, tls);
		this.runner.run(
				(context) -> assertThat(kind.advice(failure(kind, context, "/gone"))).hasToString("TLS/1.0, HTTP/1.1"));
		this.runner
			.withPropertyValues("upgrade.required.client.hosts=localhost",
					"upgrade.required.client.port-map." + this.port + "=" + tls)
			.run((context) -> {
				Throwable ex = failure(kind, context, "/gone");
				assertThat((ex instanceof HttpClientErrorException blocking) ? blocking.getResponseBodyAsString()
						: ((WebClientResponseException) ex).getResponseBodyAsString())
					.isEqualTo("Secure, and gone.");
			});
	}

	// The JDK's client offers h2c in its first request, which ws answers with 400
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_JDK")
	void serverOfWsSaysNothingMore(ClientKind kind) throws Exception {
		this.server = NodeScripts.start("websocket-server.mjs", "listening", Integer.toString(this.port));
		assertThatNothingIsAdvised(kind);
	}

	@ParameterizedTest
	@EnumSource
	void nginxSaysNothingMore(ClientKind kind, @TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("nginx.conf"), """
				daemon off;
				pid nginx.pid;
				error_log stderr notice;
				events {}
				http {
					access_log off;
					server { listen 127.0.0.1:%d; return 426; }
				}
				""".formatted(this.port));
		// It names the operating system once its sockets listen
		this.server = CommandLine.start(folder, " OS: ", "nginx", "-p", folder.toString(), "-c", "nginx.conf", "-e",
				"stderr");
		assertThatNothingIsAdvised(kind);
	}

	private void assertThatNothingIsAdvised(ClientKind kind) {
		this.runner.withPropertyValues("upgrade.required.client.hosts=localhost").run((context) -> {
			Throwable ex = failure(kind, context, "/");
			assertThat(kind.advice(ex).protocols()).isEmpty();
			assertThat(kind.advice(ex).problem()).isNull();
			assertThat(ex).hasMessageStartingWith("426 ");
		});
	}

	private Throwable failure(ClientKind kind, ApplicationContext context, String path) {
		Throwable ex = Assertions
			.catchThrowable(() -> kind.exchange(context, "GET", "http://localhost:" + this.port + path, null));
		assertThat(ex).isNotNull();
		return ex;
	}

	private void startApache(Path folder, int tls) throws IOException {
		TestCertificate.writePem(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
		try (InputStream file = OtherServersTests.class.getResourceAsStream("/apache/httpd.conf")) {
			String template = new String(file.readAllBytes(), StandardCharsets.UTF_8);
			Files.writeString(folder.resolve("httpd.conf"),
					template.replace("${clear}", Integer.toString(this.port)).replace("${tls}", Integer.toString(tls)));
		}
		// Its children are not root
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.server = CommandLine.start(folder, "resuming normal operations", "apache2", "-d", folder.toString(), "-f",
				"httpd.conf", "-DFOREGROUND");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
