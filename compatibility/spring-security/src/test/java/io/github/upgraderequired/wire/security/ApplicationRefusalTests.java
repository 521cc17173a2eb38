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

import io.github.upgraderequired.UpgradeRequiredException;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application's own code refuses is behind authentication, with the header
 * fields of Spring Security.
 */
class ApplicationRefusalTests {

	private static final String MEMBER = "Authorization: Basic bWVtYmVyOnNlY3JldA==";

	static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.JETTY, ServerKind.REACTOR_NETTY);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void onlyWhoIsKnownLearnsOfTheRefusal(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "security",
				kind.isReactive() ? ReactiveApplication.class : Application.class, "spring.security.user.name=member",
				"spring.security.user.password=secret")) {
			RawResponse stranger = server.get("/licence");
			assertThat(stranger.status()).isEqualTo(401);
			assertThat(stranger.field("Upgrade")).isNull();
			RawResponse member = server.get("/licence", MEMBER);
			assertThat(member.status()).isEqualTo(426);
			assertThat(member.lines("Upgrade")).containsExactly("acme-ios/3.2");
			assertThat(member.lines("X-Frame-Options")).containsExactly("DENY");
			assertThat(member.lines("Cache-Control")).containsExactly("no-store");
			assertThat(member.text()).contains("\"detail\":\"This request needs acme-ios/3.2.\"");
		}
	}

	@RestController
	static class LicenceController {

		@GetMapping("/licence")
		String licence() {
			throw new UpgradeRequiredException("acme-ios/3.2");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application extends LicenceController {

		@Bean
		SecurityFilterChain members(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication extends LicenceController {

		@Bean
		SecurityWebFilterChain members(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
