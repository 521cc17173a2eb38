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

package io.github.upgraderequired.wire.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS by {@code Upgrade} (RFC 2817), which is not offered, and what becomes of a client
 * that asks for it: over a raw socket, and CUPS's {@code ipptool}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsByUpgradeTests {

	private static final String OFFER = "Upgrade: TLS/1.0\r\nConnection: Upgrade\r\n";

	private static final String NEXT = "GET /open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

	private static final Path QUESTION = Path.of("src", "test", "resources", "cups", "ask.test");

	@TempDir
	private Path home;

	private List<TestServer> servers = List.of();

	private List<TestServer> guardedServers = List.of();

	private List<TestServer> secureServers = List.of();

	@BeforeAll
	void start() {
		this.servers = kinds().map((kind) -> start(kind, "clear")).toList();
		this.guardedServers = kinds().map((kind) -> start(kind, "clear", "upgrade.required.rules.account.paths=/**"))
			.toList();
		this.secureServers = kinds().map((kind) -> start(kind, "tls")).toList();
	}

	private static TestServer start(ServerKind kind, String transport, String... properties) {
		return TestServer.start(kind, transport,
				kind.isReactive() ? ReactiveApplication.class : ServletApplication.class, properties);
	}

	private static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.JETTY, ServerKind.REACTOR_NETTY);
	}

	@AfterAll
	void stop() {
		Stream.of(this.servers, this.guardedServers, this.secureServers)
			.flatMap(List::stream)
			.forEach(TestServer::close);
	}

	Stream<Endpoint> clear() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> guarded() {
		return this.guardedServers.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> clearAndGuarded() {
		return Stream.concat(clear(), guarded());
	}

	Stream<Endpoint> secure() {
		return this.secureServers.stream().map(TestServer::endpoint);
	}

	Stream<Arguments> clearAndRefusals() {
		return clear().flatMap((endpoint) -> Stream.of(Arguments.of(endpoint, "/account", "TLS"),
				Arguments.of(endpoint, "/tls12", "TLS/1.2"), Arguments.of(endpoint, "/lines", "line-echo/1"),
				Arguments.of(endpoint, "/several", "line-echo/1, websocket"),
				Arguments.of(endpoint, "/ws/echo", "websocket"), Arguments.of(endpoint, "/feed", "HTTP/2.0")));
	}

	@ParameterizedTest
	@MethodSource("clearAndRefusals")
	void offerOfTlsIsNotTakenUp(Endpoint endpoint, String path, String upgrade) throws IOException {
		RawResponse response = ask(endpoint, "GET " + path);
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.field("Upgrade")).isEqualTo(upgrade);
	}

	@ParameterizedTest
	@MethodSource("clear")
	void offerOfTlsWhereNoRuleIsDoesNotMatter(Endpoint endpoint) throws IOException {
		RawResponse response = ask(endpoint, "GET /open");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.lines("Upgrade")).isEmpty();
	}

	// RFC 2817, 3.2. Tomcat and Jetty answer by themselves; Reactor Netty passes it on as
	// /*, which rules for /** match
	@ParameterizedTest
	@MethodSource("clearAndGuarded")
	void mandatoryUpgradeIsNotDone(Endpoint endpoint) throws IOException {
		RawResponse response = ask(endpoint, "OPTIONS *");
		switch (endpoint.server()) {
			case "tomcat" -> assertThat(response.status()).isEqualTo(200);
			case "jetty" -> assertThat(response.status()).isEqualTo(404);
			default -> assertThat(response.status()).isEqualTo(isGuarded(endpoint) ? 426 : 404);
		}
		assertThat(response.lines("Upgrade")).isEqualTo((response.status() != 426) ? List.of() : List.of("TLS"));
	}

	private static RawResponse ask(Endpoint endpoint, String line) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send((line + " HTTP/1.1\r\nHost: localhost\r\n" + OFFER + "\r\n" + NEXT)
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			RawResponse next = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(next).as("the next response, in clear text").isNotNull();
			return response;
		}
	}

	private boolean isGuarded(Endpoint endpoint) {
		return guarded().anyMatch(endpoint::equals);
	}

	@ParameterizedTest
	@MethodSource("clearAndGuarded")
	void ipptoolThatIsToldToUpgradeGivesUp(Endpoint endpoint) throws Exception {
		try (Relay relay = new Relay(endpoint, 5)) {
			Answer answer = ipptool("-tE", "ipp://127.0.0.1:" + relay.port() + "/account/print");
			assertThat(answer.output()).contains("Unable to connect", "Encryption is not supported.");
			assertThat(answer.exitCode()).isOne();
			assertThat(relay.requests()).containsExactly("OPTIONS *");
		}
	}

	@ParameterizedTest
	@MethodSource("clearAndGuarded")
	void ipptoolThatIsRefusedTriesToUpgrade(Endpoint endpoint) throws Exception {
		try (Relay relay = new Relay(endpoint, 5)) {
			Answer answer = ipptool("-t", "ipp://127.0.0.1:" + relay.port() + "/account/print");
			assertThat(answer.output()).contains("[FAIL]");
			assertThat(answer.exitCode()).isOne();
			List<String> upgrades = Collections.nCopies("tomcat".equals(endpoint.server()) ? 4 : 1, "OPTIONS *");
			assertThat(relay.requests()).startsWith("POST /account/print")
				.endsWith(upgrades.toArray(String[]::new))
				.hasSize(1 + upgrades.size());
		}
	}

	@ParameterizedTest
	@MethodSource("clear")
	void ipptoolThatIsToldToUseTlsNeedsThePortForIt(Endpoint endpoint) throws Exception {
		Answer answer = ipptool("-tS", "ipp://localhost:" + endpoint.port() + "/account/print");
		assertThat(answer.output()).contains("Unable to connect");
		assertThat(answer.exitCode()).isOne();
	}

	@ParameterizedTest
	@MethodSource("secure")
	void ipptoolIsServedOverTls(Endpoint endpoint) throws Exception {
		Answer answer = ipptool("-t", "ipps://localhost:" + endpoint.port() + "/account/print");
		assertThat(answer.output()).contains("[PASS]");
		assertThat(answer.exitCode()).isZero();
	}

	private Answer ipptool(String option, String uri) throws IOException, InterruptedException {
		CommandLine.installed("ipptool");
		Path settings = Files.createDirectories(this.home.resolve(".cups")).resolve("client.conf");
		// Over TLS 1.3 it waits for ever, for whichever server's answer
		Files.writeString(settings, "SSLOptions MaxTLS1.2\n");
		Path output = this.home.resolve("output.txt");
		ProcessBuilder builder = new ProcessBuilder("ipptool", option, uri, QUESTION.toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("HOME", this.home.toString());
		builder.environment().put("LC_ALL", "C");
		Process process = builder.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ipptool ends").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return new Answer(process.exitValue(), Files.readString(output));
	}

	private record Answer(int exitCode, String output) {

	}

	/**
	 * A printer that says yes to everything.
	 */
	@RestController
	static class Printer {

		@PostMapping(path = "/account/print", produces = "application/ipp")
		byte[] print(@RequestBody byte[] request) throws IOException {
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			answer.write(new byte[] { 2, 0, 0, 0 });
			// The number of the request
			answer.write(request, 4, 4);
			answer.write(new byte[] { 1, 0x47, 0, 18 });
			answer.write("attributes-charset\0\5utf-8".getBytes(StandardCharsets.US_ASCII));
			answer.write(new byte[] { 0x48, 0, 27 });
			answer.write("attributes-natural-language\0\2en".getBytes(StandardCharsets.US_ASCII));
			answer.write(3);
			return answer.toByteArray();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WireApplication.class, Printer.class })
	static class ServletApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ReactiveWireApplication.class, Printer.class })
	static class ReactiveApplication {

	}

}
