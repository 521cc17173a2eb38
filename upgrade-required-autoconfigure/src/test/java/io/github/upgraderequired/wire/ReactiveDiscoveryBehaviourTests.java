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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.websocket.ReactiveEndpointAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How discovery gets on with the rest of a reactive application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReactiveDiscoveryBehaviourTests {

	private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

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
	void noBodyIsReadToFindOutWhoAnswers() throws IOException {
		try (TestServer server = start(Neighbours.class)) {
			String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n";
			assertThat(send(server, "POST /form", form, "name=x").text()).isEqualTo("hello x");
		}
	}

	@Test
	void mappingThatAnswersByItselfWritesNothingOnTrial() throws IOException {
		try (TestServer server = start(Neighbours.class)) {
			RawResponse foe = send(server, "GET /cors", "Origin: https://foe.example\r\n");
			assertThat(foe.status()).isEqualTo(403);
			assertThat(foe.lines("Vary")).hasSize(3);
			RawResponse friend = send(server, "GET /cors", "Origin: https://friend.example\r\n");
			assertThatIsRefusedBy("websocket.discover", friend);
			// By the CORS headers of the refusal, and not once more by the trial
			assertThat(friend.lines("Vary")).hasSize(3);
		}
	}

	@Test
	void attributesThatAMappingLeavesOnTrialAreGone() throws IOException {
		try (TestServer server = start(Neighbours.class)) {
			assertThat(send(server, "GET /counted", "").text()).isEqualTo("tried once");
		}
	}

	@Test
	void policyOfTheApplicationSeesWhetherTheRequestLeadsToAnEndpoint() throws IOException {
		try (TestServer server = start(OwnPolicy.class)) {
			assertThat(get(server, "/form").field("Upgrade")).isEqualTo("own/1");
			assertThat(get(server, "/counted").status()).isEqualTo(200);
		}
	}

	private static TestServer start(Class<?> application, String... properties) {
		return TestServer.start(ServerKind.REACTOR_NETTY, "clear", "discovery", application, properties);
	}

	private static RawResponse get(TestServer server, String path) throws IOException {
		return send(server, "GET " + path, "");
	}

	private static RawResponse send(TestServer server, String start, String fields, String... body) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			String request = start + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + String.join("", body);
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
	static class Neighbours {

		private static final String TRIES = "tries";

		@Bean
		HandlerMapping webSockets() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
					Map.of("/form", echo(), "/cors", echo(), "/counted", echo()), 1);
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(List.of("https://friend.example"));
			mapping.setCorsConfigurations(Map.of("/cors", cors));
			return mapping;
		}

		@Bean
		RouterFunction<ServerResponse> routes() {
			RequestPredicate counted = (request) -> {
				request.attributes().merge(TRIES, 1, (tries, one) -> (Integer) tries + 1);
				return request.path().equals("/counted");
			};
			return RouterFunctions.route(counted,
					(request) -> ServerResponse.ok()
						.bodyValue(request.attribute(TRIES).map(Integer.valueOf(1)::equals).orElse(false) ? "tried once"
								: "tried twice"));
		}

		@Bean
		HandlerMapping formMapping() {
			return new FormMapping();
		}

	}

	/** Asks for the form to find out whether it has a handler, as a gateway may. */
	static class FormMapping extends AbstractHandlerMapping {

		FormMapping() {
			setOrder(0);
		}

		@Override
		protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
			if (!HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
				return Mono.empty();
			}
			return exchange.getFormData().mapNotNull((form) -> form.getFirst("name")).map(FormMapping::greeting);
		}

		private static WebHandler greeting(String name) {
			return (exchange) -> {
				DataBuffer hello = exchange.getResponse()
					.bufferFactory()
					.wrap(("hello " + name).getBytes(StandardCharsets.US_ASCII));
				return exchange.getResponse().writeWith(Mono.just(hello));
			};
		}

	}

	static class OwnPolicy extends Neighbours {

		@Bean
		ReactiveUpgradePolicy ownPolicy() {
			return (context) -> Mono
				.just(context.isWebSocketEndpoint() ? UpgradeDecision.refuse("own/1") : UpgradeDecision.proceed());
		}

	}

}
