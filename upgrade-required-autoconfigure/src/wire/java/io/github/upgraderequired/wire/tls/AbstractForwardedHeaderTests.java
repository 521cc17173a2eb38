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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends forwarded headers to every server, with every strategy, in clear text and over
 * TLS, and compares which rules they meet with the data file.
 */
abstract class AbstractForwardedHeaderTests {

	private static final Pattern LINK = Pattern.compile("\"https\":\"https://([^\"]*)/account\"");

	static Stream<Arguments> servers() {
		return Stream.of(ServerKind.values())
			.flatMap((kind) -> ForwardedHeaderCase.STRATEGIES.stream()
				.flatMap((strategy) -> Stream.of("clear", "tls")
					.map((transport) -> Arguments.of(kind, strategy, transport))));
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("servers")
	void forwardedHeadersCountAsTheDataFileSays(ServerKind kind, String strategy, String transport) throws IOException {
		List<ForwardedHeaderCase> cases = ForwardedHeaderCase.load()
			.stream()
			.filter((forwarded) -> forwarded.over().equals(transport)
					&& !forwarded.outcome(kind.id(), strategy).equals("unanswered"))
			.toList();
		assertThat(cases).isNotEmpty();
		Map<String, String> expected = new LinkedHashMap<>();
		cases.forEach((forwarded) -> expected.put(forwarded.toString(), forwarded.outcome(kind.id(), strategy)));
		assertThat(outcomes(kind, transport, cases, "server.forward-headers-strategy=" + strategy))
			.containsExactlyEntriesOf(expected);
	}

	/**
	 * Return what comes of requests.
	 * @param kind the server
	 * @param transport how they reach it
	 * @param cases the requests
	 * @param properties further properties of the application
	 * @return the outcomes, in the words of the data file
	 */
	static Map<String, String> outcomes(ServerKind kind, String transport, List<ForwardedHeaderCase> cases,
			String... properties) throws IOException {
		Map<String, String> outcomes = new LinkedHashMap<>();
		try (TestServer server = TestServer.start(kind, transport, kind.application(),
				immediately(properties))) {
			for (ForwardedHeaderCase forwarded : cases) {
				outcomes.put(forwarded.toString(), outcome(server.endpoint(), forwarded));
			}
		}
		return outcomes;
	}

	// Not after a while, since nobody is waiting for an answer
	private static String[] immediately(String... properties) {
		return Stream.concat(Stream.of(properties), Stream.of("server.shutdown=immediate")).toArray(String[]::new);
	}

	private static String outcome(Endpoint endpoint, ForwardedHeaderCase forwarded) throws IOException {
		RawResponse tls = send(endpoint, forwarded.request("/account"));
		RawResponse tls13 = send(endpoint, forwarded.request("/tls13"));
		return switch (tls.status() + " " + tls13.status()) {
			case "426 426" -> "no" + link(tls.text());
			case "200 426" -> "TLS";
			case "200 200" -> "TLS/1.3";
			case "400 400" -> "400";
			default -> throw new AssertionError(tls + "\n" + tls13);
		};
	}

	private static String link(String body) {
		Matcher link = LINK.matcher(body);
		if (!link.find()) {
			return ", no link";
		}
		return link.group(1).equals("localhost") ? "" : ", " + link.group(1);
	}

	private static RawResponse send(Endpoint endpoint, byte[] request) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(request);
			RawResponse response = connection.readResponse(false);
			assertThat(response).as("an answer on %s", endpoint).isNotNull();
			return response;
		}
	}

}
