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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.PathSpellings;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestCertificate;
import io.github.upgraderequired.wire.TestServer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clients that people use, against refusals and handshakes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientTests {

	private static final List<String> CONNECTION_SPECIFIC = List.of("upgrade", "connection", "keep-alive",
			"transfer-encoding");

	private List<TestServer> servers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.values())
			.flatMap((kind) -> Stream.of("clear", "tls")
				.map((transport) -> TestServer.start(kind, transport, kind.application())))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Endpoint> all() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> clear() {
		return all().filter((endpoint) -> !endpoint.isSecure());
	}

	Stream<Endpoint> secure() {
		return all().filter(Endpoint::isSecure);
	}

	@ParameterizedTest
	@MethodSource("all")
	void curlOverHttp2GetsAWellFormedRefusal(Endpoint endpoint) throws Exception {
		String version = endpoint.isSecure() ? "--http2" : "--http2-prior-knowledge";
		String output = CommandLine.run("curl", "-sik", version, endpoint.url("/ws/echo"));
		assertThat(output).startsWith("HTTP/2 426").contains("\"protocols\":[\"websocket\"]");
		assertThat(fields(output)).doesNotContainKeys(CONNECTION_SPECIFIC.toArray(String[]::new))
			.containsEntry("cache-control", "no-store")
			.containsEntry("sec-websocket-version", "13");
	}

	@ParameterizedTest
	@MethodSource("clear")
	void curlThatUpgradesToH2cGetsAWellFormedRefusal(Endpoint endpoint) throws Exception {
		String output = CommandLine.run("curl", "-si", "--http2", endpoint.url("/account"));
		assertThat(output).contains("HTTP/1.1 101", "HTTP/2 426", "\"protocols\":[\"TLS\"]");
		assertThat(fields(output.substring(output.indexOf("HTTP/2 426"))))
			.doesNotContainKeys(CONNECTION_SPECIFIC.toArray(String[]::new));
	}

	@ParameterizedTest
	@MethodSource("all")
	void curlOverHttp2MeetsARuleForHttp2(Endpoint endpoint) throws Exception {
		String version = endpoint.isSecure() ? "--http2" : "--http2-prior-knowledge";
		assertThat(CommandLine.run("curl", "-sik", version, endpoint.url("/feed"))).startsWith("HTTP/2 200")
			.endsWith("feed");
	}

	@ParameterizedTest
	@MethodSource("all")
	void nghttpAcceptsEveryFieldOfARefusal(Endpoint endpoint) throws Exception {
		String output = CommandLine.run("nghttp", "-v", endpoint.url("/ws/echo"));
		assertThat(output).contains(":status: 426").doesNotContain("Invalid HTTP header", "PROTOCOL_ERROR");
		List<String> received = output.lines().filter((line) -> line.contains("recv (stream_id=")).toList();
		assertThat(received).isNotEmpty();
		for (String name : CONNECTION_SPECIFIC) {
			assertThat(received).noneMatch((line) -> line.contains(") " + name + ":"));
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void theHttpClientOfTheJdkReadsRefusals(Endpoint endpoint) throws Exception {
		HttpClient client = jdkClient();
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> response = client.send(
					HttpRequest.newBuilder(URI.create(endpoint.url("/ws/echo"))).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(426);
			assertThat(response.body()).contains("\"protocols\":[\"websocket\"]");
		}
		HttpResponse<String> open = client.send(HttpRequest.newBuilder(URI.create(endpoint.url("/open"))).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(open.body()).isEqualTo("open");
	}

	@ParameterizedTest
	@MethodSource("all")
	void theWebSocketOfTheJdkEchoes(Endpoint endpoint) throws Exception {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		WebSocket socket = jdkClient().newWebSocketBuilder()
			.buildAsync(webSocketUri(endpoint, "/ws/echo"), new TextListener(received))
			.join();
		socket.sendText("hello", true).join();
		assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	@ParameterizedTest
	@MethodSource("clear")
	void theWebSocketOfTheJdkSeesTheRefusalOfItsHandshake(Endpoint endpoint) {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> jdkClient().newWebSocketBuilder()
				.buildAsync(webSocketUri(endpoint, "/ws/private"), new TextListener(new LinkedBlockingQueue<>()))
				.join())
			.havingCause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class, (ex) -> {
				assertThat(ex.getResponse().statusCode()).isEqualTo(426);
				assertThat(ex.getResponse().headers().firstValue("Upgrade")).hasValue("TLS");
			});
	}

	@ParameterizedTest
	@MethodSource("clear")
	void apacheHttpClientGoesOnAfterARefusal(Endpoint endpoint) throws Exception {
		try (CloseableHttpClient client = HttpClients.createDefault()) {
			for (int i = 0; i < 3; i++) {
				String body = client.execute(new HttpGet(endpoint.url("/account")), (response) -> {
					assertThat(response.getCode()).isEqualTo(426);
					assertThat(response.getHeader("Upgrade").getValue()).isEqualTo("TLS");
					return EntityUtils.toString(response.getEntity());
				});
				assertThat(body).contains("\"protocols\":[\"TLS\"]");
			}
			String body = client.execute(new HttpGet(endpoint.url("/open")),
					(response) -> EntityUtils.toString(response.getEntity()));
			assertThat(body).isEqualTo("open");
		}
	}

	@ParameterizedTest
	@MethodSource("secure")
	void tls12MeetsARuleForTls12ButNotOneForTls13(Endpoint endpoint) throws Exception {
		assertThat(overTls12(endpoint, "/tls12").status()).isEqualTo(200);
		RawResponse refusal = overTls12(endpoint, "/tls13");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.field("Upgrade")).isEqualTo("TLS/1.3");
		assertThat(refusal.text()).doesNotContain("https://");
	}

	private static RawResponse overTls12(Endpoint endpoint, String path) throws Exception {
		try (RawConnection connection = new RawConnection(endpoint, (socket) -> {
			if (socket instanceof SSLSocket secure) {
				secure.setEnabledProtocols(new String[] { "TLSv1.2" });
			}
		})) {
			connection.send(PathSpellings.request(path));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	private static HttpClient jdkClient() {
		return HttpClient.newBuilder().sslContext(TestCertificate.sslContext()).build();
	}

	private static URI webSocketUri(Endpoint endpoint, String path) {
		return URI.create(endpoint.url(path).replaceFirst("http", "ws"));
	}

	private static Map<String, String> fields(String output) {
		return output.lines()
			.skip(1)
			.takeWhile((line) -> !line.isBlank())
			.map((line) -> line.split(":\\s*", 2))
			.collect(Collectors.toMap((field) -> field[0].toLowerCase(Locale.ROOT), (field) -> field[1].strip()));
	}

	private record TextListener(BlockingQueue<String> received) implements WebSocket.Listener {

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.received.add(data.toString());
			return WebSocket.Listener.super.onText(socket, data, last);
		}

	}

}
