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

package io.github.upgraderequired.wire.version;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.HttpWay;
import io.github.upgraderequired.wire.HttpWayClient;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plain GET in every version of HTTP, to every server, under every kind of rule. What
 * must come back follows from rule and version, and from {@link OwnAnswer}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractHttpVersionMatrixTests {

	// RFC 9113, 8.2.2; RFC 9114, 4.2
	private static final List<String> CONNECTION_SPECIFIC = List.of("Connection", "Upgrade", "Keep-Alive",
			"Proxy-Connection", "Transfer-Encoding", "HTTP2-Settings");

	private static final List<String> OF_REFUSALS = List.of("Upgrade", "Cache-Control", "Sec-WebSocket-Version");

	private final Map<Listener, TestServer> servers = new LinkedHashMap<>();

	private final Map<Cell, Seen> seen = new HashMap<>();

	/**
	 * Return the ways in which the servers are asked.
	 */
	abstract List<HttpWay> ways();

	/**
	 * Start a server.
	 * @param kind the kind of server
	 * @param transport what is below HTTP, see {@link HttpWay#transport()}
	 * @return the server
	 */
	TestServer start(ServerKind kind, String transport) {
		return startWith(kind, transport);
	}

	static TestServer startWith(ServerKind kind, String transport, String... properties) {
		String[] custom = { "upgrade.required.rules.iot.paths=/iot",
				"upgrade.required.rules.iot.protocols=iot-mux/1" };
		return TestServer.start(kind, transport, kind.isReactive() ? ReactiveApplication.class : Application.class,
				StringUtils.concatenateStringArrays(custom, properties));
	}

	/**
	 * Send a plain GET.
	 */
	RawResponse get(HttpWay way, Endpoint endpoint, String path) throws Exception {
		return HttpWayClient.get(way, endpoint, path);
	}

	@BeforeAll
	void start() {
		cells().filter((cell) -> !cell.hasNoServer())
			.forEach((cell) -> this.servers.computeIfAbsent(cell.listener(),
					(listener) -> start(listener.server(), listener.transport())));
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(TestServer::close);
	}

	Stream<Cell> cells() {
		return ways().stream()
			.flatMap((way) -> Arrays.stream(ServerKind.values())
				.flatMap((kind) -> Arrays.stream(RuleKind.values()).map((rule) -> new Cell(way, kind, rule))));
	}

	Stream<Cell> cellsOfNghttp() {
		return cells().filter((cell) -> cell.way().nghttpOption() != null);
	}

	@ParameterizedTest
	@MethodSource("cells")
	void answerFollowsFromRuleAndVersion(Cell cell) throws Exception {
		Seen seen = see(cell);
		OwnAnswer own = OwnAnswer.of(cell.server(), cell.way());
		if (own != null) {
			assertThat(seen.status()).as("status in %s", cell).isEqualTo(own.status());
			assertThat(seen.versions()).as("versions that the starter saw in %s", cell).isEmpty();
			if (seen.response() != null) {
				verifyNone(List.of("Upgrade", "Sec-WebSocket-Version"), seen.response());
				assertThat(seen.response().text()).doesNotContain("protocols", cell.rule().path());
			}
			return;
		}
		assertThat(seen.response()).as("response in %s", cell).isNotNull();
		assertThat(seen.versions()).as("versions that the starter saw in %s", cell)
			.containsExactly(cell.way().version().toString());
		if (cell.rule().isMetBy(cell.way())) {
			verifyServed(cell, seen.response());
		}
		else {
			verifyRefused(cell, seen.response());
		}
		if (cell.way().version().major() >= 2) {
			verifyNone(CONNECTION_SPECIFIC, seen.response());
		}
	}

	@ParameterizedTest
	@MethodSource("cellsOfNghttp")
	void nghttpSeesWhatCurlSees(Cell cell) throws Exception {
		TestServer server = server(cell);
		RawResponse response = HttpWayClient.getWithNghttp(cell.way(), server.endpoint(), cell.rule().path());
		assertThat(server.context().getBean(SeenVersions.class).drain())
			.containsExactly(cell.way().version().toString());
		RawResponse curl = see(cell).response();
		assertThat(curl).isNotNull();
		assertThat(response.status()).as("%s%n%s", cell, response).isEqualTo(curl.status());
		assertThat(withoutDate(response)).containsExactlyInAnyOrderElementsOf(withoutDate(curl));
		assertThat(response.text()).isEqualTo(curl.text());
	}

	/**
	 * Return what is seen in a cell, which is asked for once.
	 */
	Seen see(Cell cell) throws Exception {
		Seen known = this.seen.get(cell);
		if (known != null) {
			return known;
		}
		Seen seen = new Seen(null, List.of());
		if (!cell.hasNoServer()) {
			TestServer server = server(cell);
			RawResponse response = get(cell.way(), server.endpoint(), cell.rule().path());
			seen = new Seen(response, server.context().getBean(SeenVersions.class).drain());
		}
		this.seen.put(cell, seen);
		return seen;
	}

	private TestServer server(Cell cell) {
		return this.servers.get(cell.listener());
	}

	private static void verifyServed(Cell cell, RawResponse response) {
		assertThat(response.status()).as("%s%n%s", cell, response).isEqualTo(200);
		assertThat(response.text()).isEqualTo(cell.rule().served());
		verifyNone(OF_REFUSALS, response);
		assertThat(response.members("Connection")).as("%s", response)
			.noneMatch((option) -> option.equalsIgnoreCase("upgrade"));
	}

	private static void verifyRefused(Cell cell, RawResponse response) {
		assertThat(response.status()).as("%s%n%s", cell, response).isEqualTo(426);
		assertThat(response.text()).startsWith("{")
			.endsWith("}")
			.contains("\"status\":426", "\"instance\":\"" + cell.rule().path() + "\"",
					"\"protocols\":[\"" + String.join("\",\"", cell.rule().protocols()) + "\"]", "\"rule\":\"" + cell.rule().rule() + "\"");
		if (cell.way() == HttpWay.HTTP_0_9) {
			// A body alone
			assertThat(response.fields()).isEmpty();
			return;
		}
		boolean webSocket = cell.rule() == RuleKind.WEBSOCKET;
		assertThat(response.lines("Content-Type")).containsExactly("application/problem+json");
		assertThat(response.lines("Content-Length")).containsExactly(String.valueOf(response.body().length));
		assertThat(response.lines("Cache-Control")).as("R20: %s", response).containsExactly("no-store");
		assertThat(response.lines("Sec-WebSocket-Version")).as("R16: %s", response)
			.isEqualTo(webSocket ? List.of("13") : List.of());
		if (cell.way().version().major() == 1) {
			String upgrade = String.join(", ", cell.rule().protocols());
			assertThat(response.lines("Upgrade")).as("R1: %s", response).containsExactly(upgrade);
			assertThat(response.members("Connection")).as("R2: %s", response)
				.anyMatch((option) -> option.equalsIgnoreCase(cell.connectionOption()));
		}
	}

	private static void verifyNone(List<String> names, RawResponse response) {
		for (String name : names) {
			assertThat(response.lines(name)).as("%s of%n%s", name, response).isEmpty();
		}
	}

	private static List<String> withoutDate(RawResponse response) {
		return response.fields().stream().filter((field) -> !field.regionMatches(true, 0, "date:", 0, 5)).toList();
	}

	/**
	 * Where requests of one transport go.
	 */
	private record Listener(ServerKind server, String transport) {

	}

	/**
	 * One field of the matrix.
	 */
	record Cell(HttpWay way, ServerKind server, RuleKind rule) {

		Listener listener() {
			return new Listener(this.server, this.way.transport());
		}

		/**
		 * Return the option of a refusal in HTTP/1.x. Undertow replaces it where the
		 * connection will not persist, which it does not in HTTP/1.0.
		 */
		String connectionOption() {
			return (this.server.id().equals("undertow") && this.way == HttpWay.HTTP_1_0) ? "close" : "upgrade";
		}

		boolean hasNoServer() {
			OwnAnswer own = OwnAnswer.of(this.server, this.way);
			return own != null && own.status() == null;
		}

		@Override
		public String toString() {
			return this.way + " to " + this.server + " under " + this.rule;
		}

	}

	/**
	 * What was seen in a cell.
	 *
	 * @param response what the client got, or {@code null} where there is no server
	 * @param versions the versions of the requests that the starter was asked about
	 */
	record Seen(@Nullable RawResponse response, List<String> versions) {

		@Nullable Integer status() {
			return (this.response != null) ? this.response.status() : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WireApplication.class, SeenVersions.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ReactiveWireApplication.class, SeenVersions.class })
	static class ReactiveApplication {

	}

}
