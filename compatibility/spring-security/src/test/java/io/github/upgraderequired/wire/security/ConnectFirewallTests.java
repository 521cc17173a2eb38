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
import java.util.Arrays;
import java.util.List;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.Http2Connection;
import io.github.upgraderequired.wire.Http2Connection.Response;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket over HTTP/2 in applications that Spring Security guards, on the servers that
 * know extended CONNECT: what has to be set for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectFirewallTests {

	private static final String WEB_SOCKET = ":protocol: websocket\n";

	private static final String HANDSHAKE = WEB_SOCKET + "sec-websocket-version: 13\n";

	private List<TestServer> asTheyAre = List.of();

	private List<TestServer> allowingConnect = List.of();

	private List<TestServer> allowingConnectWithoutToken = List.of();

	@BeforeAll
	void start() {
		this.asTheyAre = start(SecuredApplication.class, ReactiveApplication.class);
		this.allowingConnect = start(AllowingConnect.class, ReactiveAllowingConnect.class);
		this.allowingConnectWithoutToken = start(WithoutToken.class, ReactiveWithoutToken.class);
	}

	private static List<TestServer> start(Class<?> servlet, Class<?> reactive) {
		return List.of(start(ServerKind.JETTY, servlet), start(ServerKind.REACTOR_NETTY, reactive));
	}

	private static TestServer start(ServerKind kind, Class<?> application) {
		return TestServer.start(kind, "clear", "security", application, "server.http2.enabled=true",
				"server.shutdown=immediate");
	}

	@AfterAll
	void stop() {
		List.of(this.asTheyAre, this.allowingConnect, this.allowingConnectWithoutToken)
			.forEach((servers) -> servers.forEach(TestServer::close));
	}

	List<Endpoint> asTheyAre() {
		return endpoints(this.asTheyAre);
	}

	List<Endpoint> allowingConnect() {
		return endpoints(this.allowingConnect);
	}

	List<Endpoint> allowingConnectWithoutToken() {
		return endpoints(this.allowingConnectWithoutToken);
	}

	private static List<Endpoint> endpoints(List<TestServer> servers) {
		return servers.stream().map(TestServer::endpoint).toList();
	}

	@ParameterizedTest
	@MethodSource("asTheyAre")
	void firewallLetsNoConnectPass(Endpoint endpoint) throws IOException {
		assertThat(statuses(endpoint)).containsExactly(400, 400, 400, 400);
	}

	@ParameterizedTest
	@MethodSource("allowingConnect")
	void connectThatTheFirewallAllowsStillLacksTheTokenAgainstForgery(Endpoint endpoint) throws IOException {
		assertThat(connect(endpoint, Caller.MEMBER, HANDSHAKE).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("allowingConnectWithoutToken")
	void connectIsAnsweredByAuthorizationOnceFirewallAndTokenAreSet(Endpoint endpoint) throws IOException {
		assertThat(statuses(endpoint)).isEqualTo(Caller.statuses(200));
	}

	@ParameterizedTest
	@MethodSource("allowingConnectWithoutToken")
	@DisplayName("R16: a version is missing, which members are told at the endpoint")
	void missingVersionIsRefusedBehindAuthorization(Endpoint endpoint) throws IOException {
		assertThat(statuses(endpoint, WEB_SOCKET)).isEqualTo(Caller.statuses(426));
	}

	@ParameterizedTest
	@MethodSource("allowingConnectWithoutToken")
	void webSocketOverHttp2Echoes(Endpoint endpoint) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			assertThat(connection.connect(request(Caller.MEMBER, HANDSHAKE)).status()).isEqualTo(200);
			connection.send(new byte[] { (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i' });
			assertThat(connection.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
		}
	}

	private static List<Integer> statuses(Endpoint endpoint) throws IOException {
		return statuses(endpoint, HANDSHAKE);
	}

	private static List<Integer> statuses(Endpoint endpoint, String fields) throws IOException {
		Integer[] statuses = new Integer[Caller.values().length];
		for (Caller caller : Caller.values()) {
			statuses[caller.ordinal()] = connect(endpoint, caller, fields).status();
		}
		return Arrays.asList(statuses);
	}

	private static Response connect(Endpoint endpoint, Caller caller, String fields) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			return connection.connect(request(caller, fields));
		}
	}

	private static String request(Caller caller, String fields) {
		return ":method: CONNECT\n:scheme: http\n:path: /ws/echo\n:authority: localhost\n" + fields
				+ caller.credentials().replace("Authorization:", "authorization:").strip();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class AllowingConnect {

		@Bean
		HttpFirewall firewall() {
			StrictHttpFirewall firewall = new StrictHttpFirewall();
			firewall.setAllowedHttpMethods(List.of("GET", "CONNECT"));
			return firewall;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(AllowingConnect.class)
	static class WithoutToken {

		@Bean
		@Order(0)
		SecurityFilterChain socketsOfMembers(HttpSecurity http) {
			return http.securityMatcher("/ws/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("MEMBER"))
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.ignoringRequestMatchers("/ws/**"))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveSecuredApplication.class)
	static class ReactiveApplication {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> extendedConnect() {
			return new ExtendedConnect();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveApplication.class)
	static class ReactiveAllowingConnect {

		@Bean
		ServerWebExchangeFirewall firewall() {
			StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
			firewall.setAllowedHttpMethods(List.of(HttpMethod.GET, HttpMethod.valueOf("CONNECT")));
			return firewall;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveAllowingConnect.class)
	static class ReactiveWithoutToken {

		@Bean
		@Order(0)
		SecurityWebFilterChain socketsOfMembers(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/ws/**"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().hasRole("MEMBER"))
				.httpBasic(Customizer.withDefaults())
				.csrf(CsrfSpec::disable)
				.build();
		}

	}

	/** Without an order the last one, after that of Spring Boot. */
	private static final class ExtendedConnect implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers(
					(server) -> server.http2Settings((settings) -> settings.connectProtocolEnabled(true)));
		}

	}

}
