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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A plain GET in every version of HTTP, to every server, under every kind of rule. What
 * must come back follows from rule and version, and from {@link OwnAnswer}; the
 * documentation has the table of what did.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpVersionMatrixTests {

	private static final Path DOCUMENTATION = Path.of("..", "docs", "http-versions.md");

	// RFC 9113, 8.2.2; RFC 9114, 4.2
	private static final List<String> CONNECTION_SPECIFIC = List.of("Connection", "Upgrade", "Keep-Alive",
			"Proxy-Connection", "Transfer-Encoding", "HTTP2-Settings");

	private static final List<String> OF_REFUSALS = List.of("Upgrade", "Cache-Control", "Sec-WebSocket-Version");

	private final HttpWayClient client = new HttpWayClient();

	private final Map<Listener, TestServer> servers = new LinkedHashMap<>();

	private final Map<Cell, Seen> seen = new HashMap<>();

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			for (String transport : List.of("clear", "tls", "quic")) {
				if (!"quic".equals(transport) || OwnAnswer.of(kind, HttpWay.HTTP_3) == null) {
					this.servers.put(new Listener(kind, transport), MatrixServers.start(kind, transport));
				}
			}
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(TestServer::close);
	}

	static Stream<Cell> cells() {
		return Arrays.stream(HttpWay.values())
			.flatMap((way) -> Arrays.stream(ServerKind.values())
				.flatMap((kind) -> Arrays.stream(RuleKind.values()).map((rule) -> new Cell(way, kind, rule))));
	}

	static Stream<Cell> cellsOfNghttp() {
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

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTIVE_TOMCAT" })
	void tomcatHearsNothingOnUdp(ServerKind kind) throws IOException {
		int port = this.servers.get(new Listener(kind, "tls")).endpoint().port();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			socket.setSoTimeout(20_000);
			DatagramPacket packet = new DatagramPacket(new byte[1200], 1200);
			assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> {
				socket.send(packet);
				socket.receive(packet);
			});
		}
	}

	@Test
	void documentationHasTheTableOfThisRun() throws Exception {
		String table = table();
		Path actual = Path.of("target", "http-versions.md");
		Files.writeString(actual, table);
		assertThat(Files.readString(DOCUMENTATION)).as("%s with the table in %s", DOCUMENTATION, actual)
			.contains("\n\n" + table + "\n\n");
	}

	private Seen see(Cell cell) throws Exception {
		Seen known = this.seen.get(cell);
		if (known != null) {
			return known;
		}
		Seen seen = new Seen(null, List.of());
		if (this.servers.containsKey(new Listener(cell.server(), cell.way().transport()))) {
			TestServer server = server(cell);
			RawResponse response = this.client.get(cell.way(), server.endpoint(), cell.rule().path());
			seen = new Seen(response, server.context().getBean(SeenVersions.class).drain());
		}
		this.seen.put(cell, seen);
		return seen;
	}

	private TestServer server(Cell cell) {
		return this.servers.get(new Listener(cell.server(), cell.way().transport()));
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
					"\"protocols\":[\"" + cell.rule().protocol() + "\"]", "\"rule\":\"" + cell.rule().rule() + "\"");
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
			assertThat(response.lines("Upgrade")).as("R1: %s", response).containsExactly(cell.rule().protocol());
			assertThat(response.members("Connection")).as("R2: %s", response)
				.anyMatch((option) -> option.equalsIgnoreCase("upgrade"));
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

	private String table() throws Exception {
		StringBuilder table = new StringBuilder("| Version | Server | The starter sees |");
		for (RuleKind rule : RuleKind.values()) {
			table.append(' ').append(rule.heading()).append(" |");
		}
		table.append("\n| --- | --- | --- |").append(" --- |".repeat(RuleKind.values().length));
		for (HttpWay way : HttpWay.values()) {
			Map<String, List<ServerKind>> rows = new LinkedHashMap<>();
			for (ServerKind server : ServerKind.values()) {
				rows.computeIfAbsent(row(way, server), (row) -> new ArrayList<>()).add(server);
			}
			rows.forEach((row, servers) -> table.append("\n| ")
				.append(way.label())
				.append(" | ")
				.append(names(servers))
				.append(" | ")
				.append(row));
		}
		return table.toString();
	}

	private String row(HttpWay way, ServerKind server) throws Exception {
		StringBuilder row = new StringBuilder();
		List<String> versions = List.of();
		for (RuleKind rule : RuleKind.values()) {
			Seen seen = see(new Cell(way, server, rule));
			versions = seen.versions();
			row.append(' ').append(seen.inWords()).append(" |");
		}
		return (versions.isEmpty() ? "nothing" : "`" + String.join(", ", versions) + "`") + " |" + row;
	}

	private static String names(List<ServerKind> servers) {
		return (servers.size() == ServerKind.values().length) ? "all"
				: servers.stream().map(HttpVersionMatrixTests::name).collect(Collectors.joining(", "));
	}

	private static String name(ServerKind server) {
		return switch (server) {
			case TOMCAT -> "Tomcat";
			case JETTY -> "Jetty";
			case REACTOR_NETTY -> "Reactor Netty";
			case REACTIVE_TOMCAT -> "WebFlux on Tomcat";
			case REACTIVE_JETTY -> "WebFlux on Jetty";
		};
	}

	/**
	 * Where requests of one transport go.
	 */
	private record Listener(ServerKind server, String transport) {

	}

	/**
	 * One field of the matrix.
	 */
	private record Cell(HttpWay way, ServerKind server, RuleKind rule) {

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
	private record Seen(@Nullable RawResponse response, List<String> versions) {

		@Nullable Integer status() {
			return (this.response != null) ? this.response.status() : null;
		}

		String inWords() {
			if (this.response == null) {
				return "none";
			}
			return this.versions.isEmpty() ? "`" + status() + "` by the server" : "`" + status() + "`";
		}

	}

}
