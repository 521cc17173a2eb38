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

package io.github.upgraderequired.wire.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.upgraderequired.Client;
import io.github.upgraderequired.ClientIdentifier;
import io.github.upgraderequired.ClientVersions;
import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of clients in an application: beside other rules, beans and CORS, and the path at
 * which clients may ask.
 */
class ClientRuleTests {

	private static final String ORIGIN = "Origin: https://app.example";

	private static final String OLD = "User-Agent: acme-ios/3.1";

	private static final String MINIMUM = "upgrade.required.rules.mobile.clients.acme-ios.minimum=3.2";

	private static final String CHECK = "upgrade.required.check.path=/version-check";

	private final List<TestServer> servers = new ArrayList<>();

	@AfterEach
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.JETTY, ServerKind.REACTOR_NETTY);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R23: a stale bundle of another origin can read why it is refused, and how it stands")
	void refusalAndReportHaveTheCorsHeadersOfTheApplication(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, CHECK);
		RawResponse refusal = server.get("/orders", ORIGIN, OLD);
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.field("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
		RawResponse report = server.get("/version-check", ORIGIN, OLD);
		assertThat(report.status()).isEqualTo(200);
		assertThat(report.field("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
		assertThat(server.get("/version-check", "Origin: https://evil.example", OLD).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void pathToAskAtIsThatOfTheApplication(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, CHECK,
				kind.isReactive() ? "spring.webflux.base-path=/app" : "server.servlet.context-path=/app");
		assertThat(server.get("/app/orders", OLD).status()).isEqualTo(426);
		assertThat(server.get("/app/version-check", OLD).text()).contains("\"status\":\"unsupported\"");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void pathToAskAtIsThatOfTheDispatcher(ServerKind kind) throws IOException {
		if (!kind.isReactive()) {
			TestServer server = start(kind, MINIMUM, CHECK, "spring.mvc.servlet.path=/api");
			assertThat(server.get("/api/orders", OLD).status()).isEqualTo(426);
			assertThat(server.get("/api/version-check", OLD).text()).contains("\"status\":\"unsupported\"");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void reportShowsRulesThatAreNotOff(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, CHECK, "upgrade.required.rules.later.clients.acme-ios.minimum=4",
				"upgrade.required.rules.later.mode=report", "upgrade.required.rules.never.clients.acme-ios.minimum=5",
				"upgrade.required.rules.never.mode=off", "upgrade.required.rules.other.clients.acme-android.minimum=1");
		assertThat(server.get("/version-check", "User-Agent: acme-ios/3.2").text())
			.isEqualTo("{\"clients\":[{\"rule\":\"later\",\"product\":\"acme-ios\",\"version\":\"3.2\","
					+ "\"minimum\":\"4\",\"status\":\"unsupported\"},{\"rule\":\"mobile\",\"product\":\"acme-ios\","
					+ "\"version\":\"3.2\",\"minimum\":\"3.2\",\"status\":\"current\"}]}");
		assertThat(server.get("/orders", "User-Agent: acme-ios/3.2").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void otherRulesRefuseWhoAsks(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, CHECK, "upgrade.required.rules.secure.protocols=TLS");
		assertThat(server.get("/version-check", OLD).field("Upgrade")).isEqualTo("TLS");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void rulesOfProtocolsAnswerFirstAndBothMustHold(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, "upgrade.required.rules.zeta.protocols=HTTP/2",
				"upgrade.required.rules.zeta.paths=/orders/zeta");
		assertThat(server.get("/orders/zeta", OLD).field("Upgrade")).isEqualTo("HTTP/2.0");
		assertThat(server.get("/orders", OLD).field("Upgrade")).isEqualTo("acme-ios/3.2");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R12: over HTTP/2 the body alone carries the news")
	void refusalOverHttp2HasNoUpgrade(ServerKind kind) throws Exception {
		TestServer server = start(kind, MINIMUM, "server.http2.enabled=true");
		String answer = CommandLine.run("curl", "-s", "-i", "--http2-prior-knowledge", "-A", "acme-ios/3.1",
				server.endpoint().url("/orders"));
		assertThat(answer).startsWith("HTTP/2 426").contains("\"protocols\":[\"acme-ios/3.2\"]");
		assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("\nupgrade:", "\nconnection:");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void statusMayBeAnyThatAppsExpect(ServerKind kind) throws IOException {
		for (int status : new int[] { 400, 418, 466, 499 }) {
			TestServer server = start(kind, MINIMUM, "upgrade.required.rules.mobile.status=" + status);
			RawResponse refusal = server.get("/orders", OLD);
			assertThat(refusal.status()).isEqualTo(status);
			assertThat(refusal.lines("Upgrade")).isEmpty();
			assertThat(refusal.field("Cache-Control")).isEqualTo("no-store");
			assertThat(refusal.text()).contains("\"status\":" + status, "\"reason\":\"too-old\"");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void beansOfTheApplicationSayWhoAsksAndWhatIsNeeded(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, "spring.profiles.include=beans");
		assertThat(server.get("/orders", "X-Build: 400").status()).isEqualTo(200);
		RawResponse refusal = server.get("/orders", "X-Build: 399");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.text()).contains("acme-ios 399 is too old: 400 or later is needed.");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void reportModeChangesNothing(ServerKind kind) throws IOException {
		TestServer server = start(kind, MINIMUM, "upgrade.required.rules.mobile.mode=report",
				"upgrade.required.rules.mobile.headers.minimum=X-Minimum-Version");
		RawResponse served = server.get("/orders", OLD);
		assertThat(served.status()).isEqualTo(200);
		assertThat(served.lines("X-Minimum-Version")).isEmpty();
	}

	private TestServer start(ServerKind kind, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.add("server.port=0");
		TestServer server = TestServer.start(kind, "clear", "alone",
				kind.isReactive() ? ReactiveApplication.class : ServletApplication.class, all.toArray(String[]::new));
		this.servers.add(server);
		return server;
	}

	@RestController
	abstract static class Orders {

		@GetMapping({ "/orders", "/orders/zeta" })
		String orders() {
			return "orders";
		}

		@Bean
		@Profile("beans")
		ClientIdentifier clientIdentifier() {
			return (context) -> {
				String build = context.header("X-Build");
				return (build != null) ? new Client("acme-ios", build) : null;
			};
		}

		@Bean
		@Profile("beans")
		ClientVersions clientVersions() {
			return (rule, product) -> "400";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication extends Orders implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://app.example");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication extends Orders implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://app.example");
		}

	}

}
