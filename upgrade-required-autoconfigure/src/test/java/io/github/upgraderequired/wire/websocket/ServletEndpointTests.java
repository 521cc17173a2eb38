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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.websocket.ServletEndpointAdapter;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.ServletServers;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How endpoints are judged beside the rest of a servlet application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServletEndpointTests {

	private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	private static final String UNUSUAL = HANDSHAKE.replace("websocket\r\n", "other/1, websocket\r\n")
		.replace("Connection: Upgrade", "Connection: keep-alive, Upgrade");

	@Test
	void oneLineAtStartNamesTheEndpoints(CapturedOutput output) throws IOException {
		try (TestServer server = start(DiscoveryApplication.class)) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/handler"));
			assertThat(output.getOut().lines().filter((line) -> line.contains("Found WebSocket endpoints"))).hasSize(1)
				.first()
				.asString()
				.contains("INFO")
				.contains("(upgrade.required.websocket.discover)", "/handler", "/rooms/{room}", "/stomp", "/annotated",
						"/registered", "/files/{name}", "/graphql", "/sock/websocket")
				.doesNotContain("/sock/**", "/sock,");
		}
	}

	@Test
	void applicationWithoutEndpointsIsNotTalkedAbout(CapturedOutput output) throws IOException {
		try (TestServer server = TestServer.start(ServerKind.TOMCAT, "clear", "none", NoEndpoints.class,
				"server.port=0")) {
			assertThat(get(server, "/anything").status()).isEqualTo(404);
			assertThat(output).doesNotContain("WebSocket endpoints");
		}
	}

	@Test
	void discoveryIsSwitchedOff(CapturedOutput output) throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.websocket.discover=off")) {
			assertThat(get(server, "/handler").status()).isEqualTo(400);
			assertThat(server.context().getBeansOfType(ServletEndpointAdapter.class)).isEmpty();
			assertThat(output).doesNotContain("Found WebSocket endpoints");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "off" })
	void discoveryObeysTheGlobalMode(String mode, CapturedOutput output) throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.mode=" + mode)) {
			RawResponse response = get(server, "/handler");
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.field("Upgrade")).isNull();
			assertThat(output.getOut().contains("Rule 'websocket.discover' is in report mode"))
				.isEqualTo(mode.equals("report"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "off" })
	void ruleThatNamesWebSocketInAnyModeTakesThePlaceOfDiscovery(String mode) throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.rules.own.paths=/handler",
				"upgrade.required.rules.own.protocols=websocket", "upgrade.required.rules.own.methods=DELETE",
				"upgrade.required.rules.own.mode=" + mode)) {
			assertThat(get(server, "/handler").status()).isEqualTo(400);
			assertThatIsRefusedBy("websocket.discover", get(server, "/rooms/42"));
		}
	}

	@Test
	void ruleThatNamesWebSocketAnswersUnderItsName() throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.rules.own.paths=/handler",
				"upgrade.required.rules.own.protocols=iot-mux/1,websocket")) {
			RawResponse response = get(server, "/handler");
			assertThatIsRefusedBy("own", response);
			assertThat(response.field("Upgrade")).isEqualTo("iot-mux/1, websocket");
		}
	}

	@Test
	void otherRulesStandBesideDiscoveryAndAnswerFirst() throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.rules.secure.order=1000",
				"upgrade.required.rules.secure.protocols=TLS", "upgrade.required.rules.secure.methods=GET")) {
			assertThatIsRefusedBy("secure", get(server, "/handler"));
			assertThatIsRefusedBy("websocket.discover", send(server, "POST /handler", "Content-Length: 0\r\n"));
		}
	}

	@Test
	void exemptPathIsExemptFromDiscoveryToo() throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.exempt.paths=/handler")) {
			assertThat(get(server, "/handler").status()).isEqualTo(400);
		}
	}

	@Test
	void ruleThatRequiresWebSocketOfSockJsIsWarnedAbout(CapturedOutput output) throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "upgrade.required.rules.own.paths=/sock/**",
				"upgrade.required.rules.own.protocols=websocket")) {
			assertThatIsRefusedBy("own", get(server, "/sock/info"));
			assertThat(output).contains("WARN").contains("Rule 'own' requires websocket at /sock, where SockJS is");
			assertThat(output).doesNotContain("websocket at /stomp-sock");
		}
	}

	@ParameterizedTest
	@EnumSource(value = ServerKind.class, names = { "TOMCAT", "JETTY" })
	void pathsOfContextAndDispatcherServletBelongToTheEndpoint(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", DiscoveryApplication.class,
				"server.servlet.context-path=/app", "spring.mvc.servlet.path=/mvc")) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/app/mvc/handler"));
			assertThatIsRefusedBy("websocket.discover", get(server, "/app/mvc/rooms/42"));
			assertThat(send(server, "GET /app/mvc/handler", HANDSHAKE).status()).isEqualTo(101);
			assertThat(get(server, "/app/mvc/shared").text()).contains("by a controller");
			assertThat(get(server, "/app/handler").status()).isEqualTo(404);
			// Where no servlet is mapped, Tomcat asks no filter, and does not switch
			// either
			assertThat(send(server, "GET /app/annotated", HANDSHAKE).status())
				.isEqualTo((kind == ServerKind.TOMCAT) ? 404 : 101);
			assertThat(send(server, "GET /app/annotated", HANDSHAKE.replace("13", "8")).status())
				.isEqualTo((kind == ServerKind.TOMCAT) ? 404 : 426);
		}
	}

	@Test
	void lazyBeansStayLazy(CapturedOutput output) throws IOException {
		LazyEndpoints.CREATED.set(0);
		try (TestServer server = start(LazyEndpoints.class)) {
			assertThat(output).contains("/by-name").contains("/lazy-annotated");
			assertThat(get(server, "/open").status()).isEqualTo(404);
			assertThat(LazyEndpoints.CREATED).hasValue(0);
			assertThatIsRefusedBy("websocket.discover", get(server, "/by-name"));
			assertThatIsRefusedBy("websocket.discover", get(server, "/lazy-annotated"));
		}
	}

	@ParameterizedTest
	@EnumSource(value = ServerKind.class, names = { "TOMCAT", "JETTY" })
	void lazyInitializationIsLeftLazyAndTheFirstRequestIsJudged(ServerKind kind, CapturedOutput output)
			throws IOException {
		LazyEndpoints.CREATED.set(0);
		try (TestServer server = TestServer.start(kind, "clear", "discovery", LazyEndpoints.class,
				"spring.main.lazy-initialization=true")) {
			assertThat(LazyEndpoints.CREATED).hasValue(0);
			assertThat(output).doesNotContain("Found WebSocket endpoints");
			assertThatIsRefusedBy("websocket.discover", get(server, "/by-name"));
			assertThat(send(server, "GET /by-name", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@Test
	void servletAtThePathOfAnEndpointGoesOnToAnswer() throws IOException {
		try (TestServer server = start(Neighbours.class)) {
			assertThat(get(server, "/files/servlet").text()).isEqualTo("a servlet");
			assertThatIsRefusedBy("websocket.discover", get(server, "/files/new"));
		}
	}

	@Test
	void templateThatCoversEverythingLeavesPlainRequestsToFilters() throws IOException {
		try (TestServer server = start(Rooms.class)) {
			assertThat(get(server, "/login").text()).isEqualTo("a filter");
			assertThatIsRefusedBy("websocket.discover", get(server, "/kitchen"));
			assertThat(send(server, "GET /kitchen", HANDSHAKE).status()).isEqualTo(101);
			assertThatIsRefusedBy("websocket.discover", send(server, "GET /kitchen", HANDSHAKE.replace("13", "8")));
			assertThat(send(server, "GET /locked", HANDSHAKE.replace("13", "8")).status()).isEqualTo(401);
		}
	}

	@Test
	void dispatcherServletWithAContextOfItsOwnIsJudgedToo() throws IOException {
		try (TestServer server = start(SecondDispatcher.class)) {
			assertThat(get(server, "/second/chat").text()).isEqualTo("the second");
			assertThatIsRefusedBy("websocket.discover", get(server, "/second/rooms"));
			assertThat(send(server, "GET /second/rooms", HANDSHAKE).status()).isEqualTo(101);
			assertThatIsRefusedBy("websocket.discover", get(server, "/chat"));
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#servlet")
	void endpointThatIsRegisteredAfterTheStartIsJudged(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", LateEndpoints.class)) {
			assertThat(get(server, "/late").status()).isEqualTo(404);
			server.context().getBean(LateMapping.class).open("/late");
			assertThatIsRefusedBy("websocket.discover", get(server, "/late"));
			assertThat(send(server, "GET /late", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@Test
	void defaultHandlerAndHandlerOfEveryPathAreJudged() throws IOException {
		try (TestServer server = start(EveryPath.class)) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/below/anything"));
			assertThatIsRefusedBy("websocket.discover", get(server, "/anything"));
			assertThat(send(server, "GET /anything", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.upgraderequired.wire.ServerKind#servlet")
	void nothingIsJudgedOnASeparateManagementPort(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", DiscoveryApplication.class,
				"management.server.port=0", ServletServers.onlyManagementServer(kind))) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/graphql-only"));
			int port = server.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			Endpoint management = new Endpoint(kind.id(), "clear", port);
			for (String path : List.of("/graphql-only", "/handler", "/files/new", "/missing")) {
				assertThat(send(management, "GET " + path, "").status()).as(path).isEqualTo(404);
			}
		}
	}

	@Test
	void requestThatIsForwardedToAnEndpointIsLeftAlone() throws IOException {
		try (TestServer server = start(Neighbours.class)) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/socket"));
			assertThat(get(server, "/forwarded").status()).isEqualTo(400);
		}
	}

	@Test
	void interceptorAndAdviceOfTheApplicationComeWhereTheyCameBefore() throws IOException {
		try (TestServer server = start(Advised.class)) {
			assertThat(send(server, "GET /guarded", "").status()).isEqualTo(403);
			assertThatIsRefusedBy("websocket.discover", send(server, "GET /guarded", "X-Pass: 1\r\n"));
			assertThat(get(server, "/missing").text()).isEqualTo("nothing here");
			assertThatIsRefusedBy("websocket.discover", get(server, "/files/new"));
		}
	}

	@Test
	void whatTheDoorHasSaidStaysOnARefusalAtAnEndpoint() throws IOException {
		try (TestServer server = TestServer.start(ServerKind.TOMCAT, "tls", "discovery", DiscoveryApplication.class,
				"upgrade.required.rules.all.protocols=HTTP/1.1", "upgrade.required.rules.all.alt-svc=h3=\":443\"")) {
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
	@MethodSource("io.github.upgraderequired.wire.ServerKind#servlet")
	void correctHandshakeIsShownInNormalFormWhateverItsPath(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "discovery", Neighbours.class)) {
			assertThat(send(server, "GET /shown", UNUSUAL).text()).isEqualTo("websocket, Upgrade");
			assertThat(send(server, "GET /shown", UNUSUAL.replace("13", "8")).text())
				.isEqualTo("other/1, websocket, keep-alive, Upgrade");
			assertThat(send(server, "GET /socket", UNUSUAL).status()).isEqualTo(101);
		}
	}

	@Test
	void handlerThatIsMissingIsLeftAlone(CapturedOutput output) throws IOException {
		try (TestServer server = start(MissingHandler.class)) {
			assertThat(get(server, "/missing").status()).isEqualTo(500);
			assertThatIsRefusedBy("websocket.discover", get(server, "/chat"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "//handler", "/%68andler", "/handler;x=1", "/./handler", "/x/../handler",
			"/annotated/../handler", "/%72egistered", "/x/../registered", "//registered", "/registered;x" })
	void otherSpellingsOfAnEndpointAreGuardedWhereTheyLeadToIt(String path) throws IOException {
		try (TestServer server = start(DiscoveryApplication.class)) {
			RawResponse wrongVersion = send(server, "GET " + path, HANDSHAKE.replace("13", "8"));
			// 404 and 400: no handler is found under this spelling, with or without the
			// starter
			assertThat(wrongVersion.status()).isIn(426, 404, 400);
			if (wrongVersion.status() == 426) {
				assertThatIsRefusedBy("websocket.discover", wrongVersion);
			}
			if (send(server, "GET " + path, HANDSHAKE).status() == 101) {
				assertThatIsRefusedBy("websocket.discover", wrongVersion);
			}
		}
	}

	@Test
	void policyOfTheApplicationDecidesAtTheEndpointAndWhereNobodyIs() throws IOException {
		try (TestServer server = start(OwnPolicy.class)) {
			RawResponse refusal = get(server, "/socket");
			assertThat(refusal.field("Upgrade")).isEqualTo("own/1");
			assertThat(refusal.field("X-Policy")).isEqualTo("asked");
			assertThat(get(server, "/files/new").field("Upgrade")).isEqualTo("own/1");
			assertThat(get(server, "/files/servlet").status()).isEqualTo(200);
			assertThat(send(server, "GET /socket", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	@Test
	void policyThatLetsEverybodyPassLeavesTheAnswerToTheApplication() throws IOException {
		try (TestServer server = start(LettingPolicy.class)) {
			assertThat(get(server, "/socket").status()).isEqualTo(400);
			assertThat(get(server, "/files/new").status()).isEqualTo(404);
			assertThat(send(server, "GET /socket", HANDSHAKE).status()).isEqualTo(101);
		}
	}

	// There is no handler at all then, and nobody has said what other origins may read
	@Test
	void requestThatNoMappingTookIsRefusedToo() throws IOException {
		try (TestServer server = start(Origins.class, "spring.web.resources.add-mappings=false")) {
			RawResponse refusal = send(server, "GET /files/new", "Origin: https://friend.example\r\n");
			assertThatIsRefusedBy("websocket.discover", refusal);
			assertThat(refusal.field("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
			assertThat(get(server, "/missing").status()).isEqualTo(404);
		}
	}

	@Test
	void pathOfGraphQlIsItsOwnWhereQueriesHaveAnother() throws IOException {
		try (TestServer server = start(DiscoveryApplication.class, "spring.graphql.http.path=/queries",
				"spring.mvc.servlet.path=/mvc")) {
			assertThatIsRefusedBy("websocket.discover", get(server, "/mvc/graphql"));
			assertThatIsRefusedBy("websocket.discover", get(server, "/mvc/graphql-only"));
			assertThat(get(server, "/mvc/queries").status()).isEqualTo(405);
		}
		try (TestServer server = start(DiscoveryApplication.class, "spring.mvc.servlet.path=/mvc")) {
			assertThat(send(server, "PUT /mvc/graphql", "Content-Length: 0\r\n").status()).isEqualTo(404);
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
		return TestServer.start(ServerKind.TOMCAT, "clear", "discovery", application, properties);
	}

	private static RawResponse get(TestServer server, String path) throws IOException {
		return send(server, "GET " + path, "");
	}

	private static RawResponse send(TestServer server, String start, String fields, String... body) throws IOException {
		return send(server.endpoint(), start, fields, body);
	}

	private static RawResponse send(Endpoint endpoint, String start, String fields, String... body) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
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

	private static WebSocketHttpRequestHandler handler(RequestUpgradeStrategy strategy) {
		return new WebSocketHttpRequestHandler(new WireApplication.EchoHandler(),
				new DefaultHandshakeHandler(strategy));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class NoEndpoints {

	}

	/** A handler that its mapping knows by name, and an endpoint of Jakarta's. */
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
		WebSocketHttpRequestHandler lazyHandler(RequestUpgradeStrategy strategy) {
			CREATED.incrementAndGet();
			return new WebSocketHttpRequestHandler(new WireApplication.EchoHandler(),
					new DefaultHandshakeHandler(strategy));
		}

		@Bean
		ServerEndpointExporter serverEndpointExporter() {
			return new ServerEndpointExporter();
		}

		@Lazy
		@Bean
		LazyAnnotated lazyAnnotated() {
			CREATED.incrementAndGet();
			return new LazyAnnotated();
		}

		@ServerEndpoint("/lazy-annotated")
		public static class LazyAnnotated {

		}

	}

	/** Other handlers at the paths of endpoints. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Neighbours {

		@Bean
		ServerEndpointExporter serverEndpointExporter() {
			return new ServerEndpointExporter();
		}

		@Bean
		DiscoveryApplication.FileEndpoint fileEndpoint() {
			return new DiscoveryApplication.FileEndpoint();
		}

		@Bean
		ServletRegistrationBean<TextServlet> servlet() {
			return new ServletRegistrationBean<>(new TextServlet(), "/files/servlet");
		}

		@Bean
		HandlerMapping webSockets(RequestUpgradeStrategy strategy) {
			return new SimpleUrlHandlerMapping(Map.of("/socket", handler(strategy)), 1);
		}

		@RestController
		static class Pages {

			@GetMapping("/shown")
			String shown(@RequestHeader(HttpHeaders.UPGRADE) String upgrade,
					@RequestHeader(HttpHeaders.CONNECTION) String connection) {
				return upgrade + ", " + connection;
			}

			@GetMapping("/forwarded")
			void forward(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				request.getRequestDispatcher("/socket").forward(request, response);
			}

		}

	}

	/** An endpoint whose template covers every path of one segment. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Rooms {

		@Bean
		ServerEndpointExporter serverEndpointExporter() {
			return new ServerEndpointExporter();
		}

		@Bean
		Room room() {
			return new Room();
		}

		@Bean
		FilterRegistrationBean<Filter> login() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> response.getWriter().write("a filter"));
			registration.addUrlPatterns("/login");
			return registration;
		}

		/** Without an order, as the last one that the application can have. */
		@Bean
		Filter lock() {
			return (request, response, chain) -> {
				if (((HttpServletRequest) request).getRequestURI().equals("/locked")) {
					((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
					return;
				}
				chain.doFilter(request, response);
			};
		}

		@ServerEndpoint("/{room}")
		public static class Room {

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SecondDispatcher {

		@Bean
		HandlerMapping webSockets(RequestUpgradeStrategy strategy) {
			return new SimpleUrlHandlerMapping(Map.of("/chat", handler(strategy)), 1);
		}

		@Bean
		ServletRegistrationBean<DispatcherServlet> second() {
			AnnotationConfigWebApplicationContext child = new AnnotationConfigWebApplicationContext();
			child.register(ChildConfiguration.class);
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(child), "/second/*");
			registration.setName("second");
			return registration;
		}

	}

	/** Not within the configuration above, which would take it for its own. */
	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	static class ChildConfiguration {

		@Bean
		RouterFunction<ServerResponse> chat() {
			return RouterFunctions.route().GET("/chat", (request) -> ServerResponse.ok().body("the second")).build();
		}

		@Bean
		HandlerMapping rooms(RequestUpgradeStrategy strategy) {
			return new SimpleUrlHandlerMapping(Map.of("/rooms", handler(strategy)), 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class MissingHandler {

		@Bean
		HandlerMapping byMissingName(RequestUpgradeStrategy strategy) {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
					Map.of("/missing", "noSuchHandler", "/chat", handler(strategy)), 1);
			mapping.setLazyInitHandlers(true);
			return mapping;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class LateEndpoints {

		@Bean
		LateMapping late(RequestUpgradeStrategy strategy) {
			return new LateMapping(strategy);
		}

	}

	static class LateMapping extends SimpleUrlHandlerMapping {

		private final RequestUpgradeStrategy strategy;

		LateMapping(RequestUpgradeStrategy strategy) {
			this.strategy = strategy;
			setOrder(1);
		}

		void open(String path) {
			registerHandler(path, handler(this.strategy));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EveryPath {

		@Bean
		HandlerMapping below(RequestUpgradeStrategy strategy) {
			return new SimpleUrlHandlerMapping(Map.of("/below/**", handler(strategy)), 1);
		}

		@Bean
		HandlerMapping others(RequestUpgradeStrategy strategy) {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of(), 2);
			mapping.setDefaultHandler(handler(strategy));
			return mapping;
		}

	}

	/** An interceptor before an endpoint, and an advice for what nobody takes. */
	@Configuration(proxyBeanMethods = false)
	static class Advised extends Neighbours {

		@Bean
		HandlerMapping guarded(RequestUpgradeStrategy strategy) {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/guarded", handler(strategy)), 1);
			mapping.setInterceptors(new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					response.setStatus(HttpServletResponse.SC_FORBIDDEN);
					return request.getHeader("X-Pass") != null;
				}

			});
			return mapping;
		}

		@RestControllerAdvice
		static class Advice {

			@ExceptionHandler
			String nothing(NoResourceFoundException failure) {
				return "nothing here";
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicy extends Neighbours {

		@Bean
		UpgradePolicy ownPolicy() {
			return (context) -> context.isWebSocketEndpoint()
					? UpgradeDecision.refuse("own/1").withHeader("X-Policy", "asked") : UpgradeDecision.proceed();
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
	static class Origins extends Neighbours implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://friend.example");
		}

	}

	static class TextServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().write("a servlet");
		}

	}

}
