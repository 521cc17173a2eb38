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

package io.github.upgraderequired.wire.security;

import java.io.IOException;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The path at which clients ask how they stand is the application's to protect; rules of
 * clients come before.
 */
class VersionCheckTests {

	private static final String OLD = "User-Agent: acme-ios/3.1";

	static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.REACTOR_NETTY);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whoeverIsPermittedMayAsk(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, "/version-check")) {
			RawResponse report = server.get("/version-check", OLD);
			assertThat(report.status()).isEqualTo(200);
			assertThat(report.text()).contains("\"status\":\"unsupported\"");
			assertThat(report.lines("Cache-Control")).containsExactly("no-store");
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whoeverIsNotMayNot(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, "/locked")) {
			assertThat(server.get("/locked", OLD).status()).isEqualTo(401);
			assertThat(server.get("/orders", OLD).status()).isEqualTo(426);
		}
	}

	private static TestServer start(ServerKind kind, String path) {
		return TestServer.start(kind, "clear", "security",
				kind.isReactive() ? ReactiveApplication.class : Application.class,
				"upgrade.required.check.path=" + path, "upgrade.required.rules.mobile.clients.acme-ios.minimum=3.2");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SecurityFilterChain members(HttpSecurity http) {
			return http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/version-check").permitAll().anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

		@Bean
		SecurityWebFilterChain members(ServerHttpSecurity http) {
			return http.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/version-check").permitAll().anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
