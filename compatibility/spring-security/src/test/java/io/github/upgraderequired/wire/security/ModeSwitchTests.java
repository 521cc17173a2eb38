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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who switches a rule is the application's to say, and is named in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class ModeSwitchTests {

	private static final String RULE = "/actuator/upgraderequired/secure";

	static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.REACTOR_NETTY);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whoSwitchesIsKnownAndNamed(ServerKind kind, CapturedOutput output) throws Exception {
		try (TestServer server = TestServer.start(kind, "clear", "security",
				kind.isReactive() ? ReactiveApplication.class : Application.class,
				"upgrade.required.rules.secure.protocols=TLS", "upgrade.required.rules.secure.paths=/orders",
				"spring.security.user.name=ops", "spring.security.user.password=secret",
				"management.endpoints.web.exposure.include=upgraderequired",
				"management.endpoint.upgraderequired.access=unrestricted")) {
			assertThat(post(server, null)).isEqualTo(401);
			assertThat(server.get("/orders").status()).isEqualTo(426);
			assertThat(post(server, "ops:secret")).isEqualTo(204);
			assertThat(server.get("/orders").status()).isEqualTo(401);
			assertThat(output)
				.contains("The mode of rule 'secure' has been set to REPORT, by 'ops' through the endpoint")
				.doesNotContain("somebody unknown");
		}
	}

	private static int post(TestServer server, String credentials) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.endpoint().url(RULE)))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"mode\":\"report\"}"));
		if (credentials != null) {
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SecurityFilterChain members(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.csrf((csrf) -> csrf.ignoringRequestMatchers("/actuator/**"))
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

		@Bean
		SecurityWebFilterChain members(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
