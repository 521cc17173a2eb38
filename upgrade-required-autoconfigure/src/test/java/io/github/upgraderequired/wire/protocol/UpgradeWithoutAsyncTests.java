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

package io.github.upgraderequired.wire.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code HttpServletRequest.upgrade} behind filters, and in a servlet, that do not
 * support asynchronous requests: it needs none of them to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeWithoutAsyncTests {

	private List<TestServer> servers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.TOMCAT, ServerKind.JETTY)
			.map((kind) -> TestServer.start(kind, "clear", Application.class,
					"upgrade.required.rules.lines.paths=/before/**,/after/**,/both/**,/servlet/**",
					"upgrade.required.rules.lines.protocols=line-echo/1"))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Arguments> places() {
		return this.servers.stream()
			.map(TestServer::endpoint)
			.flatMap((endpoint) -> Stream.of("/before", "/after", "/both", "/servlet")
				.map((place) -> Arguments.of(endpoint, place)));
	}

	@ParameterizedTest
	@MethodSource("places")
	void linesComeBack(Endpoint endpoint, String place) throws IOException {
		try (RawConnection connection = switched(endpoint, place + "/lines")) {
			for (String line : List.of("one\n", "two\n")) {
				connection.send(line.getBytes(StandardCharsets.US_ASCII));
				assertThat(connection.read(4)).asString(StandardCharsets.US_ASCII).isEqualTo(line);
			}
			connection.finish();
			assertThat(connection.isClosedByServer()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void connectionEndsWhereTheHandlerFails(Endpoint endpoint, String place) throws IOException {
		try (RawConnection connection = switched(endpoint, place + "/failing")) {
			assertThat(connection.readToEnd()).isEmpty();
		}
	}

	private static RawConnection switched(Endpoint endpoint, String path) throws IOException {
		RawConnection connection = new RawConnection(endpoint);
		connection.send(
				("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: Upgrade\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
		RawResponse response = connection.readResponse(false);
		assertThat(response).isNotNull();
		assertThat(response.status()).as("%s", response).isEqualTo(101);
		assertThat(response.lines("Upgrade")).containsExactly("line-echo/1");
		return connection;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		FilterRegistrationBean<Filter> filterBefore() {
			return filter(Ordered.HIGHEST_PRECEDENCE, "/before/*", "/both/*");
		}

		@Bean
		FilterRegistrationBean<Filter> filterAfter() {
			return filter(Ordered.LOWEST_PRECEDENCE, "/after/*", "/both/*");
		}

		private static FilterRegistrationBean<Filter> filter(int order, String... patterns) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setAsyncSupported(false);
			registration.setOrder(order);
			registration.addUrlPatterns(patterns);
			return registration;
		}

		@Bean
		ServletRegistrationBean<HttpServlet> servletBehindFilters() {
			return servlet("behindFilters", "/before/*", "/after/*", "/both/*");
		}

		// What a @WebServlet says that says nothing of it
		@Bean
		ServletRegistrationBean<HttpServlet> servletWithoutAsync() {
			ServletRegistrationBean<HttpServlet> registration = servlet("withoutAsync", "/servlet/*");
			registration.setAsyncSupported(false);
			return registration;
		}

		private static ServletRegistrationBean<HttpServlet> servlet(String name, String... patterns) {
			ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(new SwitchingServlet(),
					patterns);
			registration.setName(name);
			return registration;
		}

	}

	private static final class SwitchingServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response)
				throws IOException, ServletException {
			boolean fails = "/failing".equals(request.getPathInfo());
			Class<? extends HttpUpgradeHandler> handler = fails ? FailingUpgradeTests.FailingHandler.class
					: WireApplication.LineEcho.class;
			request.upgrade(handler);
		}

	}

}
