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

package io.github.upgraderequired.wire.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLSocket;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.netty.channel.Channel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a connection to Reactor Netty over which requests are refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactorNettyConnectionTests {

	private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
			+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	private static final String HOST = "Host: localhost\r\n";

	// Closed together: the first Reactor Netty that stops takes the others' event loops
	private final List<TestServer> started = new ArrayList<>();

	private final TestServer server = start();

	@AfterAll
	void stop() {
		this.started.forEach(TestServer::close);
	}

	@Test
	void pipelinedRequestsAreAnsweredInOrder() throws IOException {
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 24; i += 4) {
			requests.append(get("/feed/" + i, ""));
			requests.append(get("/open", ""));
			requests.append(post("/account/" + (i + 2), "x".repeat(100)));
			requests.append(post("/open", "x".repeat(100)));
		}
		try (RawConnection connection = connect()) {
			send(requests, connection);
			for (int i = 0; i < 24; i += 4) {
				assertThatIsRefused("HTTP/2.0", "/feed/" + i, read(connection));
				assertThatIsServed("open", read(connection));
				assertThatIsRefused("TLS", "/account/" + (i + 2), read(connection));
				assertThatIsServed("posted", read(connection));
			}
		}
	}

	@Test
	void pipelinedRefusalBehindWhichTheClientAsksToClose() throws IOException {
		try (RawConnection connection = connect()) {
			send(get("/feed/1", "") + get("/open", "Connection: close\r\n"), connection);
			assertThatIsRefused("HTTP/2.0", "/feed/1", read(connection));
			RawResponse served = read(connection);
			assertThatIsServed("open", served);
			assertThat(served.members("Connection")).containsExactly("close");
			assertThat(connection.readResponse(false)).isNull();
		}
	}

	@Test
	void pipelinedRefusalWithWhichTheClientAsksToClose() throws IOException {
		try (RawConnection connection = connect()) {
			send(get("/feed/1", "") + get("/open", "") + get("/feed/2", "Connection: close\r\n"), connection);
			assertThatIsRefused("HTTP/2.0", "/feed/1", read(connection));
			assertThatIsServed("open", read(connection));
			assertThatIsRefusedAndClosed("/feed/2", connection);
		}
	}

	@Test
	void upgradeOptionIsThereInHttp10() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /feed HTTP/1.0\r\n\r\n", connection);
			assertThatIsRefusedAndClosed("/feed", connection);
		}
	}

	@Test
	void upgradeOptionIsThereInHttp10WithKeepAlive() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /feed HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", connection);
			assertThatIsRefusedAndClosed("/feed", connection);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "close", "Close", "close, x-hop", "x-hop, close" })
	void upgradeOptionIsThereWhereTheClientAsksToClose(String options) throws IOException {
		try (RawConnection connection = connect()) {
			send(get("/feed", "Connection: " + options + "\r\n"), connection);
			assertThatIsRefusedAndClosed("/feed", connection);
		}
	}

	@Test
	void upgradeOptionIsThereWhereTheClientExpectsToContinue() throws IOException {
		try (RawConnection connection = connect()) {
			send("POST /feed HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", connection);
			assertThatIsRefused("HTTP/2.0", "/feed", read(connection));
		}
	}

	@Test
	void upgradeOptionIsThereInTheLastResponseOfAConnection() throws IOException {
		TestServer two = start("server.netty.max-keep-alive-requests=2");
		try (RawConnection connection = new RawConnection(two.endpoint())) {
			send(get("/feed/1", "") + get("/feed/2", ""), connection);
			assertThatIsRefused("HTTP/2.0", "/feed/1", read(connection));
			assertThatIsRefusedAndClosed("/feed/2", connection);
		}
	}

	@Test
	void upgradeOptionHandlerIsThereOnceAndTouchesNothingButRefusals() throws IOException {
		TestServer other = start();
		try (RawConnection connection = new RawConnection(other.endpoint())) {
			for (int i = 0; i < 2; i++) {
				send(get("/feed", ""), connection);
				assertThatIsRefused("HTTP/2.0", "/feed", read(connection));
			}
			Connections connections = other.context().getBean(Connections.class);
			assertThat(connections.channels).hasSize(1)
				.allSatisfy((channel) -> assertThat(channel.pipeline().names())
					.filteredOn((name) -> name.contains("UpgradeOptionHandler"))
					.hasSize(1));
			send(get("/open", "Connection: close\r\n"), connection);
			RawResponse served = read(connection);
			assertThat(served.text()).isEqualTo("open");
			assertThat(served.members("Connection")).doesNotContain("Upgrade");
		}
	}

	// Reactor Netty itself passes it on (RFC 9112, section 3.2)
	@Test
	void handshakeWithoutHostIsMalformed() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /ws/echo HTTP/1.1\r\n" + HANDSHAKE + "\r\n", connection);
			RawResponse response = read(connection);
			assertThat(response.status()).as("%s", response).isEqualTo(400);
			assertThat(response.lines("Upgrade")).isEmpty();
			assertThat(response.text()).contains("Host");
		}
	}

	// RFC 9110, 2.5: a recipient of a higher minor version processes the message as if it
	// were in the highest one that it knows of the same major version, so as HTTP/1.1
	@Test
	void handshakeInALaterMinorVersionIsJudgedAsInHttp11() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /ws/echo HTTP/1.7\r\n" + HOST + HANDSHAKE + "\r\n", connection);
			RawResponse response = read(connection);
			assertThat(response.status()).as("%s", response).isEqualTo(101);
		}
	}

	@Test
	void malformedHandshakeInALaterMinorVersionIsJudgedAsInHttp11() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /ws/echo HTTP/1.7\r\n" + HANDSHAKE + "\r\n", connection);
			assertThat(read(connection).status()).isEqualTo(400);
		}
	}

	@Test
	void plainGetInALaterMinorVersionIsRefusedAsInHttp11() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /ws/echo HTTP/1.7\r\n" + HOST + "\r\n", connection);
			assertThatIsRefused("websocket", "/ws/echo", read(connection));
		}
	}

	@Test
	void laterMinorVersionMeetsARuleForHttp11() throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /http11 HTTP/1.7\r\n" + HOST + "\r\n", connection);
			assertThat(read(connection).text()).isEqualTo("http11");
		}
	}

	// It passes the version of a request line on as it stands, except HTTP/2.0
	@ParameterizedTest
	@ValueSource(strings = { "HTTP/3.0", "HTTP/4.0", "HTTP/9.9", "HTTP/2.1" })
	void versionThatARequestLineClaimsMeetsNoRule(String version) throws IOException {
		try (RawConnection connection = connect()) {
			send("GET /feed " + version + "\r\n" + HOST + "\r\n" + get("/open", ""), connection);
			assertThatIsRefused("HTTP/2.0", "/feed", read(connection));
			assertThatIsServed("open", read(connection));
		}
	}

	@Test
	void versionThatARequestLineClaimsDoesNotMakeTls12OneOfTls13() throws IOException {
		TestServer secure = TestServer.start(ServerKind.REACTOR_NETTY, "tls", ObservedApplication.class);
		this.started.add(secure);
		try (RawConnection connection = new RawConnection(secure.endpoint(),
				(socket) -> ((SSLSocket) socket).setEnabledProtocols(new String[] { "TLSv1.2" }))) {
			send("GET /tls13 HTTP/3.0\r\n" + HOST + "\r\n", connection);
			assertThatIsRefused("TLS/1.3", "/tls13", read(connection));
		}
	}

	private TestServer start(String... properties) {
		TestServer server = TestServer.start(ServerKind.REACTOR_NETTY, "clear", ObservedApplication.class, properties);
		this.started.add(server);
		return server;
	}

	private RawConnection connect() throws IOException {
		return new RawConnection(this.server.endpoint());
	}

	private static String get(String path, String fields) {
		return "GET " + path + " HTTP/1.1\r\n" + HOST + fields + "\r\n";
	}

	private static String post(String path, String body) {
		return "POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
	}

	private static void send(CharSequence text, RawConnection connection) throws IOException {
		connection.send(text.toString().getBytes(StandardCharsets.US_ASCII));
	}

	private static RawResponse read(RawConnection connection) throws IOException {
		RawResponse response = connection.readResponse(false);
		assertThat(response).as("an answer").isNotNull();
		return response;
	}

	private static void assertThatIsRefusedAndClosed(String instance, RawConnection connection) throws IOException {
		RawResponse response = read(connection);
		assertThatIsRefused("HTTP/2.0", instance, response);
		assertThat(connection.readResponse(false)).as("closed after%n%s", response).isNull();
	}

	private static void assertThatIsRefused(String upgrade, String instance, RawResponse response) {
		assertThat(response.status()).as("%s", response).isEqualTo(426);
		assertThat(response.lines("Upgrade")).as("%s", response).containsExactly(upgrade);
		assertThat(response.members("Connection")).as("%s", response)
			.filteredOn("upgrade"::equalsIgnoreCase)
			.hasSize(1);
		assertThat(response.text()).contains("\"instance\":\"" + instance + "\"");
	}

	private static void assertThatIsServed(String body, RawResponse response) {
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.lines("Upgrade")).as("%s", response).isEmpty();
		assertThat(response.members("Connection")).as("%s", response).noneMatch("upgrade"::equalsIgnoreCase);
		assertThat(response.text()).isEqualTo(body);
	}

	static class Connections implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers(
					(server) -> server.doOnConnection((connection) -> this.channels.add(connection.channel())));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveWireApplication.class)
	static class ObservedApplication {

		@Bean
		Connections connections() {
			return new Connections();
		}

	}

}
