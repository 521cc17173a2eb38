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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redirects to https and {@code Strict-Transport-Security}, on a clear and a secure
 * connector of every server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsRedirectTests {

	private static final String[] RULES = { "server.port=0", "server.http2.enabled=true",
			"upgrade.required.rules.site.protocols=TLS", "upgrade.required.rules.site.action=redirect",
			"upgrade.required.rules.site.exclude-paths=/off,/reported,/tls13,/http11",
			"upgrade.required.rules.site.hsts.max-age=365d", "upgrade.required.rules.moved.paths=/http11",
			"upgrade.required.rules.moved.protocols=TLS", "upgrade.required.rules.moved.action=redirect",
			"upgrade.required.rules.moved.redirect.status=302", "upgrade.required.rules.moved.hsts.max-age=0s",
			"upgrade.required.rules.minimum.paths=/tls13", "upgrade.required.rules.minimum.protocols=TLS/1.3",
			"upgrade.required.rules.minimum.action=redirect", "upgrade.required.rules.minimum.hsts.max-age=1d",
			"upgrade.required.rules.minimum.hsts.include-subdomains=true",
			"upgrade.required.rules.reported.paths=/reported", "upgrade.required.rules.reported.protocols=TLS",
			"upgrade.required.rules.reported.mode=report", "upgrade.required.rules.reported.action=redirect",
			"upgrade.required.rules.reported.hsts.max-age=1d", "upgrade.required.rules.feed.paths=/feed",
			"upgrade.required.rules.feed.protocols=HTTP/2", "upgrade.required.exempt.paths=/reading" };

	private final Map<ServerKind, TestServer> secure = new EnumMap<>(ServerKind.class);

	private final Map<ServerKind, TestServer> clear = new EnumMap<>(ServerKind.class);

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			TestServer tls = TestServer.start(kind, "tls", "none", kind.application(), RULES);
			this.secure.put(kind, tls);
			this.clear.put(kind, TestServer.start(kind, "clear", "none", kind.application(),
					with(RULES, "upgrade.required.rules.site.redirect.port=" + tls.endpoint().port())));
		}
	}

	private static String[] with(String[] properties, String further) {
		return Stream.concat(Stream.of(properties), Stream.of(further)).toArray(String[]::new);
	}

	@AfterAll
	void stop() {
		this.clear.values().forEach(TestServer::close);
		this.secure.values().forEach(TestServer::close);
	}

	static Stream<Arguments> targets() {
		return Stream.of(ServerKind.values())
			.flatMap((kind) -> Stream
				.of("/", "/open", "/a%20b/%C3%A4;x=1/c?q=%3D&r=a/b?c", "/a//b", "/open?", "/open?%zz",
						"/~a!$&'()*+,=:@")
				.filter((target) -> !isRefusedByTheServer(kind, target))
				.map((target) -> Arguments.of(kind, target)));
	}

	private static boolean isRefusedByTheServer(ServerKind kind, String target) {
		return switch (kind) {
			case JETTY, REACTIVE_JETTY -> target.contains("//");
			case REACTOR_NETTY -> target.contains("%zz");
			default -> false;
		};
	}

	@ParameterizedTest
	@MethodSource("targets")
	void redirectKeepsHostPathAndQueryByteForByte(ServerKind kind, String target) throws IOException {
		RawResponse response = get(this.clear.get(kind), target, "");
		assertThat(response.status()).as(response.toString()).isEqualTo(308);
		assertThat(response.lines("Location"))
			.containsExactly("https://localhost:" + this.secure.get(kind).endpoint().port() + target);
		assertThat(response.lines("Cache-Control")).containsExactly("no-store");
		assertThat(response.lines("Strict-Transport-Security")).as("R18").isEmpty();
		assertThat(response.lines("Upgrade")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void port443IsLeftOutAndTheStatusIsTheConfiguredOne(ServerKind kind) throws IOException {
		RawResponse response = get(this.clear.get(kind), "/http11?a", "");
		assertThat(response.status()).isEqualTo(302);
		assertThat(response.field("Location")).isEqualTo("https://localhost/http11?a");
	}

	@ParameterizedTest
	@EnumSource
	void redirectNamesTheHostThatWasAsked(ServerKind kind) throws IOException {
		String request = "HEAD /http11 HTTP/1.1\r\nHost: Shop.example:8080\r\n\r\n";
		RawResponse response = send(this.clear.get(kind), request, true);
		assertThat(response.field("Location")).isEqualToIgnoringCase("https://shop.example/http11");
	}

	@ParameterizedTest
	@EnumSource
	void requestWithoutAHostIsRefusedInstead(ServerKind kind) throws IOException {
		RawResponse response = send(this.clear.get(kind), "GET /open HTTP/1.0\r\n\r\n", false);
		assertThatIsRefused(response);
	}

	@ParameterizedTest
	@EnumSource
	void handshakeIsRefusedInstead(ServerKind kind) throws IOException {
		RawResponse response = get(this.clear.get(kind), "/ws/echo",
				"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
						+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
		assertThatIsRefused(response);
		assertThat(response.text())
			.contains("https://localhost:" + this.secure.get(kind).endpoint().port() + "/ws/echo");
	}

	@ParameterizedTest
	@EnumSource
	void secureHopBelowTheMinimumIsRefusedSinceARedirectWouldLoop(ServerKind kind) throws IOException {
		try (RawConnection connection = new RawConnection(this.secure.get(kind).endpoint(),
				(socket) -> ((SSLSocket) socket).setEnabledProtocols(new String[] { "TLSv1.2" }))) {
			connection.send("GET /tls13 HTTP/1.1\r\nHost: shop.test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThatIsRefused(response);
			assertThat(response.field("Strict-Transport-Security")).isEqualTo("max-age=86400; includeSubDomains");
		}
		assertThat(get(this.clear.get(kind), "/tls13", "").status()).isEqualTo(308);
	}

	@ParameterizedTest
	@EnumSource
	void curlFollowsAndItsBodyArrives(ServerKind kind) throws Exception {
		String output = CommandLine.run("curl", "-sk", "--location", "--data", "name=value", "-H",
				"Content-Type: text/plain", this.clear.get(kind).endpoint().url("/body"));
		assertThat(output).isEqualTo("POST name=value");
	}

	@ParameterizedTest
	@EnumSource
	void curlIsRedirectedOverHttp2(ServerKind kind) throws Exception {
		String output = CommandLine.run("curl", "-si", "--http2-prior-knowledge",
				this.clear.get(kind).endpoint().url("/http11"));
		assertThat(output).startsWith("HTTP/2 302")
			.containsIgnoringCase("location: https://localhost/http11")
			.doesNotContainIgnoringCase("connection:");
	}

	@ParameterizedTest
	@EnumSource
	void everySecureResponseUnderTheRuleTellsBrowsersToStay(ServerKind kind) throws IOException {
		for (String path : new String[] { "/open", "/missing", "/ws/echo", "/feed" }) {
			assertThat(get(this.secure.get(kind), path, "shop.test", "").lines("Strict-Transport-Security"))
				.as("R18: " + path)
				.containsExactly("max-age=31536000");
		}
		assertThat(get(this.secure.get(kind), "/http11", "shop.test", "").lines("Strict-Transport-Security"))
			.containsExactly("max-age=0");
	}

	@ParameterizedTest
	@EnumSource
	void browsersAreNotToldToStayOnTheirOwnMachine(ServerKind kind) throws IOException {
		for (String host : new String[] { "localhost", "localhost:8443", "127.0.0.1" }) {
			assertThat(get(this.secure.get(kind), "/open", host, "").lines("Strict-Transport-Security")).as(host)
				.isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingElseTellsBrowsersToStay(ServerKind kind) throws IOException {
		for (String path : new String[] { "/off", "/reported", "/reading" }) {
			assertThat(get(this.secure.get(kind), path, "shop.test", "").lines("Strict-Transport-Security")).as(path)
				.isEmpty();
			assertThat(get(this.clear.get(kind), path, "").status()).as(path).isEqualTo(200);
		}
	}

	private static void assertThatIsRefused(RawResponse response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(426);
		assertThat(response.field("Upgrade")).startsWith("TLS");
		assertThat(response.lines("Location")).isEmpty();
	}

	private static RawResponse get(TestServer server, String target, String fields) throws IOException {
		return get(server, target, "localhost", fields);
	}

	private static RawResponse get(TestServer server, String target, String host, String fields) throws IOException {
		return send(server, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n", false);
	}

	private static RawResponse send(TestServer server, String request, boolean head) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send(request.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(head);
			assertThat(response).isNotNull();
			return response;
		}
	}

}
