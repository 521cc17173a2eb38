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

package io.github.upgraderequired.wire.rollout;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules through their whole life: silent, announced, enforced.
 */
class AnnouncementTests {

	private static final Instant ANNOUNCED = Instant.parse("2027-01-01T00:00:00Z");

	private static final Instant ENFORCED = Instant.parse("2027-03-01T00:00:00Z");

	private static final String SECURE = "upgrade.required.rules.secure.";

	private static final String MOBILE = "upgrade.required.rules.mobile.";

	private static final String OLD = "User-Agent: acme-ios/3.1";

	private final List<TestServer> servers = new ArrayList<>();

	private Instant now = ANNOUNCED.minusSeconds(1);

	@AfterEach
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	static Stream<ServerKind> kinds() {
		return Arrays.stream(ServerKind.values()).filter((kind) -> !kind.name().startsWith("REACTIVE_"));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R22: Deprecation is a date of structured fields, Sunset an HTTP-date; R2: no Upgrade on what is served")
	void ruleOfAProtocolIsSilentThenAnnouncesThenRefuses(ServerKind kind) throws IOException {
		TestServer server = start(kind, "clear", SECURE + "protocols=TLS", SECURE + "announce-at=2027-01-01T00:00:00Z",
				SECURE + "enforce-at=2027-03-01T01:00:00+01:00", SECURE + "link=https://example.com/news/tls");
		RawResponse silent = server.get("/orders");
		assertThat(silent.status()).isEqualTo(200);
		assertThat(silent.lines("Deprecation")).isEmpty();
		assertThat(silent.lines("Sunset")).isEmpty();
		assertThat(silent.lines("Link")).isEmpty();
		this.now = ANNOUNCED;
		announces(server.get("/orders"));
		this.now = ENFORCED.minusNanos(1);
		announces(server.get("/orders"));
		this.now = ENFORCED;
		RawResponse refusal = server.get("/orders");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.field("Upgrade")).isEqualTo("TLS");
		assertThat(refusal.lines("Deprecation")).isEmpty();
	}

