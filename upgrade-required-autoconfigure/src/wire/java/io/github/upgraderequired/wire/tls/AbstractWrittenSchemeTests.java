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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.Http2Connection;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that writes {@code https} into the target of a request in clear text: as the
 * absolute form in HTTP/1.1, as {@code :scheme} over HTTP/2. Its word counts for nothing,
 * and that of a strategy goes on to count.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractWrittenSchemeTests {

	private static final String[] PROPERTIES = { "upgrade.required.rules.account.hsts.max-age=1d",
			"upgrade.required.rules.told.paths=/account", "upgrade.required.rules.told.protocols=HTTP/1.1",
			"upgrade.required.rules.told.alt-svc=h3=\":443\"", "upgrade.required.rules.moved.paths=/open",
			"upgrade.required.rules.moved.protocols=TLS", "upgrade.required.rules.moved.action=redirect" };

	private final Map<String, TestServer> servers = new TreeMap<>();

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			for (String strategy : List.of("none", "framework", "native")) {
				List<String> properties = new ArrayList<>(List.of(PROPERTIES));
				properties.add("server.forward-headers-strategy=" + strategy);
				this.servers.put(kind.id() + " " + strategy,
						TestServer.start(kind, "clear", kind.application(), properties.toArray(String[]::new)));
			}
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(TestServer::close);
	}

	Stream<Arguments> servers() {
		return this.servers.entrySet()
			.stream()
			.map((server) -> Arguments.argumentSet(server.getKey(), server.getValue().endpoint(),
					!server.getKey().endsWith(" none")));
	}

	@ParameterizedTest
	@MethodSource("servers")
	void absoluteTargetMakesNoRequestSecure(Endpoint endpoint, boolean strategy) throws IOException {
		for (String fields : List.of("", "X-Forwarded-Proto: http\r\n", "X-Forwarded-For: 192.0.2.7\r\n",
				"Forwarded: for=192.0.2.7\r\n")) {
			RawResponse response = absolute(endpoint, "/account", fields);
			assertThat(response.status()).as(fields + response).isEqualTo(426);
			assertThat(response.lines("Strict-Transport-Security")).as("R18").isEmpty();
			assertThat(response.lines("Alt-Svc")).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("servers")
	void absoluteTargetIsRedirected(Endpoint endpoint, boolean strategy) throws IOException {
		RawResponse response = absolute(endpoint, "/open", "");
		assertThat(response.status()).as(response.toString()).isEqualTo(308);
		assertThat(response.field("Location")).isEqualTo("https://shop.test/open");
	}

	@ParameterizedTest
	@MethodSource("servers")
	void strategyCountsBesideAnAbsoluteTarget(Endpoint endpoint, boolean strategy) throws IOException {
		RawResponse response = absolute(endpoint, "/account", "X-Forwarded-Proto: https\r\n");
		assertThat(response.status()).as(response.toString()).isEqualTo(strategy ? 200 : 426);
		assertThat(response.lines("Strict-Transport-Security")).hasSize(strategy ? 1 : 0);
	}

	// Tomcat 10.1, and 11 unless it is told otherwise, resets such a stream
	@ParameterizedTest
	@MethodSource("servers")
	void schemeOfHttp2MakesNoRequestSecure(Endpoint endpoint, boolean strategy) throws IOException {
		for (String fields : List.of("", "x-forwarded-proto: http\n", "x-forwarded-for: 192.0.2.7\n")) {
			Http2Connection.Response response = overHttp2(endpoint, fields);
			assertThat(response.status()).as(fields + response).isEqualTo(resets(endpoint) ? 0 : 426);
			assertThat(response.fields()).doesNotContainKeys("strict-transport-security", "alt-svc");
		}
	}

	@ParameterizedTest
	@MethodSource("servers")
	void strategyCountsBesideTheSchemeOfHttp2(Endpoint endpoint, boolean strategy) throws IOException {
		Http2Connection.Response response = overHttp2(endpoint, "x-forwarded-proto: https\n");
		assertThat(response.status()).as(response.toString())
			.isEqualTo(resets(endpoint) ? 0 : served(strategy));
	}

	private static int served(boolean strategy) {
		return strategy ? 200 : 426;
	}

	private static boolean resets(Endpoint endpoint) {
		return endpoint.server().contains("tomcat");
	}

	@ParameterizedTest
	@MethodSource("servers")
	void otherSpellingsMakeNoRequestSecureEither(Endpoint endpoint, boolean strategy) throws IOException {
		for (String target : List.of("HTTPS://shop.test/account", "wss://shop.test/account", "WSS://shop.test/account")) {
			try (RawConnection connection = new RawConnection(endpoint)) {
				connection.send(("GET " + target + " HTTP/1.1\r\nHost: shop.test\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
				RawResponse response = connection.readResponse(false);
				assertThat(response).isNotNull();
				assertThat(response.status()).as(target + " " + response).isIn(426, 400, 404);
				assertThat(response.lines("Strict-Transport-Security")).isEmpty();
			}
		}
	}

	private static RawResponse absolute(Endpoint endpoint, String path, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(("GET https://shop.test" + path + " HTTP/1.1\r\nHost: shop.test\r\n" + fields + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	static Http2Connection.Response overHttp2(Endpoint endpoint, String fields) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			return connection.get(":method: GET\n:scheme: https\n:authority: shop.test\n:path: /account\n" + fields);
		}
	}

}
