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

package io.github.upgraderequired.wire.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the filter gets on with the rest of an application: its error handling, its
 * dispatches, its own policy and renderer, its context path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterBehaviourTests {

	private static final String[] PROPERTIES = { "spring.web.error.include-message=always",
			"upgrade.required.rules.refused.paths=/refused/**,/error",
			"upgrade.required.rules.refused.protocols=HTTP/3" };

	private final Map<ServerKind, TestServer> servers = new EnumMap<>(ServerKind.class);

	static Set<ServerKind> servletServers() {
		return EnumSet.of(ServerKind.TOMCAT, ServerKind.JETTY);
	}

	@BeforeAll
	void start() {
		for (ServerKind kind : servletServers()) {
			this.servers.put(kind, TestServer.start(kind, "clear", Application.class, PROPERTIES));
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(TestServer::close);
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void policyThatThrowsEndsInTheErrorHandlingOfTheApplication(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/throws", kind);
		assertThatIsError(500, response);
		assertThat(response.text()).contains("the policy failed", "\"path\":\"/policy/throws\"");
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void policyThatReturnsNullEndsInAnErrorThatNamesItsBean(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/null", kind);
		assertThatIsError(500, response);
		assertThat(response.text()).contains("The UpgradePolicy bean 'moodyPolicy' returned null;"
				+ " it must return UpgradeDecision.proceed() to let a request pass");
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void rendererOfTheApplicationWritesTheBody(ServerKind kind) throws IOException {
		RawResponse response = get("/refused/enveloped", kind);
		assertThatIsRefused(response);
		assertThat(response.field("Content-Type")).isEqualTo("application/vnd.acme+json");
		assertThat(response.text()).isEqualTo("{\"error\":\"426 für refused\"}");
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void rendererThatReturnsNullFallsBackToTheBuiltInBody(ServerKind kind) throws IOException {
		assertThatIsRefusedWithProblem("/refused/plain", get("/refused/plain", kind));
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void rendererThatThrowsFallsBackToTheBuiltInBody(ServerKind kind) throws IOException {
		assertThatIsRefusedWithProblem("/refused/failing", get("/refused/failing", kind));
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void outerFilterSeesTheRuleThatAnswered(ServerKind kind) throws IOException, InterruptedException {
		assertThatIsRefused(get("/refused/logged", kind));
		assertThat(nextLogLine(kind)).isEqualTo("426 by refused");
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void outerFilterSeesNoRuleWhereNoneAnswered(ServerKind kind) throws IOException, InterruptedException {
		assertThat(get("/open/logged", kind).status()).isEqualTo(200);
		assertThat(nextLogLine(kind)).isEqualTo("200 by null");
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void errorDispatchIsNotRefused(ServerKind kind) throws IOException {
		assertThatIsRefused(get("/error", kind));
		RawResponse response = get("/missing", kind);
		assertThatIsError(404, response);
		assertThat(response.text()).contains("\"message\":\"not here\"", "\"path\":\"/missing\"");
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void asyncDispatchIsNotRefused(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/once", kind);
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.text()).isEqualTo("async");
		assertThatIsRefused(get("/policy/once", kind));
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void rulesAreRelativeToTheContextPath(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, "server.servlet.context-path=/app")) {
			assertThatIsRefusedWithProblem("/app/refused/plain", get("/app/refused/plain", server));
			assertThat(get("/app/open", server).text()).isEqualTo("open");
			assertThat(get("/refused/plain", server).status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void rulesHoldForEverySpellingOfTheContextPath(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, "server.servlet.context-path=/app")) {
			assertThatIsRefused(get("/%61pp/refused/plain", server));
			assertThatIsRefused(get("/app;v=1/refused/plain", server));
			assertThatIsRefused(get("/x/../app/refused/plain", server));
		}
	}

	@ParameterizedTest
	@MethodSource("servletServers")
	void pathOfTheDispatcherServletIsPartOfTheRules(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, "spring.mvc.servlet.path=/mvc",
				"upgrade.required.rules.mapped.paths=/mvc/mapped", "upgrade.required.rules.mapped.protocols=HTTP/3",
				"upgrade.required.rules.unmapped.paths=/open", "upgrade.required.rules.unmapped.protocols=HTTP/3")) {
			assertThatIsRefused(get("/mvc/mapped", server));
			assertThat(get("/mvc/open", server).text()).isEqualTo("open");
		}
	}

	private static TestServer start(ServerKind kind, String... properties) {
		String[] all = new String[PROPERTIES.length + properties.length];
		System.arraycopy(PROPERTIES, 0, all, 0, PROPERTIES.length);
		System.arraycopy(properties, 0, all, PROPERTIES.length, properties.length);
		return TestServer.start(kind, "clear", Application.class, all);
	}

	private RawResponse get(String path, ServerKind kind) throws IOException {
		return get(path, this.servers.get(kind));
	}

	private static RawResponse get(String path, TestServer server) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).as("an answer to GET %s", path).isNotNull();
			return response;
		}
	}

	// The client may have the response before the outer filter has seen it
	private @Nullable String nextLogLine(ServerKind kind) throws InterruptedException {
		return this.servers.get(kind).context().getBean(AccessLog.class).lines.poll(20, TimeUnit.SECONDS);
	}

	private static void assertThatIsRefused(RawResponse response) {
		assertThat(response.status()).as("%s", response).isEqualTo(426);
		assertThat(response.field("Upgrade")).isEqualTo("HTTP/3.0");
		assertThat(response.members("Connection")).contains("Upgrade");
	}

	private static void assertThatIsRefusedWithProblem(String instance, RawResponse response) {
		assertThatIsRefused(response);
		assertThat(response.field("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.text()).contains("\"status\":426", "\"instance\":\"" + instance + "\"");
	}

	private static void assertThatIsError(int status, RawResponse response) {
		assertThat(response.status()).as("%s", response).isEqualTo(status);
		assertThat(response.lines("Upgrade")).isEmpty();
		assertThat(response.text()).contains("\"status\":" + status);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		UpgradePolicy moodyPolicy(UpgradeRules rules) {
			return new MoodyPolicy(rules, new AtomicBoolean());
		}

		@Bean
		UpgradeRefusalRenderer renderer() {
			return (context, refusal) -> switch (context.path().value()) {
				case "/refused/enveloped" -> UpgradeRefusalRenderer.Body
					.of(MediaType.parseMediaType("application/vnd.acme+json"), envelope(refusal));
				case "/refused/failing" -> throw new IllegalStateException("the renderer failed");
				default -> null;
			};
		}

		private static String envelope(UpgradeRefusal refusal) {
			return "{\"error\":\"" + refusal.status() + " für " + refusal.rule() + "\"}";
		}

		@Bean
		FilterRegistrationBean<AccessLog> accessLogRegistration(AccessLog accessLog) {
			FilterRegistrationBean<AccessLog> registration = new FilterRegistrationBean<>(accessLog);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.addUrlPatterns("/refused/logged", "/open/logged");
			return registration;
		}

		@Bean
		AccessLog accessLog() {
			return new AccessLog();
		}

		@RestController
		static class Resources {

			@GetMapping({ "/open", "/open/logged", "/mapped" })
			String open() {
				return "open";
			}

			@GetMapping("/missing")
			void missing(HttpServletResponse response) throws IOException {
				response.sendError(HttpServletResponse.SC_NOT_FOUND, "not here");
			}

			@GetMapping("/policy/once")
			Callable<String> async() {
				return () -> "async";
			}

		}

	}

	record MoodyPolicy(UpgradeRules rules, AtomicBoolean asked) implements UpgradePolicy {

		@Override
		public UpgradeDecision decide(UpgradeContext context) {
			return switch (context.path().value()) {
				case "/policy/throws" -> throw new IllegalStateException("the policy failed");
				case "/policy/null" -> null;
				case "/policy/once" ->
					this.asked.getAndSet(true) ? UpgradeDecision.refuse("HTTP/3") : UpgradeDecision.proceed();
				default -> this.rules.decide(context);
			};
		}

	}

	static class AccessLog implements Filter {

		private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			chain.doFilter(request, response);
			this.lines.add(((HttpServletResponse) response).getStatus() + " by "
					+ request.getAttribute(UpgradeRules.RULE_ATTRIBUTE));
		}

	}

}
