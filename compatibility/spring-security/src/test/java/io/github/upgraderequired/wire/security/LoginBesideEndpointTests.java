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
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket endpoint that covers the path of a login, which is answered by a filter of
 * Spring Security.
 */
class LoginBesideEndpointTests {

	private static final String FORM = "username=MEMBER&password=secret";

	private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	@ParameterizedTest
	@EnumSource
	void loginGoesOnToAnswer(ServerKind kind) throws IOException {
		Class<?> application = kind.isReactive() ? ReactiveApplication.class : Application.class;
		try (TestServer server = TestServer.start(kind, "clear", "security", application)) {
			String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + FORM.length()
					+ "\r\n";
			assertThat(send(server, Caller.NOBODY, "POST /api/login", form, FORM).status()).isEqualTo(204);
			assertThat(send(server, Caller.NOBODY, "POST /api/login", form, FORM.replace("secret", "wrong!")).status())
				.isEqualTo(401);
			assertThat(send(server, Caller.NOBODY, "GET /api/rooms", "").status()).isEqualTo(401);
			RawResponse plain = send(server, Caller.MEMBER, "GET /api/rooms", "");
			assertThat(plain.status()).isEqualTo(426);
			assertThat(plain.field("Upgrade")).isEqualTo("websocket");
			assertThat(send(server, Caller.MEMBER, "GET /api/rooms", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	private static RawResponse send(TestServer server, Caller caller, String start, String fields, String... body)
			throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			String request = start + " HTTP/1.1\r\nHost: localhost\r\n" + caller.credentials() + fields + "\r\n"
					+ String.join("", body);
			connection.send(request.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSocket
	static class Application implements WebSocketConfigurer {

		private final RequestUpgradeStrategy upgradeStrategy;

		Application(RequestUpgradeStrategy upgradeStrategy) {
			this.upgradeStrategy = upgradeStrategy;
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new WireApplication.EchoHandler(), "/api/**")
				.setHandshakeHandler(new DefaultHandshakeHandler(this.upgradeStrategy));
		}

		@Bean
		SecurityFilterChain members(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf(AbstractHttpConfigurer::disable)
				.formLogin((form) -> form.loginProcessingUrl("/api/login")
					.successHandler(
							(request, response, member) -> response.setStatus(HttpServletResponse.SC_NO_CONTENT))
					.failureHandler(
							(request, response, failure) -> response.setStatus(HttpServletResponse.SC_UNAUTHORIZED)))
				.exceptionHandling((handling) -> handling.authenticationEntryPoint(
						(request, response, failure) -> response.setStatus(HttpServletResponse.SC_UNAUTHORIZED)))
				.build();
		}

		@Bean
		UserDetailsService users() {
			return Caller::load;
		}

		@Bean
		PasswordEncoder passwords() {
			return Caller.PASSWORDS;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication implements WebFluxConfigurer {

		private final org.springframework.web.reactive.socket.server.RequestUpgradeStrategy upgradeStrategy;

		ReactiveApplication(org.springframework.web.reactive.socket.server.RequestUpgradeStrategy upgradeStrategy) {
			this.upgradeStrategy = upgradeStrategy;
		}

		@Override
		public WebSocketService getWebSocketService() {
			return new HandshakeWebSocketService(this.upgradeStrategy);
		}

		@Bean
		HandlerMapping webSockets() {
			WebSocketHandler echo = (session) -> session
				.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
			return new SimpleUrlHandlerMapping(Map.of("/api/**", echo), 1);
		}

		@Bean
		SecurityWebFilterChain members(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf(CsrfSpec::disable)
				.formLogin((form) -> form
					.requiresAuthenticationMatcher(
							new PathPatternParserServerWebExchangeMatcher("/api/login", HttpMethod.POST))
					.authenticationEntryPoint(
							(exchange, failure) -> answer(exchange.getResponse(), HttpStatus.UNAUTHORIZED))
					.authenticationSuccessHandler(
							(filtered, member) -> answer(filtered.getExchange().getResponse(), HttpStatus.NO_CONTENT))
					.authenticationFailureHandler((filtered, failure) -> answer(filtered.getExchange().getResponse(),
							HttpStatus.UNAUTHORIZED)))
				.build();
		}

		private static Mono<Void> answer(ServerHttpResponse response, HttpStatus status) {
			response.setStatusCode(status);
			return response.setComplete();
		}

		@Bean
		ReactiveUserDetailsService users() {
			return (name) -> Mono.just(Caller.load(name));
		}

		@Bean
		PasswordEncoder passwords() {
			return Caller.PASSWORDS;
		}

	}

}
