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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.upgraderequired.wire.TestCertificate;

/**
 * A server that answers what a test tells it, however wrong that is.
 */
final class ScriptedServer implements AutoCloseable {

	private final HttpServer server;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private ScriptedServer(HttpServer server, Function<Received, Answer> script) {
		this.server = server;
		server.createContext("/", (exchange) -> handle(exchange, script));
		server.start();
	}

	static ScriptedServer clear(Function<Received, Answer> script) {
		try {
			return new ScriptedServer(HttpServer.create(address(), 0), script);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ScriptedServer tls(Function<Received, Answer> script) {
		try {
			HttpsServer server = HttpsServer.create(address(), 0);
			server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.serverContext()));
			return new ScriptedServer(server, script);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

	private void handle(HttpExchange exchange, Function<Received, Answer> script) throws IOException {
		try (exchange) {
			Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
					exchange.getRequestHeaders(),
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			this.received.add(request);
			Answer answer = script.apply(request);
			answer.headers().forEach((header) -> exchange.getResponseHeaders().add(header[0], header[1]));
			byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
			boolean head = request.method().equals("HEAD");
			exchange.sendResponseHeaders(answer.status(), (head || body.length == 0) ? -1 : body.length);
			if (!head && body.length > 0) {
				exchange.getResponseBody().write(body);
			}
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	List<Received> received() {
		return this.received;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	record Received(String method, String target, Headers headers, String body) {

	}

	record Answer(int status, String body, List<String[]> headers) {

		static Answer ok(String body) {
			return new Answer(200, body, List.of());
		}

		static Answer refusal(String upgrade) {
			return refusal("", new String[] { "Upgrade", upgrade }, new String[] { "Connection", "Upgrade" });
		}

		static Answer refusal(String body, String[]... headers) {
			return new Answer(426, body, List.of(headers));
		}

		static Answer problem(String json) {
			return refusal(json, new String[] { "Content-Type", "application/problem+json" });
		}

	}

}