	private static void announces(RawResponse response) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.lines("Deprecation")).containsExactly("@1798761600");
		assertThat(response.lines("Sunset")).containsExactly("Mon, 01 Mar 2027 00:00:00 GMT");
		assertThat(response.members("Link")).containsExactlyInAnyOrder(
				"<https://example.com/news/tls>; rel=\"deprecation\"",
				"<https://example.com/news/tls>; rel=\"sunset\"");
		assertThat(response.lines("Upgrade")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void ruleOfClientsTellsThoseThatAreGoingToBeRefused(ServerKind kind) throws IOException {
		TestServer server = start(kind, "clear", MOBILE + "clients.acme-ios.minimum=3.2",
				MOBILE + "clients.acme-ios.latest=3.5", MOBILE + "headers.minimum=X-Minimum-Version",
				MOBILE + "headers.latest=X-Latest-Version", MOBILE + "headers.enforce-at=X-Refused-From",
				MOBILE + "announce-at=2027-01-01T00:00:00Z", MOBILE + "enforce-at=2027-03-01T00:00:00Z",
				"upgrade.required.check.path=/version-check");
		RawResponse silent = server.get("/orders", OLD);
		assertThat(silent.lines("X-Minimum-Version")).isEmpty();
		assertThat(silent.members("Vary")).doesNotContain("User-Agent");
		this.now = ANNOUNCED;
		RawResponse served = server.get("/orders", OLD);
		assertThat(served.status()).isEqualTo(200);
		assertThat(served.field("X-Minimum-Version")).isEqualTo("3.2");
		assertThat(served.field("X-Latest-Version")).isEqualTo("3.5");
		assertThat(served.field("X-Refused-From")).isEqualTo("2027-03-01T00:00:00Z");
		assertThat(served.members("Vary")).contains("User-Agent");
		assertThat(served.lines("Deprecation")).isEmpty();
		assertThat(served.lines("Upgrade")).isEmpty();
		RawResponse current = server.get("/orders", "User-Agent: acme-ios/3.2");
		assertThat(current.field("X-Minimum-Version")).isEqualTo("3.2");
		assertThat(current.lines("X-Refused-From")).isEmpty();
		assertThat(server.get("/version-check", OLD).text())
			.contains("\"status\":\"unsupported\",\"enforceAt\":\"2027-03-01T00:00:00Z\"");
		this.now = ENFORCED;
		assertThat(server.get("/orders", OLD).status()).isEqualTo(426);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whatSecureResponsesTellComesWithTheRefusals(ServerKind kind) throws IOException {
		TestServer server = start(kind, "tls", "upgrade.required.rules.http.protocols=HTTP/1.1",
				"upgrade.required.rules.http.alt-svc=h3=\":443\"",
				"upgrade.required.rules.http.enforce-at=2027-03-01T00:00:00Z");
		for (Instant date : List.of(ANNOUNCED.minusSeconds(1), ANNOUNCED, ENFORCED.minusSeconds(1))) {
			this.now = date;
			RawResponse response = server.get("/orders");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.lines("Alt-Svc")).isEmpty();
			assertThat(response.lines("Deprecation")).isEmpty();
		}
		this.now = ENFORCED;
		RawResponse response = server.get("/orders");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.lines("Alt-Svc")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			announce-at=2027-01-01T00:00:00Z | | 200 200 200 | - A A
			enforce-at=2027-03-01T00:00:00Z | | 200 200 426 | - - -
			enforce-at=2027-03-01T00:00:00Z | mode=report | 200 200 200 | - - -
			enforce-at=2027-03-01T00:00:00Z | mode=off | 200 200 200 | - - -
			announce-at=2026-01-01T00:00:00Z | | 200 200 200 | A A A
			announce-at=2026-01-01T00:00:00Z | mode=report | 200 200 200 | - - -
			enforce-at=2026-01-01T00:00:00Z | | 426 426 426 | - - -
			""")
	void oneDateIsEnoughAndTheModeIsStronger(String date, String mode, String statuses, String announced)
			throws IOException {
		TestServer server = start(ServerKind.values()[0], "clear", SECURE + "protocols=TLS", SECURE + date,
				SECURE + ((mode != null) ? mode : "mode=enforce"));
		List<String> status = new ArrayList<>();
		List<String> deprecated = new ArrayList<>();
		for (Instant instant : List.of(ANNOUNCED.minusSeconds(1), ANNOUNCED, ENFORCED)) {
			this.now = instant;
			RawResponse response = server.get("/orders");
			status.add(String.valueOf(response.status()));
			deprecated.add(response.lines("Deprecation").isEmpty() ? "-" : "A");
		}
		assertThat(status).containsExactly(statuses.split(" "));
		assertThat(deprecated).containsExactly(announced.split(" "));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R22: the earliest dates of all that are going to refuse it, each in one line")
	void newsOfSeveralRulesAreOne(ServerKind kind) throws IOException {
		this.now = ANNOUNCED;
		TestServer server = start(kind, "clear", SECURE + "protocols=TLS", SECURE + "announce-at=2026-12-01T00:00:00Z",
				SECURE + "enforce-at=2027-06-01T00:00:00Z", SECURE + "link=https://example.com/tls",
				"upgrade.required.rules.http.protocols=HTTP/2",
				"upgrade.required.rules.http.announce-at=2026-11-01T00:00:00Z",
				"upgrade.required.rules.http.link=https://example.com/http",
				"upgrade.required.rules.lines.protocols=line-echo/1",
				"upgrade.required.rules.lines.announce-at=2027-01-01T00:00:00Z",
				"upgrade.required.rules.lines.enforce-at=2027-02-01T00:00:00Z");
		RawResponse response = server.get("/orders");
		assertThat(response.lines("Deprecation")).containsExactly("@1793491200");
		assertThat(response.lines("Sunset")).containsExactly("Mon, 01 Feb 2027 00:00:00 GMT");
		assertThat(response.members("Link")).containsExactlyInAnyOrder("<https://example.com/tls>; rel=\"deprecation\"",
				"<https://example.com/tls>; rel=\"sunset\"", "<https://example.com/http>; rel=\"deprecation\"");
	}

	private TestServer start(ServerKind kind, String transport, String... properties) {
		Application.clock = () -> this.now;
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.add("server.port=0");
		TestServer server = TestServer.start(kind, transport, "alone", Application.class, all.toArray(String[]::new));
		this.servers.add(server);
		return server;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		private static InstantSource clock;

		@Bean
		InstantSource clock() {
			return clock;
		}

		@GetMapping("/orders")
		String orders() {
			return "orders";
		}

	}

}
