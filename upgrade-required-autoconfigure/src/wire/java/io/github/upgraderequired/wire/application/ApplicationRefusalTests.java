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

package io.github.upgraderequired.wire.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRequiredException;
import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refusals that the application's own code throws, wherever it does.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationRefusalTests {

	private static final String DETAIL = "Licences of acme-ios 3.1 have ended.";

	private static final List<TestServer> servers = new ArrayList<>();

	private static final Map<ServerKind, TestServer> running = new EnumMap<>(ServerKind.class);

	// Together, since the Reactor Nettys of a JVM share what the first one stops
	@AfterAll
	static void stop() {
		servers.forEach(TestServer::close);
	}

	static Stream<ServerKind> kinds() {
		return Arrays.stream(ServerKind.values());
	}

	static Stream<ServerKind> servlet() {
		return kinds().filter((kind) -> !kind.isReactive());
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R1: what a handler or a filter throws is answered with Upgrade")
	void whateverThrowsIsAnsweredAsARuleIs(ServerKind kind) throws IOException {
		TestServer server = start(kind, "spring.mvc.problemdetails.enabled=true",
				"spring.webflux.problemdetails.enabled=true");
		for (String path : List.of("/thrown", "/future", "/routed", "/filtered", "/joined", "/deferred", "/wrapped-by-filter", "/io")) {
			RawResponse response = server.get(path);
			assertThat(response.status()).as(path).isEqualTo(426);
			assertThat(response.lines("Upgrade")).as(path).containsExactly("acme-ios/3.2");
			assertThat(response.members("Connection")).as(path).contains("Upgrade");
			assertThat(response.lines("Cache-Control")).as(path).containsExactly("no-store");
			assertThat(response.field("Content-Type")).as(path).isEqualTo("application/problem+json");
			assertThat(response.text()).as(path)
				.contains("\"detail\":\"" + DETAIL + "\"", "\"rule\":\"application\"", "\"code\":\"LICENCE\"");
		}
		assertThat(server.context()
			.getBean(MeterRegistry.class)
			.get("upgrade.required.requests")
			.tags("rule", "application", "outcome", "refused")
			.counter()
			.count()).isEqualTo(8);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R23: and with the CORS headers of its handler, in the format that is asked for")
	void answerIsNegotiatedAndMayBeReadByOtherOrigins(ServerKind kind) throws IOException {
		TestServer server = running(kind);
		RawResponse response = server.get("/thrown", "Origin: https://app.example", "Accept: text/plain");
		assertThat(response.lines("Vary")).doesNotHaveDuplicates();
		assertThat(response.lines("Date").size()).isLessThanOrEqualTo(1);
		assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(response.text()).startsWith("426 Upgrade Required\n").contains(DETAIL, "Required: acme-ios/3.2");
		assertThat(server.get("/filtered", "Origin: https://app.example").field("Access-Control-Allow-Origin"))
			.isEqualTo("https://app.example");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R2: over HTTP/2 without Upgrade")
	void answerOverHttp2HasNoUpgrade(ServerKind kind) throws Exception {
		TestServer server = start(kind, "server.http2.enabled=true");
		String answer = CommandLine.run("curl", "-s", "-i", "--http2-prior-knowledge",
				server.endpoint().url("/thrown"));
		assertThat(answer).startsWith("HTTP/2 426").contains(DETAIL).doesNotContainIgnoringCase("\nupgrade:");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void handlerOfAControllerStaysAheadOnWebFluxAlone(ServerKind kind) throws IOException {
		RawResponse response = running(kind).get("/local");
		assertThat(response.status()).isEqualTo(kind.isReactive() ? 200 : 426);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void rendererOfTheApplicationWritesTheBody(ServerKind kind) throws IOException {
		RawResponse response = start(kind, "spring.profiles.include=renderer").get("/thrown");
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.text()).isEqualTo("{\"error\":\"application\"}");
		assertThat(response.field("Upgrade")).isEqualTo("acme-ios/3.2");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void withoutTheStarterSpringAnswersTheStatus(ServerKind kind) throws IOException {
		RawResponse response = start(kind, "upgrade.required.enabled=false").get("/thrown");
		assertThat(response.status()).isEqualTo(426);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R1: a 426 without Upgrade is warned of once, naming its handler")
	void bareStatusIsWarnedOf(ServerKind kind, CapturedOutput output) throws IOException {
		TestServer server = start(kind);
		for (String path : List.of("/bare", "/bare", "/complete", "/async-complete", "/thrown", "/routed-bare")) {
			assertThat(server.get(path).status()).as(path).isEqualTo(426);
		}
		assertThat(server.get("/bare", "Via: 1.1 proxy").status()).isEqualTo(426);
		assertThat(output).containsOnlyOnce("A 426 was sent without the field Upgrade, which RFC 9110, 15.5.22, demands, by "
				+ application(kind).getName() + "#bare()")
			.contains("demands, by the handler of /routed-bare.")
			.contains("new UpgradeRequiredException(\"")
			.doesNotContain("omplete()")
			.doesNotContain("#thrown()");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void statusThatAnEntityOrAFilterBringsIsSeenOnTheServletStackAlone(ServerKind kind, CapturedOutput output)
			throws IOException {
		TestServer server = start(kind);
		assertThat(server.get("/entity").status()).isEqualTo(426);
		assertThat(server.get("/filtered-bare").status()).isEqualTo(426);
		if (kind.isReactive()) {
			assertThat(output).doesNotContain("A 426 was sent without");
		}
		else {
			// The answer may be there before the filter has looked at it
			Awaitility.await()
				.untilAsserted(() -> assertThat(output)
					.contains("demands, by " + application(kind).getName() + "#entity()")
					.contains("demands, by a filter or a servlet"));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void overHttp2AndBehindAProxyThatDoesNotWantItABareStatusIsInOrder(ServerKind kind, CapturedOutput output)
			throws Exception {
		TestServer server = start(kind, "server.http2.enabled=true", "upgrade.required.response.upgrade-field=direct");
		assertThat(CommandLine.run("curl", "-s", "-i", "--http2-prior-knowledge", server.endpoint().url("/bare")))
			.startsWith("HTTP/2 426");
		assertThat(server.get("/bare", "Via: 1.1 proxy").status()).isEqualTo(426);
		assertThat(output).doesNotContain("A 426 was sent without");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("R1: no WebSocket here, use HTTP (docs/application-code.md)")
	void handshakeIsToldToUseHttp(ServerKind kind) throws IOException {
		TestServer server = running(kind);
		RawResponse response = server.get("/responses", "Connection: Upgrade", "Upgrade: websocket",
				"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.lines("Upgrade")).containsExactly("HTTP/1.1");
		assertThat(response.members("Connection")).contains("Upgrade");
		assertThat(response.field("Sec-WebSocket-Version")).isNull();
		assertThat(response.text()).contains("There is no WebSocket here. Use HTTP.");
		assertThat(server.get("/responses").status()).isEqualTo(404);
		WebSocket.Builder client = HttpClient.newHttpClient().newWebSocketBuilder();
		URI target = URI.create(server.endpoint().url("/responses").replaceFirst("^http", "ws"));
		assertThat(client.buildAsync(target, new WebSocket.Listener() {
		})).failsWithin(Duration.ofSeconds(20))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(ex) -> assertThat(ex.getResponse().statusCode()).isEqualTo(426));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	@DisplayName("308 for GET and HEAD, 426 for the rest (docs/application-code.md)")
	void whoReadsIsRedirectedAndTheRestIsRefused(ServerKind kind) throws IOException {
		TestServer server = start(kind, "upgrade.required.rules.read.methods=GET",
				"upgrade.required.rules.read.protocols=TLS", "upgrade.required.rules.read.action=redirect",
				"upgrade.required.rules.write.protocols=TLS");
		for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
			try (RawConnection connection = new RawConnection(server.endpoint())) {
				connection.send((method + " /responses HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
				RawResponse response = connection.readResponse(method.equals("HEAD"));
				boolean reads = List.of("GET", "HEAD").contains(method);
				assertThat(response.status()).as(method).isEqualTo(reads ? 308 : 426);
				assertThat(response.field("Location")).as(method)
					.isEqualTo(reads ? "https://localhost/responses" : null);
				assertThat(response.field("Upgrade")).as(method).isEqualTo(reads ? null : "TLS");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whatWasWrittenBeforeIsNotSentNorWhatDescribedIt(ServerKind kind) throws IOException {
		RawResponse response = running(kind).get("/filtered-late");
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.field("Content-Encoding")).isNull();
		assertThat(response.field("ETag")).isNull();
		assertThat(response.lines("X-Frame-Options")).containsExactly("DENY");
		assertThat(response.lines("Set-Cookie")).containsExactly("a=1", "b=2");
		assertThat(response.text()).startsWith("{\"type\"").doesNotContain("half");
	}

	@ParameterizedTest
	@MethodSource("servlet")
	void whatIsOnItsWayGoesOnAndASessionHasOneCookie(ServerKind kind) throws IOException {
		TestServer server = running(kind);
		assertThat(server.get("/committed").status()).isEqualTo(200);
		RawResponse response = server.get("/session");
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.lines("Set-Cookie")).singleElement().asString().startsWith("JSESSIONID=");
		assertThat(response.lines("Date")).hasSize(1);
	}

	@Test
	void attributesOfSpringMvcAreNamedAsThere() {
		assertThat(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
			.isEqualTo("org.springframework.web.servlet.HandlerMapping.bestMatchingHandler");
		assertThat(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
			.isEqualTo("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void headGetsTheSameWithoutABody(ServerKind kind) throws IOException {
		try (RawConnection connection = new RawConnection(running(kind).endpoint())) {
			connection.send("HEAD /thrown HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(true);
			assertThat(response.status()).isEqualTo(426);
			assertThat(response.field("Upgrade")).isEqualTo("acme-ios/3.2");
		}
	}

	// One for all tests that need no other
	private static TestServer running(ServerKind kind) {
		return running.computeIfAbsent(kind, ApplicationRefusalTests::start);
	}

	private static TestServer start(ServerKind kind, String... properties) {
		TestServer server = TestServer.start(kind, "clear", "alone", application(kind),
				StringUtils.concatenateStringArrays(properties, new String[] { "server.port=0" }));
		servers.add(server);
		return server;
	}

	private static Class<?> application(ServerKind kind) {
		return kind.isReactive() ? ReactiveApplication.class : ServletApplication.class;
	}

	private static UpgradeRequiredException refusal() {
		return new UpgradeRequiredException(
				UpgradeDecision.refuse("acme-ios/3.2").withDetail(DETAIL).withMember("code", "LICENCE"));
	}

	@RestController
	abstract static class AbstractApplication {

		@CrossOrigin
		@GetMapping("/thrown")
		String thrown() {
			throw refusal();
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> {
				throw refusal();
			});
		}

		@GetMapping("/joined")
		String joined() {
			return future().join();
		}

		@GetMapping("/async-complete")
		CompletableFuture<ResponseEntity<String>> asyncComplete() {
			return CompletableFuture.supplyAsync(this::complete);
		}

		@GetMapping("/filtered")
		String filtered() {
			return "filtered";
		}

		@GetMapping("/bare")
		String bare() {
			throw new ResponseStatusException(HttpStatus.UPGRADE_REQUIRED, "Licences have ended.");
		}

		@GetMapping("/complete")
		ResponseEntity<String> complete() {
			return ResponseEntity.status(426).header("Upgrade", "TLS/1.2").header("Connection", "Upgrade").build();
		}

		@GetMapping("/entity")
		ResponseEntity<String> entity() {
			return ResponseEntity.status(426).body("Update!");
		}

		@PostMapping("/responses")
		String responses() {
			return "created";
		}

		@GetMapping(path = "/responses", headers = "Sec-WebSocket-Key")
		void noWebSocketHere() {
			throw new UpgradeRequiredException(
					UpgradeDecision.refuse("HTTP/1.1").withDetail("There is no WebSocket here. Use HTTP."));
		}

		@Bean
		LocalController localController() {
			return new LocalController();
		}

		@Bean
		@Profile("renderer")
		UpgradeRefusalRenderer renderer() {
			return (context, refusal) -> UpgradeRefusalRenderer.Body.of(MediaType.APPLICATION_JSON,
					"{\"error\":\"" + refusal.rule() + "\"}");
		}

	}

	@RestController
	static class LocalController {

		@GetMapping("/local")
		String local() {
			throw refusal();
		}

		@ExceptionHandler
		String handle(UpgradeRequiredException ex) {
			return "handled";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication extends AbstractApplication {

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			CompletableFuture.runAsync(() -> result.setErrorResult(refusal()));
			return result;
		}

		@GetMapping("/session")
		String session(HttpServletRequest request) {
			request.getSession();
			throw refusal();
		}

		@GetMapping("/committed")
		String committed(HttpServletResponse response) throws IOException {
			response.getWriter().write("half");
			response.flushBuffer();
			throw refusal();
		}

		@Bean
		org.springframework.web.servlet.function.RouterFunction<?> routed() {
			return org.springframework.web.servlet.function.RouterFunctions.route().GET("/routed", (request) -> {
				throw refusal();
			}).GET("/routed-bare", (request) -> {
				throw new ResponseStatusException(HttpStatus.UPGRADE_REQUIRED);
			}).build();
		}

		@Bean
		WebMvcConfigurer cors() {
			return new WebMvcConfigurer() {

				@Override
				public void addCorsMappings(CorsRegistry registry) {
					registry.addMapping("/filtered").allowedOrigins("https://app.example");
				}

			};
		}

		@Bean
		Filter filter() {
			return (request, response, chain) -> {
				String path = ((HttpServletRequest) request).getRequestURI();
				if (path.equals("/filtered-late")) {
					((HttpServletResponse) response).setHeader("X-Frame-Options", "DENY");
					((HttpServletResponse) response).setHeader("Content-Encoding", "br");
					((HttpServletResponse) response).setHeader("ETag", "\"1\"");
					((HttpServletResponse) response).addHeader("Set-Cookie", "a=1");
					((HttpServletResponse) response).addHeader("Set-Cookie", "b=2");
					response.getWriter().write("half");
				}
				if (path.equals("/wrapped-by-filter")) {
					throw new ServletException(refusal());
				}
				if (path.equals("/io")) {
					throw new IOException(refusal());
				}
				if (path.equals("/filtered-bare")) {
					((HttpServletResponse) response).setStatus(426);
					return;
				}
				if (path.startsWith("/filtered")) {
					throw refusal();
				}
				chain.doFilter(request, response);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication extends AbstractApplication {

		@GetMapping("/deferred")
		Mono<String> deferred() {
			return Mono.error(refusal());
		}

		@Bean
		org.springframework.web.reactive.function.server.RouterFunction<?> routed() {
			return org.springframework.web.reactive.function.server.RouterFunctions.route()
				.GET("/routed", (request) -> Mono.error(refusal()))
				.GET("/routed-bare",
						(request) -> Mono.error(new ResponseStatusException(HttpStatus.UPGRADE_REQUIRED)))
				.build();
		}

		@Bean
		WebFluxConfigurer cors() {
			return new WebFluxConfigurer() {

				@Override
				public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
					registry.addMapping("/filtered").allowedOrigins("https://app.example");
				}

			};
		}

		@Bean
		WebFilter filter() {
			return (exchange, chain) -> {
				String path = exchange.getRequest().getPath().value();
				if (path.equals("/wrapped-by-filter")) {
					return Mono.error(new IllegalStateException(refusal()));
				}
				if (path.equals("/io")) {
					return Mono.error(new IOException(refusal()));
				}
				if (path.equals("/filtered-bare")) {
					exchange.getResponse().setRawStatusCode(426);
					return exchange.getResponse().setComplete();
				}
				if (path.equals("/filtered-late")) {
					exchange.getResponse().getHeaders().set("X-Frame-Options", "DENY");
					exchange.getResponse().getHeaders().set("Content-Encoding", "br");
					exchange.getResponse().getHeaders().set("ETag", "\"1\"");
					exchange.getResponse().getHeaders().add("Set-Cookie", "a=1");
					exchange.getResponse().getHeaders().add("Set-Cookie", "b=2");
				}
				return path.startsWith("/filtered") ? Mono.error(refusal()) : chain.filter(exchange);
			};
		}

	}

}
