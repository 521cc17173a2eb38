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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.HttpWay;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every version of HTTP to every server, HTTP/3 included. The documentation has the table
 * of what came back.
 */
class HttpVersionMatrixTests extends AbstractHttpVersionMatrixTests {

	private static final Path DOCUMENTATION = Path.of("..", "docs", "appendix-http-versions.md");

	private final Http3Client http3 = new Http3Client();

	@Override
	List<HttpWay> ways() {
		return List.of(HttpWay.values());
	}

	@Override
	TestServer start(ServerKind kind, String transport) {
		return "quic".equals(transport) ? startWith(kind, "tls", Http3Servers.with()) : super.start(kind, transport);
	}

	@Override
	RawResponse get(HttpWay way, Endpoint endpoint, String path) throws Exception {
		return (way != HttpWay.HTTP_3) ? super.get(way, endpoint, path) : this.http3.get(endpoint.url(path));
	}

	@Test
	void documentationHasTheTableOfThisRun() throws Exception {
		String table = table();
		Path actual = Path.of("target", "http-versions.md");
		Files.writeString(actual, table);
		assertThat(Files.readString(DOCUMENTATION)).as("%s with the table in %s", DOCUMENTATION, actual)
			.contains("\n\n" + table + "\n\n");
	}

	private String table() throws Exception {
		StringBuilder table = new StringBuilder("| Version | Server | The starter sees | Served under | Else |");
		table.append("\n| --- | --- | --- | --- | --- |");
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
		List<String> served = new ArrayList<>();
		Set<String> others = new LinkedHashSet<>();
		List<String> versions = List.of();
		for (RuleKind rule : RuleKind.values()) {
			Seen seen = see(new Cell(way, server, rule));
			versions = seen.versions();
			if (seen.response() != null && seen.status() == 200) {
				served.add(rule.heading());
			}
			else {
				others.add(inWords(seen));
			}
		}
		return (versions.isEmpty() ? "nothing" : "`" + String.join(", ", versions) + "`") + " | "
				+ (served.isEmpty() ? "nothing" : String.join("; ", served)) + " | " + String.join(", ", others) + " |";
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

	private static String inWords(Seen seen) {
		if (seen.response() == null) {
			return "none";
		}
		return "`" + seen.status() + "`" + (seen.versions().isEmpty() ? " (server)" : "");
	}

}
