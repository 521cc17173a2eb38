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

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where 426 ends and 505 and 400 begin (RFC 9110, section 15.6.6): sends what is at the
 * edge of HTTP/1.1 to every server, and compares what becomes of it with the data file.
 */
class BoundaryTests {

	private static final byte[] NEXT = "GET /open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	static Stream<Arguments> servers() {
		return Stream.of(ServerKind.values())
			.flatMap(
					(kind) -> Stream.of("clear", "clear-1.1", "tls").map((transport) -> Arguments.of(kind, transport)));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("servers")
	void boundaryIsWhereTheDataFileSays(ServerKind kind, String transport) throws IOException {
		Map<String, String> expected = new LinkedHashMap<>();
		Map<String, String> actual = new LinkedHashMap<>();
		Class<?> application = kind.isReactive() ? ReactiveApplication.class : ServletApplication.class;
		try (TestServer server = TestServer.start(kind, transport.replace("-1.1", ""), application,
				"server.http2.enabled=" + !transport.endsWith("-1.1"))) {
			for (BoundaryCase boundary : cases(transport)) {
				for (String path : BoundaryCase.PATHS) {
					for (Map.Entry<String, byte[]> request : boundary.requests(path).entrySet()) {
						String name = boundary.label() + " > " + request.getKey() + " for " + path;
						String outcome = boundary.outcome(kind.id(), path);
						expected.put(name, outcome);
						actual.put(name, outcome(server, boundary, request.getValue(), outcome));
					}
				}
			}
		}
		assertThat(actual).containsExactlyEntriesOf(expected).hasSizeGreaterThan(40);
	}

	private static List<BoundaryCase> cases(String transport) {
		return BoundaryCase.load()
			.stream()
			.filter((boundary) -> boundary.where().contains(transport)
					|| (transport.equals("tls") && boundary.where().contains("clear-to-tls")))
			.toList();
	}

	private static String outcome(TestServer server, BoundaryCase boundary, byte[] request, String expected)
			throws IOException {
		Visits visits = server.context().getBean(Visits.class);
		visits.count.set(0);
		Endpoint endpoint = server.endpoint();
		if (boundary.where().contains("clear-to-tls")) {
			endpoint = new Endpoint(endpoint.server(), "clear", endpoint.port());
		}
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(request);
			// An answer that is none of HTTP/1.x is read as what it should be
			return switch (expected.split(" ")[0]) {
				case "http2" -> (connection.read(9)[3] == 4) ? "http2 " + visits.author(false) : "no SETTINGS";
				case "alert" -> ((connection.read(7)[0] == 21) ? "alert " + visits.author(false) : "no alert")
						+ closing(connection, false, expected);
				case "nothing", "body" -> {
					String text = new String(connection.readToEnd(), StandardCharsets.UTF_8);
					yield (text.isEmpty() ? "nothing " : text.startsWith("HTTP/") ? text : "body ")
							+ visits.author(text.contains("\"protocols\":[\"HTTP/2.0\"]")) + " closed";
				}
				default -> outcome(connection, visits, expected);
			};
		}
	}

	private static String outcome(RawConnection connection, Visits visits, String expected) throws IOException {
		RawResponse response = connection.readResponse(false);
		if (response == null) {
			return "nothing";
		}
		boolean refused = response.text().contains("\"protocols\":[\"HTTP/2.0\"]");
		assertThat(response.lines("Upgrade")).as("R1: Upgrade of%n%s", response)
			.isEqualTo(refused ? List.of("HTTP/2.0") : List.of());
		assertThat(response.members("Connection").stream().anyMatch("upgrade"::equalsIgnoreCase))
			.as("R2: Connection of%n%s", response)
			.isEqualTo(refused);
		assertThat(response.lines(WireApplication.REACHED).isEmpty()).as("%s", response)
			.isEqualTo(response.status() != 200);
		String author = visits.author(refused);
		boolean announced = response.members("Connection").stream().anyMatch("close"::equalsIgnoreCase);
		return response.status() + " " + author + closing(connection, announced, expected);
	}

	private static String closing(RawConnection connection, boolean announced, String expected) throws IOException {
		// The end is waited for, and a next request is not sent into it
		RawResponse next = expected.contains(" close") ? connection.readResponse(false) : next(connection);
		if (next != null) {
			assertThat(next.text()).as("next response%n%s", next).isEqualTo("open");
			return announced ? " close, but kept" : "";
		}
		return announced ? " close" : " closed";
	}

	private static @Nullable RawResponse next(RawConnection connection) throws IOException {
		try {
			connection.send(NEXT);
			return connection.readResponse(false);
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// Closed before all of the next request was there
			return null;
		}
	}

	/**
	 * Counts the requests that reach a filter in front of the starter's.
	 */
	static final class Visits {

		private final AtomicInteger count = new AtomicInteger();

		private String author(boolean refused) {
			assertThat(this.count).as("requests that reached a filter").hasValueLessThan(2);
			if (this.count.get() == 0) {
				return refused ? "starter without a filter" : "server";
			}
			return refused ? "starter" : "application";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WireApplication.class)
	static class ServletApplication {

		@Bean
		Visits visits() {
			return new Visits();
		}

		@Bean
		FilterRegistrationBean<Filter> firstFilter(Visits visits) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				visits.count.incrementAndGet();
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveWireApplication.class)
	static class ReactiveApplication {

		@Bean
		Visits visits() {
			return new Visits();
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter firstFilter(Visits visits) {
			return (exchange, chain) -> {
				visits.count.incrementAndGet();
				return chain.filter(exchange);
			};
		}

	}

}
