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

package io.github.upgraderequired.sample.reactive;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as a client sees it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReactiveSampleApplicationTests {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "/ws/echo, websocket", "/account, TLS", "/feed, HTTP/2.0", "/lines, line-echo/1" })
	void guardedPathIsRefusedWithUpgrade(String path, String protocol) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().allValues("Upgrade")).containsExactly(protocol);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"protocols\":[\"" + protocol + "\"]");
	}

	@Test
	void openPathIsServed() throws Exception {
		HttpResponse<String> response = get("/open");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map()).doesNotContainKey("Upgrade");
	}

	@Test
	void pageHasAButtonForEachCase() throws Exception {
		assertThat(get("/").body()).contains("data-path=\"/open\"", "data-path=\"/ws/echo\"", "data-path=\"/account\"",
				"data-path=\"/feed\"", "data-path=\"/lines\"", "data-socket=\"/ws/echo\"");
		assertThat(get("/page.js").statusCode()).isEqualTo(200);
		assertThat(get("/page.css").statusCode()).isEqualTo(200);
	}

	@Test
	void http2MeetsTheRuleOfTheFeed() throws Exception {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri("http", "/feed")).build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void webSocketEchoes() throws Exception {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		WebSocket socket = this.client.newWebSocketBuilder()
			.buildAsync(uri("ws", "/ws/echo"), new WebSocket.Listener() {

				@Override
				public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
					received.add(data.toString());
					return WebSocket.Listener.super.onText(socket, data, last);
				}

			})
			.join();
		socket.sendText("hello", true).join();
		assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	@Test
	void customProtocolSwitchesAndEchoesLines() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write("GET /lines HTTP/1.1\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: Upgrade\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 101").contains("Upgrade: line-echo/1");
			socket.getOutputStream().write("one\ntwo\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(8)).asString(StandardCharsets.US_ASCII)
				.isEqualTo("one\ntwo\n");
		}
	}

	private static String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) in.read());
		}
		return head.toString();
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri("http", path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private URI uri(String scheme, String path) {
		return URI.create(scheme + "://localhost:" + this.port + path);
	}

}
