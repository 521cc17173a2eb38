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

package io.github.upgraderequired.wire.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.websocket.ReactiveEndpointAdapter;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveServers;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketUpgradeHandlerPredicate;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How endpoints are judged beside the rest of a reactive application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReactiveEndpointTests {

	private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	private static final String UNUSUAL = HANDSHAKE.replace("websocket\r\n", "other/1, websocket\r\n")
		.replace("Connection: Upgrade", "Connection: keep-alive, Upgrade");

	@Test
	void oneLineAtStartNamesTheEndpoints(CapturedOutput output) throws IOException {
		try (TestServer server = start(ReactiveDiscoveryApplication.class)) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/graphql-only"));
			assertThat(output.getOut().lines().filter((line) -> line.contains("Found WebSocket endpoints"))).hasSize(1)
				.first()
				.asString()
				.contains("INFO")
				.contains("(upgrade.required.websocket.discover)", "/handler", "/rooms/{room}", "/graphql",
						"/graphql-only");
		}
	}

	@Test
	void applicationWithoutEndpointsIsNotTalkedAbout(CapturedOutput output) throws IOException {
		try (TestServer server = TestServer.start(ServerKind.REACTOR_NETTY, "clear", "none", NoEndpoints.class,
				"server.port=0")) {
			assertThat(get(server, "/anything").status()).isEqualTo(404);
			assertThat(output).doesNotContain("WebSocket endpoints");
		}
	}

	@Test
	void discoveryIsSwitchedOff(CapturedOutput output) throws IOException {
		try (TestServer server = start(LazyEndpoints.class, "upgrade.required.websocket.discover=off")) {
			assertThat(get(server, "/by-name").status()).isEqualTo(400);
			assertThat(server.context().getBeansOfType(ReactiveEndpointAdapter.class)).isEmpty();
			assertThat(output).doesNotContain("Found WebSocket endpoints");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "off" })
	void discoveryObeysTheGlobalMode(String mode, CapturedOutput output) throws IOException {
		try (TestServer server = start(LazyEndpoints.class, "upgrade.required.mode=" + mode)) {
			RawResponse response = get(server, "/by-name");
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.field("Upgrade")).isNull();
			assertThat(output.getOut().contains("Rule 'websocket.discover' is in report mode"))
				.isEqualTo(mode.equals("report"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "off" })
	void ruleThatNamesWebSocketInAnyModeTakesThePlaceOfDiscovery(String mode) throws IOException {
		try (TestServer server = start(LazyEndpoints.class, "upgrade.required.rules.own.paths=/by-name",
				"upgrade.required.rules.own.protocols=websocket", "upgrade.required.rules.own.mode=" + mode)) {
			assertThat(get(server, "/by-name").status()).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#reactive")
	void basePathBelongsToTheEndpoint(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", ReactiveDiscoveryApplication.class,
				"spring.webflux.base-path=/app")) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/app/handler"));
			assertThat(send(server, "GET /app/handler", HANDSHAKE).status()).isEqualTo(101);
			assertThat(get(server, "/app/shared").text()).contains("by a controller");
		}
	}

	@Test
	void lazyBeansStayLazy(CapturedOutput output) throws IOException {
		LazyEndpoints.CREATED.set(0);
		try (TestServer server = start(LazyEndpoints.class)) {
			assertThat(output).contains("/by-name");
			assertThat(get(server, "/open").status()).isEqualTo(404);
			assertThat(LazyEndpoints.CREATED).hasValue(0);
			assertThatIsRefusedBy("websocket.discover", get(server, "/by-name"));
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#reactive")
	void lazyInitializationIsLeftLazyAndTheFirstRequestIsJudged(ServerKind kind, CapturedOutput output)
			throws IOException {
		LazyEndpoints.CREATED.set(0);
		try (TestServer server = TestServer.start(kind, "clear", "discovery", LazyEndpoints.class,
				"spring.main.lazy-initialization=true")) {
			assertThat(LazyEndpoints.CREATED).hasValue(0);
			assertThat(output).doesNotContain("Found WebSocket endpoints");
			assertThatIsRefusedBy("websocket.discover", get(server, "/by-name"));
		}
	}

	@Test
	void mappingDecidesAboutOriginsBeforeTheEndpointIsJudged() throws IOException {
		try (TestServer server = start(Neighbours.class)) {
			RawResponse foe = send(server, "GET /cors", "Origin: https://foe.example\r\n");
			assertThat(foe.status()).isEqualTo(403);
			RawResponse friend = send(server, "GET /cors", "Origin: https://friend.example\r\n");
			assertThatIsRefusedBy("websocket.discover", friend);
			assertThat(friend.lines("Access-Control-Allow-Origin")).containsExactly("https://friend.example");
			assertThat(friend.lines("Vary")).hasSize(3);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#reactive")
	void endpointThatIsRegisteredAfterTheStartIsJudged(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", Neighbours.class)) {
			assertThat(get(server, "/late").status()).isEqualTo(404);
			server.context().getBean(LateMapping.class).open("/late");
			assertThatIsRefusedBy("websocket.discover", get(server, "/late"));
			assertThat(send(server, "GET /late", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@Test
	void defaultHandlerIsJudged() throws IOException {
		try (TestServer server = start(EveryPath.class)) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/below/anything"));
			assertThatIsRefusedBy("websocket.discover", get(server, "/anything"));
			assertThat(send(server, "GET /anything", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#reactive")
	void nothingIsJudgedOnASeparateManagementPort(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", ReactiveDiscoveryApplication.class,
				"management.server.port=0", ReactiveServers.onlyManagementServer(kind))) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/graphql-only"));
			int port = server.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			Endpoint management = new Endpoint(kind.id(), "clear", port);
			for (String path : List.of("/graphql-only", "/missing")) {
				assertThat(send(management, "GET " + path, "").status()).as(path).isEqualTo(404);
			}
			// Its dispatcher has the mappings of the application too
			assertThat(send(management, "GET /handler", "").status()).isEqualTo(400);
		}
	}

	@Test
	void adviceOfTheApplicationAndItsOwn404ComeWhereTheyCameBefore() throws IOException {
		try (TestServer server = start(Advised.class)) {
			assertThat(get(server, "/missing").text()).isEqualTo("nothing here");
			assertThat(get(server, "/rooms/none").text()).isEqualTo("no such room");
			assertThatIsRefusedBy("websocket.discover", get(server, "/rooms"));
		}
	}

	@Test
	void whatTheDoorHasSaidStaysOnARefusalAtAnEndpoint() throws IOException {
		try (TestServer server = TestServer.start(ServerKind.REACTOR_NETTY, "tls", "discovery",
				ReactiveDiscoveryApplication.class, "upgrade.required.rules.all.protocols=HTTP/1.1",
				"upgrade.required.rules.all.alt-svc=h3=\":443\"")) {
			RawResponse refusal = get(server, "/handler");
			assertThatIsRefusedBy("websocket.discover", refusal);
			assertThat(refusal.lines("Alt-Svc")).containsExactly("h3=\":443\"");
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "upgrade.required.mode=report", "upgrade.required.mode=off", "upgrade.required.enabled=false",
					"upgrade.required.websocket.discover=false", "upgrade.required.exempt.paths=/shown" })
	void handshakeStaysAsItIsWhereNothingIsJudged(String property) throws IOException {
		try (TestServer server = start(Neighbours.class, property)) {
			assertThat(send(server, "GET /shown", UNUSUAL).text()).isEqualTo("other/1, websocket, keep-alive, Upgrade");
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#reactive")
	void correctHandshakeIsShownInNormalFormWhateverItsPathIfThatHelps(ServerKind kind) throws IOException {
		boolean helps = kind != ServerKind.REACTIVE_JETTY;
		try (TestServer server = TestServer.start(kind, "clear", "discovery", Neighbours.class)) {
			assertThat(send(server, "GET /shown", UNUSUAL).text())
				.isEqualTo(helps ? "websocket, Upgrade" : "other/1, websocket, keep-alive, Upgrade");
			assertThat(send(server, "GET /shown", UNUSUAL.replace("13", "8")).text())
				.isEqualTo("other/1, websocket, keep-alive, Upgrade");
			assertThat(send(server, "GET /form", UNUSUAL).status()).isEqualTo(helps ? 101 : 426);
		}
	}

	@ParameterizedTest
	@EnumSource(value = ServerKind.class, names = { "REACTOR_NETTY", "REACTIVE_TOMCAT" })
	void requestThatSpringHasMutatedIsShownInNormalFormToo(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", Neighbours.class,
				"server.forward-headers-strategy=framework")) {
			String forwarded = "X-Forwarded-Proto: https\r\n";
			assertThat(send(server, "GET /shown", UNUSUAL + forwarded).text()).isEqualTo("websocket, Upgrade");
			assertThat(send(server, "GET /form", UNUSUAL + forwarded).status()).isEqualTo(101);
			assertThat(send(server, "GET /form", HANDSHAKE + forwarded).status()).isEqualTo(101);
		}
	}

	@Test
	void policyOfTheApplicationDecidesAtTheEndpointAndWhereNobodyIs() throws IOException {
		try (TestServer server = start(OwnPolicy.class)) {
			for (String path : List.of("/form", "/handshakes")) {
				RawResponse refusal = get(server, path);
				assertThat(refusal.field("Upgrade")).isEqualTo("own/1");
				assertThat(refusal.field("X-Policy")).isEqualTo("asked");
			}
			// Beside what the mapping has written
			assertThat(send(server, "GET /cors", "Origin: https://friend.example\r\n").lines("Vary"))
				.containsExactlyInAnyOrder("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers",
						"X-Mood");
			assertThat(get(server, "/shown").status()).isEqualTo(200);
			assertThat(send(server, "GET /form", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@Test
	void policyThatLetsEverybodyPassLeavesTheAnswerToTheApplication() throws IOException {
		try (TestServer server = start(LettingPolicy.class)) {
			assertThat(get(server, "/form").status()).isEqualTo(400);
			assertThat(get(server, "/handshakes").status()).isEqualTo(404);
			assertThat(send(server, "GET /form", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@Test
	void policyThatWaitsFailsOrSaysNothingIsHeardAtAnEndpoint() throws IOException {
		try (TestServer server = start(MoodyPolicy.class)) {
			assertThat(send(server, "GET /form", "X-Mood: slow\r\n").field("Upgrade")).isEqualTo("own/1");
			assertThat(send(server, "GET /form", "X-Mood: broken\r\n").status()).isEqualTo(500);
			assertThat(send(server, "GET /form", "X-Mood: silent\r\n").status()).isEqualTo(500);
		}
	}

	// There is no handler at all then, and nobody has said what other origins may read
	@Test
	void requestThatNoMappingTookIsRefusedToo() throws IOException {
		try (TestServer server = start(Origins.class, "spring.web.resources.add-mappings=false")) {
			RawResponse refusal = send(server, "GET /handshakes", "Origin: https://friend.example\r\n");
			assertThatIsRefusedBy("websocket.discover", refusal);
			assertThat(refusal.field("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
			assertThat(get(server, "/missing").status()).isEqualTo(404);
		}
	}

	@Test
	void pathOfGraphQlIsItsOwnWhereQueriesHaveAnother() throws IOException {
		try (TestServer server = start(ReactiveDiscoveryApplication.class, "spring.graphql.http.path=/queries",
				"spring.webflux.base-path=/app")) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/app/graphql"));
			assertThatIsRefusedBy("websocket.discover", get(server, "/app/graphql-only"));
			assertThat(get(server, "/app/queries").status()).isEqualTo(405);
		}
		try (TestServer server = start(ReactiveDiscoveryApplication.class)) {
			assertThat(send(server, "PUT /graphql", "Content-Length: 0\r\n").status()).isEqualTo(404);
		}
	}

	@Test
	void handshakeThatPassedForAnotherProtocolIsShownAsThat() throws IOException {
		try (TestServer server = start(Neighbours.class, "upgrade.required.rules.iot.paths=/shown",
				"upgrade.required.rules.iot.protocols=iot-mux/1")) {
			String both = HANDSHAKE.replace("websocket\r\n", "websocket, iot-mux/1\r\n");
			assertThat(send(server, "GET /shown", both).text()).isEqualTo("iot-mux/1, Upgrade");
		}
	}

	private static TestServer start(Class<?> application, String... properties) {
		return TestServer.start(ServerKind.REACTOR_NETTY, "clear", "discovery", application, properties);
	}

	private static RawResponse get(TestServer server, String path) throws IOException {
		return send(server, "GET " + path, "");
	}

	private static RawResponse send(TestServer server, String start, String fields) throws IOException {
		return send(server.endpoint(), start, fields);
	}

	private static RawResponse send(Endpoint endpoint, String start, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			String request = start + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
			connection.send(request.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	private static void assertThatIsRefusedBy(String rule, RawResponse response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(426);
		assertThat(response.text()).contains("\"rule\":\"" + rule + "\"");
	}

	private static WebSocketHandler echo() {
		return (session) -> session
			.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class NoEndpoints {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class LazyEndpoints {

		static final AtomicInteger CREATED = new AtomicInteger();

		@Bean
		HandlerMapping byName() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/by-name", "lazyHandler"), 1);
			mapping.setLazyInitHandlers(true);
			return mapping;
		}

		@Lazy
		@Bean
		WebSocketHandler lazyHandler() {
			CREATED.incrementAndGet();
			return echo();
		}

	}

	/** Other handlers at the paths of endpoints. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OwnStrategy.class)
	static class Neighbours {

		@Bean
		HandlerMapping webSockets() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/form", echo(), "/cors", echo()), 1);
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(List.of("https://friend.example"));
			mapping.setCorsConfigurations(Map.of("/cors", cors));
			return mapping;
		}

		@Bean
		HandlerMapping handshakesOnly() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/handshakes", echo()), 1);
			mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
			return mapping;
		}

		@Bean
		LateMapping late() {
			return new LateMapping();
		}

		@RestController
		static class Pages {

			@GetMapping("/shown")
			String shown(@RequestHeader(name = HttpHeaders.UPGRADE, defaultValue = "nothing") String upgrade,
					@RequestHeader(HttpHeaders.CONNECTION) Optional<String> connection) {
				return upgrade + connection.map(", "::concat).orElse("");
			}

		}

	}

	static class LateMapping extends SimpleUrlHandlerMapping {

		LateMapping() {
			setOrder(1);
		}

		void open(String path) {
			registerHandler(path, echo());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OwnStrategy.class)
	static class EveryPath {

		@Bean
		HandlerMapping below() {
			return new SimpleUrlHandlerMapping(Map.of("/below/**", echo()), 1);
		}

		@Bean
		HandlerMapping others() {
			return new DefaultMapping();
		}

	}

	/** Switches on the server that runs, whatever else is on the class path. */
	static class OwnStrategy implements WebFluxConfigurer {

		private final RequestUpgradeStrategy strategy;

		OwnStrategy(RequestUpgradeStrategy strategy) {
			this.strategy = strategy;
		}

		@Override
		public WebSocketService getWebSocketService() {
			return new HandshakeWebSocketService(this.strategy);
		}

	}

	static class DefaultMapping extends AbstractHandlerMapping {

		DefaultMapping() {
			setOrder(2);
		}

		@Override
		protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
			return Mono.just(echo());
		}

	}

	/** An endpoint for handshakes only, beside answers of the application's own. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Advised {

		@Bean
		HandlerMapping handshakes() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
					Map.of("/rooms", echo(), "/rooms/none", echo()), 1);
			mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
			return mapping;
		}

		@RestController
		static class Rooms {

			@GetMapping("/rooms/none")
			String none() {
				throw new ResponseStatusException(HttpStatus.NOT_FOUND);
			}

		}

		@RestControllerAdvice
		static class Advice {

			@ExceptionHandler
			String nothing(NoResourceFoundException failure) {
				return "nothing here";
			}

			@ExceptionHandler
			String noRoom(ResponseStatusException failure) {
				return "no such room";
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicy extends Neighbours {

		@Bean
		ReactiveUpgradePolicy ownPolicy() {
			return (context) -> Mono.just(context.isWebSocketEndpoint()
					? UpgradeDecision.refuse("own/1").withHeader("X-Policy", "asked").withHeader("Vary", "X-Mood")
					: UpgradeDecision.proceed());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LettingPolicy extends Neighbours {

		@Bean
		UpgradePolicy lettingPolicy() {
			return (context) -> UpgradeDecision.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MoodyPolicy extends Neighbours {

		@Bean
		ReactiveUpgradePolicy moodyPolicy() {
			return (context) -> context.isWebSocketEndpoint() ? decide(String.valueOf(context.header("X-Mood")))
					: Mono.just(UpgradeDecision.proceed());
		}

		private static Mono<UpgradeDecision> decide(String mood) {
			return switch (mood) {
				case "slow" -> Mono.delay(Duration.ofMillis(10)).map((tick) -> UpgradeDecision.refuse("own/1"));
				case "broken" -> Mono.error(new IllegalStateException("broken"));
				default -> Mono.empty();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Origins extends Neighbours implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://friend.example");
		}

	}

}
