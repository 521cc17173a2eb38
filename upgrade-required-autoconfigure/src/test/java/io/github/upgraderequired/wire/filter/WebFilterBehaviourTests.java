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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveServers;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reactive twin of {@link FilterBehaviourTests}: how the filter gets on with the rest
 * of an application, and with a policy that waits.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class WebFilterBehaviourTests {

	private static final String[] PROPERTIES = { "spring.web.error.include-message=always",
			"upgrade.required.rules.refused.paths=/refused/**,/error",
			"upgrade.required.rules.refused.protocols=HTTP/3" };

	private final Map<ServerKind, TestServer> servers = new EnumMap<>(ServerKind.class);

	// Closed together: the first Reactor Netty that stops takes the others' event loops
	private final List<TestServer> started = new ArrayList<>();

	static Stream<ServerKind> reactiveServers() {
		return ServerKind.reactive();
	}

	@BeforeAll
	void start() {
		reactiveServers().forEach((kind) -> this.servers.put(kind, start(kind, MoodyApplication.class)));
	}

	@AfterAll
	void stop() {
		this.started.forEach(TestServer::close);
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatWaitsMayRefuse(ServerKind kind) throws IOException, InterruptedException {
		try (RawConnection connection = connect(kind)) {
			connection.send(request("GET", "/policy/waits"));
			nextDecision(kind).tryEmitValue(UpgradeDecision.refuse("HTTP/3")).orThrow();
			assertThatIsRefusedWithProblem("/policy/waits", read(connection));
		}
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatWaitsMayLetTheRequestPass(ServerKind kind) throws IOException, InterruptedException {
		try (RawConnection connection = connect(kind)) {
			connection.send(request("GET", "/policy/waits"));
			nextDecision(kind).tryEmitValue(UpgradeDecision.proceed()).orThrow();
			assertThat(read(connection).text()).isEqualTo("open");
		}
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatWaitsMayFail(ServerKind kind) throws IOException, InterruptedException {
		try (RawConnection connection = connect(kind)) {
			connection.send(request("GET", "/policy/waits"));
			nextDecision(kind).tryEmitError(new IllegalStateException("the policy failed late")).orThrow();
			RawResponse response = read(connection);
			assertThatIsError(500, response);
			assertThat(response.text()).contains("the policy failed late", "\"path\":\"/policy/waits\"");
		}
	}

	// Only there: on a servlet container nothing tells Spring that the client has gone
	// away
	@Test
	void policyThatNeverCompletesIsCancelledWhenTheClientOfReactorNettyGoesAway()
			throws IOException, InterruptedException {
		try (RawConnection connection = connect(ServerKind.REACTOR_NETTY)) {
			connection.send(request("GET", "/policy/waits"));
			nextDecision(ServerKind.REACTOR_NETTY);
		}
		String cancelled = policy(ServerKind.REACTOR_NETTY).cancelled.poll(20, TimeUnit.SECONDS);
		assertThat(cancelled).isEqualTo("/policy/waits");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void decisionThatComesAfterTheClientHasGoneAwayHarmsNobody(ServerKind kind)
			throws IOException, InterruptedException {
		Sinks.One<UpgradeDecision> decision;
		try (RawConnection connection = connect(kind)) {
			connection.send(request("GET", "/policy/waits"));
			decision = nextDecision(kind);
		}
		decision.tryEmitValue(UpgradeDecision.refuse("HTTP/3"));
		assertThat(get("/open", kind).text()).isEqualTo("open");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatThrowsEndsInTheErrorHandlingOfTheApplication(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/throws", kind);
		assertThatIsError(500, response);
		assertThat(response.text()).contains("the policy failed", "\"path\":\"/policy/throws\"");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatFailsEndsInTheErrorHandlingOfTheApplication(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/fails", kind);
		assertThatIsError(500, response);
		assertThat(response.text()).contains("the policy failed", "\"path\":\"/policy/fails\"");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyMayFailWithAStatusOfItsOwn(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/unavailable", kind);
		assertThatIsError(503, response);
		assertThat(response.text()).contains("ask again later");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatReturnsAnEmptyMonoEndsInAnErrorThatNamesItsBean(ServerKind kind, CapturedOutput output)
			throws IOException {
		String message = "The ReactiveUpgradePolicy bean 'moodyPolicy' returned null or an empty Mono;"
				+ " it must return UpgradeDecision.proceed() to let a request pass";
		RawResponse response = get("/policy/empty", kind);
		assertThatIsError(500, response);
		assertThat(response.text()).contains(message);
		assertThat(output).contains(message);
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatReturnsNoMonoEndsInAnErrorThatNamesItsBean(ServerKind kind) throws IOException {
		RawResponse response = get("/policy/null", kind);
		assertThatIsError(500, response);
		assertThat(response.text()).contains("The ReactiveUpgradePolicy bean 'moodyPolicy' returned null");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void policyThatReturnsNullEndsInAnErrorThatNamesItsBean(ServerKind kind) throws IOException {
		TestServer server = start(kind, NullApplication.class);
		RawResponse response = get("/policy/null", server);
		assertThatIsError(500, response);
		assertThat(response.text()).contains("The UpgradePolicy bean 'nullPolicy' returned null;"
				+ " it must return UpgradeDecision.proceed() to let a request pass");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void rendererOfTheApplicationWritesTheBody(ServerKind kind) throws IOException {
		RawResponse response = get("/refused/enveloped", kind);
		assertThatIsRefused(response);
		assertThat(response.field("Content-Type")).isEqualTo("application/vnd.acme+json");
		assertThat(response.text()).isEqualTo("{\"error\":\"426 für refused\"}");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void rendererThatReturnsNullFallsBackToTheBuiltInBody(ServerKind kind) throws IOException {
		assertThatIsRefusedWithProblem("/refused/plain", get("/refused/plain", kind));
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void rendererThatThrowsFallsBackToTheBuiltInBody(ServerKind kind) throws IOException {
		assertThatIsRefusedWithProblem("/refused/failing", get("/refused/failing", kind));
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void outerFilterSeesTheRuleThatAnswered(ServerKind kind) throws IOException, InterruptedException {
		assertThatIsRefused(get("/refused/logged", kind));
		assertThat(nextLogLine(kind)).isEqualTo("426 by refused");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void outerFilterSeesNoRuleWhereNoneAnswered(ServerKind kind) throws IOException, InterruptedException {
		assertThat(get("/open/logged", kind).status()).isEqualTo(200);
		assertThat(nextLogLine(kind)).isEqualTo("200 by null");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void errorOfTheApplicationIsNotRefused(ServerKind kind) throws IOException {
		assertThatIsRefused(get("/error", kind));
		RawResponse response = get("/missing", kind);
		assertThatIsError(404, response);
		assertThat(response.text()).contains("\"message\":\"not here\"", "\"path\":\"/missing\"");
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void annotatedAndFunctionalRoutersAreGuarded(ServerKind kind) throws IOException {
		TestServer server = start(kind, MoodyApplication.class, "upgrade.required.rules.open.paths=/open/**",
				"upgrade.required.rules.open.methods=HEAD", "upgrade.required.rules.open.protocols=HTTP/3");
		for (String path : new String[] { "/open/annotated", "/open/functional" }) {
			assertThat(get(path, server).text()).isEqualTo("open");
			assertThatIsRefused(exchange("HEAD", path, server));
		}
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void headHasTheFieldsOfGetAndNoBody(ServerKind kind) throws IOException {
		try (RawConnection connection = connect(kind)) {
			connection.send(request("HEAD", "/refused/plain"));
			RawResponse head = connection.readResponse(true);
			assertThat(head).isNotNull();
			connection.send(request("GET", "/refused/plain"));
			RawResponse get = read(connection);
			assertThatIsRefused(head);
			assertThat(withoutDate(head)).containsExactlyElementsOf(withoutDate(get).toList());
			assertThat(get.field("Content-Length")).isEqualTo(String.valueOf(get.body().length));
		}
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void rulesAreRelativeToTheBasePath(ServerKind kind) throws IOException {
		TestServer server = start(kind, MoodyApplication.class, "spring.webflux.base-path=/app");
		assertThatIsRefusedWithProblem("/app/refused/plain", get("/app/refused/plain", server));
		assertThat(get("/app/open", server).text()).isEqualTo("open");
		assertThat(get("/refused/plain", server).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void otherSpellingsOfTheBasePathReachNothing(ServerKind kind) throws IOException {
		TestServer server = start(kind, MoodyApplication.class, "spring.webflux.base-path=/app");
		assertThat(get("/%61pp/open", server).status()).isEqualTo(404);
		// Spring itself fails, before any filter
		assertThat(get("/app;v=1/open", server).status()).isEqualTo(500);
		// Jetty takes it for ambiguous
		assertThat(get("/x/../app/open", server).status()).isIn(400, 404);
	}

	@ParameterizedTest
	@MethodSource("reactiveServers")
	void nothingIsRefusedOnASeparateManagementPort(ServerKind kind) throws IOException {
		TestServer server = start(kind, MoodyApplication.class, "management.server.port=0",
				ReactiveServers.onlyManagementServer(kind), "upgrade.required.rules.all.paths=/**",
				"upgrade.required.rules.all.protocols=HTTP/3");
		assertThatIsRefused(get("/open", server));
		assertThatIsRefused(get("/actuator/health", server));
		RawResponse health = exchange("GET", "/actuator/health", managementOf(server));
		assertThat(health.status()).as("%s", health).isEqualTo(200);
		assertThat(health.text()).contains("\"status\":\"UP\"");
		RawResponse missing = exchange("GET", "/missing", managementOf(server));
		assertThat(missing.status()).as("%s", missing).isEqualTo(404);
	}

	private TestServer start(ServerKind kind, Class<?> application, String... properties) {
		String[] all = Stream.of(PROPERTIES, properties).flatMap(Arrays::stream).toArray(String[]::new);
		TestServer server = TestServer.start(kind, "clear", application, all);
		this.started.add(server);
		return server;
	}

	private static Endpoint managementOf(TestServer server) {
		int port = server.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
		return new Endpoint(server.endpoint().server(), "clear", port);
	}

	private RawConnection connect(ServerKind kind) throws IOException {
		return new RawConnection(this.servers.get(kind).endpoint());
	}

	private RawResponse get(String path, ServerKind kind) throws IOException {
		return get(path, this.servers.get(kind));
	}

	private static RawResponse get(String path, TestServer server) throws IOException {
		return exchange("GET", path, server);
	}

	private static RawResponse exchange(String method, String path, TestServer server) throws IOException {
		return exchange(method, path, server.endpoint());
	}

	private static RawResponse exchange(String method, String path, Endpoint endpoint) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(request(method, path));
			RawResponse response = connection.readResponse("HEAD".equals(method));
			assertThat(response).as("an answer to %s %s", method, path).isNotNull();
			return response;
		}
	}

	private static byte[] request(String method, String path) {
		return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	private static RawResponse read(RawConnection connection) throws IOException {
		RawResponse response = connection.readResponse(false);
		assertThat(response).isNotNull();
		return response;
	}

	private static Stream<String> withoutDate(RawResponse response) {
		return response.fields().stream().filter((field) -> !field.startsWith("Date:") && !field.startsWith("date:"));
	}

	private MoodyPolicy policy(ServerKind kind) {
		return this.servers.get(kind).context().getBean(MoodyPolicy.class);
	}

	private Sinks.One<UpgradeDecision> nextDecision(ServerKind kind) throws InterruptedException {
		Sinks.One<UpgradeDecision> decision = policy(kind).asked.poll(20, TimeUnit.SECONDS);
		assertThat(decision).as("the policy is asked").isNotNull();
		return decision;
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
		AccessLog accessLog() {
			return new AccessLog();
		}

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route()
				.GET("/open/functional", (request) -> ServerResponse.ok().bodyValue("open"))
				.build();
		}

		@RestController
		static class Resources {

			@GetMapping({ "/open", "/open/logged", "/open/annotated", "/policy/waits" })
			String open() {
				return "open";
			}

			@GetMapping("/missing")
			void missing() {
				throw new ResponseStatusException(HttpStatus.NOT_FOUND, "not here");
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class MoodyApplication {

		@Bean
		MoodyPolicy moodyPolicy(UpgradeRules rules) {
			return new MoodyPolicy(rules);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class NullApplication {

		@Bean
		UpgradePolicy nullPolicy() {
			return (context) -> null;
		}

	}

	static class MoodyPolicy implements ReactiveUpgradePolicy {

		private final UpgradeRules rules;

		private final BlockingQueue<Sinks.One<UpgradeDecision>> asked = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();

		MoodyPolicy(UpgradeRules rules) {
			this.rules = rules;
		}

		@Override
		public Mono<UpgradeDecision> decide(UpgradeContext context) {
			String path = context.path().value();
			return switch (path) {
				case "/policy/waits" -> decideLater().doOnCancel(() -> this.cancelled.add(path));
				case "/policy/throws" -> throw new IllegalStateException("the policy failed");
				case "/policy/fails" -> Mono.error(new IllegalStateException("the policy failed"));
				case "/policy/unavailable" ->
					Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "ask again later"));
				case "/policy/empty" -> Mono.empty();
				case "/policy/null" -> null;
				default -> Mono.fromSupplier(() -> this.rules.decide(context));
			};
		}

		private Mono<UpgradeDecision> decideLater() {
			Sinks.One<UpgradeDecision> decision = Sinks.one();
			return decision.asMono().doOnSubscribe((subscription) -> this.asked.add(decision));
		}

	}

	static class AccessLog implements WebFilter, Ordered {

		private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			Mono<Void> filtered = chain.filter(exchange);
			if (!exchange.getRequest().getPath().value().endsWith("/logged")) {
				return filtered;
			}
			return filtered.doOnSuccess((done) -> this.lines.add(exchange.getResponse().getStatusCode().value() + " by "
					+ exchange.getAttribute(UpgradeRules.RULE_ATTRIBUTE)));
		}

	}

}
