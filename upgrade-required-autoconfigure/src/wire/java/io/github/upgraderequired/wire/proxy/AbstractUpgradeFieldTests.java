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

package io.github.upgraderequired.wire.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether a 426 behind a proxy carries {@code Upgrade}, on every server and with every
 * strategy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractUpgradeFieldTests {

	private static final String HEADER = "upgrade.required.http-version.header=X-Version";

	private static final String DIRECT = "upgrade.required.response.upgrade-field=direct";

	private final Map<String, TestServer> always = new TreeMap<>();

	private final Map<String, TestServer> direct = new TreeMap<>();

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			for (String strategy : List.of("none", "framework", "native")) {
				String set = "server.forward-headers-strategy=" + strategy;
				this.always.put(kind.id() + " " + strategy,
						TestServer.start(kind, "clear", kind.application(), HEADER, set));
				this.direct.put(kind.id() + " " + strategy,
						TestServer.start(kind, "clear", kind.application(), HEADER, set, DIRECT));
			}
		}
	}

	@AfterAll
	void stop() {
		List<TestServer> all = new ArrayList<>(this.always.values());
		all.addAll(this.direct.values());
		all.forEach(TestServer::close);
	}

	Stream<String> names() {
		return this.always.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void fieldIsAlwaysThereUnlessToldOtherwise(String name) throws IOException {
		for (String fields : List.of("", "Via: 1.1 proxy", "X-Forwarded-For: 192.0.2.7")) {
			assertThatFieldIsThere(get(this.always.get(name), "HTTP/1.1", fields));
		}
		// Where the connection will not persist, Undertow replaces the option by close
		if (!name.startsWith("undertow")) {
			assertThatFieldIsThere(get(this.always.get(name), "HTTP/1.0", ""));
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void fieldIsLeftOutBehindAProxyWhereThatIsAskedFor(String name) throws IOException {
		assertThatFieldIsThere(get(this.direct.get(name), "HTTP/1.1", ""));
		assertThatFieldIsThere(get(this.direct.get(name), "HTTP/1.1", "X-Forward: 1"));
		for (String fields : List.of("Via: 1.1 proxy", "via: 2 proxy", "Forwarded: for=192.0.2.7",
				"X-Forwarded-For: 192.0.2.7", "X-Forwarded-For: 10.1.2.3", "X-Forwarded-Proto: http", "X-Forwarded-Host: localhost",
				"x-forwarded-anything: 1")) {
			assertThatFieldIsNotThere(get(this.direct.get(name), "HTTP/1.1", fields));
		}
		assertThatFieldIsNotThere(get(this.direct.get(name), "HTTP/1.0", ""));
	}

	@ParameterizedTest
	@MethodSource("names")
	void versionThatTheProxyTellsDecides(String name) throws IOException {
		boolean believed = !name.endsWith(" none");
		for (TestServer server : List.of(this.always.get(name), this.direct.get(name))) {
			for (String version : List.of("HTTP/2.0", "3")) {
				RawResponse told = get(server, "HTTP/1.1", "X-Version: " + version);
				if (believed) {
					assertThatFieldIsNotThere(told);
				}
				else {
					assertThatFieldIsThere(told);
				}
			}
		}
		RawResponse old = get(this.direct.get(name), "HTTP/1.1", "X-Forwarded-For: 192.0.2.7\r\nX-Version: HTTP/1.1");
		if (believed) {
			assertThatFieldIsThere(old);
		}
		else {
			assertThatFieldIsNotThere(old);
		}
	}

	private static void assertThatFieldIsThere(RawResponse refusal) {
		assertThat(refusal.lines("Upgrade")).as("R1: " + refusal).containsExactly("TLS");
		assertThat(refusal.lines("Connection")).as("R2: " + refusal).contains("Upgrade");
	}

	private static void assertThatFieldIsNotThere(RawResponse refusal) {
		assertThat(refusal.lines("Upgrade")).as("R12a: " + refusal).isEmpty();
		assertThat(refusal.lines("Connection")).as("R12a: " + refusal).doesNotContain("Upgrade");
		assertThat(refusal.text()).contains("\"protocols\":[\"TLS\"]");
	}

	private static RawResponse get(TestServer server, String version, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send(("GET /account " + version + "\r\nHost: localhost\r\n"
					+ (fields.isEmpty() ? "" : fields + "\r\n") + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as(response.toString()).isEqualTo(426);
			return response;
		}
	}

}
