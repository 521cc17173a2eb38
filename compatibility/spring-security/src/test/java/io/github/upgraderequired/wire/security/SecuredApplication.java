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
import java.util.concurrent.atomic.AtomicInteger;

import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * A servlet application that lets members only open a WebSocket and see their account.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
public class SecuredApplication implements WebSocketConfigurer {

	/** The only other origin that is let in. */
	static final String FRIEND = "https://friend.example";

	private final RequestUpgradeStrategy upgradeStrategy;

	SecuredApplication(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Bean
	SecurityFilterChain members(HttpSecurity http) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/ws/**", "/account/**")
				.hasRole("MEMBER")
				.anyRequest()
				.permitAll())
			.httpBasic(Customizer.withDefaults())
			.cors(Customizer.withDefaults())
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

	/** Found by its name: without it Security asks Spring MVC. */
	@Bean
	CorsConfigurationSource corsConfigurationSource() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of(FRIEND));
		configuration.setAllowedMethods(List.of("GET"));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/account/**", configuration);
		return source;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		WebSocketHandler echo = new WireApplication.EchoHandler();
		registry.addHandler(echo, "/ws/echo").setHandshakeHandler(handshakeHandler());
		registry.addHandler(echo, "/ws/friends").setHandshakeHandler(handshakeHandler()).setAllowedOrigins(FRIEND);
		registry.addHandler(echo, "/ws/ticket")
			.setHandshakeHandler(handshakeHandler())
			.addInterceptors(new TicketInspection());
	}

	private DefaultHandshakeHandler handshakeHandler() {
		return new DefaultHandshakeHandler(this.upgradeStrategy);
	}

	@Bean
	ServerEndpointExporter serverEndpointExporter() {
		return new ServerEndpointExporter();
	}

	@Bean
	WireApplication.EchoEndpoint echoEndpoint() {
		return new WireApplication.EchoEndpoint();
	}

	@Bean
	SessionCount sessionCount() {
		return new SessionCount();
	}

	private static final class TicketInspection implements HandshakeInterceptor {

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				Map<String, Object> attributes) {
			if (request.getHeaders().getFirst("X-Ticket") == null) {
				response.setStatusCode(HttpStatus.FORBIDDEN);
				return false;
			}
			return true;
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				@Nullable Exception exception) {
		}

	}

	static final class SessionCount implements HttpSessionListener {

		private final AtomicInteger created = new AtomicInteger();

		@Override
		public void sessionCreated(HttpSessionEvent event) {
			this.created.incrementAndGet();
		}

		int created() {
			return this.created.get();
		}

	}

	@RestController
	static class Accounts {

		@GetMapping("/account")
		String account(HttpSession session) {
			return "account";
		}

		@PostMapping("/account/form")
		String post() {
			return "posted";
		}

	}

}
