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

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * The reactive twin of {@link SecuredApplication}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ReactiveSecuredApplication implements WebFluxConfigurer {

	private final RequestUpgradeStrategy upgradeStrategy;

	ReactiveSecuredApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Bean
	SecurityWebFilterChain members(ServerHttpSecurity http) {
		return http
			.authorizeExchange((exchanges) -> exchanges.pathMatchers("/ws/**", "/account/**")
				.hasRole("MEMBER")
				.anyExchange()
				.permitAll())
			.httpBasic(Customizer.withDefaults())
			.cors(Customizer.withDefaults())
			.build();
	}

	@Bean
	ReactiveUserDetailsService users() {
		return (name) -> Mono.just(Caller.load(name));
	}

	@Bean
	PasswordEncoder passwords() {
		return Caller.PASSWORDS;
	}

	@Bean
	CorsConfigurationSource corsConfigurationSource() {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/account/**", friendsOnly());
		return source;
	}

	@Override
	public WebSocketService getWebSocketService() {
		return new TicketInspection(this.upgradeStrategy);
	}

	@Bean
	HandlerMapping webSockets() {
		WebSocketHandler echo = (session) -> session
			.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
				Map.of("/ws/echo", echo, "/ws/friends", echo, "/ws/ticket", echo), 1);
		mapping.setCorsConfigurations(Map.of("/ws/friends", friendsOnly()));
		return mapping;
	}

	private static CorsConfiguration friendsOnly() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of(SecuredApplication.FRIEND));
		configuration.setAllowedMethods(List.of("GET"));
		return configuration;
	}

	/** WebFlux has no interceptor of handshakes: their service is the place for one. */
	private static final class TicketInspection extends HandshakeWebSocketService {

		private TicketInspection(RequestUpgradeStrategy upgradeStrategy) {
			super(upgradeStrategy);
		}

		@Override
		public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
			if (exchange.getRequest().getPath().value().equals("/ws/ticket")
					&& exchange.getRequest().getHeaders().getFirst("X-Ticket") == null) {
				exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
				return exchange.getResponse().setComplete();
			}
			return super.handleRequest(exchange, handler);
		}

	}

	@RestController
	static class Accounts {

		@GetMapping("/account")
		String account(WebSession session) {
			session.start();
			return "account";
		}

		@PostMapping("/account/form")
		String post() {
			return "posted";
		}

	}

}
