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

package io.github.upgraderequired.wire.rollout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see of the rules, and how they switch them, on real servers.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointTests {

	private static final String ENDPOINT = "/actuator/upgraderequired";

	private static final String EXPOSED = "management.endpoints.web.exposure.include=upgraderequired";

	private static final String UNRESTRICTED = "management.endpoint.upgraderequired.access=unrestricted";

	private static final String SECURE = "upgrade.required.rules.secure.protocols=TLS";

	private static final String ORDERS = "upgrade.required.rules.secure.paths=/orders/**";

	private static final String MOBILE = "upgrade.required.rules.mobile.clients.acme-ios.minimum=3.2";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final List<TestServer> servers = new ArrayList<>();

	@AfterEach
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	// WebFlux on Tomcat loses one in 15 of Spring's own 400s on the way
	static Stream<ServerKind> kinds() {
		return Arrays.stream(ServerKind.values()).filter((kind) -> !kind.name().startsWith("REACTIVE_"));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void endpointShowsTheRulesAsTheyAre(ServerKind kind) throws IOException {
		TestServer server = start(kind, EXPOSED, SECURE, ORDERS, MOBILE, "upgrade.required.rules.mobile.mode=report",
				"upgrade.required.rules.mobile.enforce-at=2027-01-01T00:00:00Z",
				"upgrade.required.exempt.networks=192.0.2.0/24");
		server.get("/orders");
		server.get("/orders/1", "User-Agent: acme-ios/3.1");
		Map<String, Object> shown = read(server, ENDPOINT);
		assertThat(shown).containsEntry("mode", "enforce")
			.containsEntry("configuredMode", "enforce")
			.containsEntry("webSocketEndpoints", List.of())
			.doesNotContainKey("policy");
		assertThat(object(shown.get("exempt"))).containsEntry("networks", List.of("192.0.2.0/24"))
			.containsEntry("preflight", true)
			.containsEntry("actuator", "health");
		List<Map<String, Object>> rules = objects(shown.get("rules"));
		assertThat(rules).extracting((rule) -> rule.get("name"))
			.containsExactly("secure", "mobile", "websocket.discover");
		assertThat(rules.get(0)).containsEntry("mode", "enforce")
			.containsEntry("stage", "enforce")
			.containsEntry("requires", List.of("TLS"))
			.containsEntry("paths", List.of("/orders/**"))
			.containsEntry("counts", Map.of("refused", 2, "redirected", 0, "reported", 0, "announced", 0));
		assertThat((String) rules.get(0).get("origin")).contains("commandLineArgs");
		assertThat(rules.get(1)).containsEntry("mode", "report")
			.containsEntry("stage", "report")
			.containsEntry("enforceAt", "2027-01-01T00:00:00Z");
		assertThat(rules.get(2)).containsEntry("origin", "built in");
		assertThat(read(server, ENDPOINT + "/secure")).isEqualTo(rules.get(0));
		assertThat(server.get(ENDPOINT + "/unknown").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void endpointExplainsWhatTheRulesWouldDecide(ServerKind kind) throws IOException {
		TestServer server = start(kind, EXPOSED, SECURE, ORDERS, MOBILE, "upgrade.required.exempt.paths=/open");
		Map<String, Object> refused = read(server,
				ENDPOINT + "?path=/orders&header=User-Agent:%20acme-ios/3.1&header=Accept:%20a,b");
		assertThat(object(refused.get("answer"))).containsEntry("status", 426).containsEntry("rule", "secure");
		assertThat(objects(refused.get("rules"))).extracting((rule) -> rule.get("name") + "=" + rule.get("met"))
			.containsExactly("secure=false", "mobile=false");
		Map<String, Object> byClient = read(server,
				ENDPOINT + "?path=/orders&secure=true&header=User-Agent:%20acme-ios/3.1");
		assertThat(object(byClient.get("answer"))).containsEntry("rule", "mobile")
			.containsEntry("detail", "acme-ios 3.1 is too old: 3.2 or later is needed.");
		assertThat(object(read(server, ENDPOINT + "?path=/orders&secure=true").get("answer")))
			.containsExactly(Map.entry("served", true));
		assertThat(read(server, ENDPOINT + "?method=POST&path=/open")).containsEntry("exempt", true)
			.containsEntry("rules", List.of());
		assertThat(objects(read(server, ENDPOINT + "?httpVersion=2&remoteAddress=192.0.2.1").get("rules"))).hasSize(1);
		assertThat(object(read(start(kind, EXPOSED, SECURE, "upgrade.required.rules.secure.action=redirect",
				"upgrade.required.exempt.actuator=all"),
				ENDPOINT + "?path=/orders&header=Host:%20app.example:8080")
			.get("answer"))).containsEntry("location", "https://app.example/orders");
		assertThat(server.get(ENDPOINT + "?path=orders").status()).isEqualTo(400);
		assertThat(server.get(ENDPOINT + "?httpVersion=two").status()).isEqualTo(400);
		assertThat(server.get(ENDPOINT + "?header=nothing").status()).isEqualTo(400);
		assertThat(objects(read(server, ENDPOINT).get("rules")))
			.allMatch((rule) -> object(rule.get("counts")).get("refused").equals(0));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void foundWebSocketEndpointsAreShownAndExplained(ServerKind kind) throws IOException {
		TestServer server = TestServer.start(kind, "clear", "none", kind.application(), "server.port=0", EXPOSED,
				"upgrade.required.websocket.discover=true");
		this.servers.add(server);
		List<?> found = (List<?>) read(server, ENDPOINT).get("webSocketEndpoints");
		String path = found.stream()
			.map(String::valueOf)
			.filter((pattern) -> !pattern.contains("*") && !pattern.contains("{") && !pattern.contains("graphql"))
			.findFirst()
			.orElseThrow();
		Map<String, Object> explained = read(server, ENDPOINT + "?path=" + path);
		assertThat(object(explained.get("answer"))).containsEntry("status", 426)
			.containsEntry("rule", "websocket.discover");
		assertThat(object(read(server, ENDPOINT + "?path=" + path + "&header=Upgrade:%20websocket&header=Connection:"
				+ "%20Upgrade&header=Sec-WebSocket-Version:%2013&header=Sec-WebSocket-Key:%20dGhlIHNhbXBsZSBub25jZQ==")
			.get("answer"))).containsEntry("served", true);
		assertThat(objects(explained.get("webSocketEndpoint"))).singleElement()
			.satisfies((rule) -> assertThat(rule).containsEntry("met", false));
		assertThat(server.get(path).status()).isEqualTo(426);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void modesAreSwitchedUntilTheApplicationEnds(ServerKind kind, CapturedOutput output) throws Exception {
		TestServer server = start(kind, EXPOSED, UNRESTRICTED, SECURE, ORDERS);
		assertThat(server.get("/orders").status()).isEqualTo(426);
		assertThat(write(server, "POST", "/secure", "{\"mode\":\"report\"}")).isEqualTo(204);
		assertThat(server.get("/orders").status()).isEqualTo(200);
		assertThat(read(server, ENDPOINT + "/secure")).containsEntry("mode", "report")
			.containsEntry("configuredMode", "enforce");
		assertThat(output).contains("The mode of rule 'secure' has been set to REPORT, by somebody unknown");
		assertThat(write(server, "POST", "", "{\"mode\":\"off\"}")).isEqualTo(204);
		assertThat(write(server, "POST", "/secure", "{\"mode\":\"enforce\"}")).isEqualTo(204);
		assertThat(read(server, ENDPOINT + "/secure")).containsEntry("mode", "off").containsEntry("stage", "off");
		assertThat(server.get("/orders").status()).isEqualTo(200);
		assertThat(write(server, "DELETE", "", null)).isEqualTo(204);
		assertThat(server.get("/orders").status()).isEqualTo(426);
		assertThat(write(server, "POST", "/secure", "{\"mode\":\"off\"}")).isEqualTo(204);
		assertThat(server.get("/orders").status()).isEqualTo(200);
		assertThat(write(server, "DELETE", "/secure", null)).isEqualTo(204);
		assertThat(server.get("/orders").status()).isEqualTo(426);
		assertThat(write(server, "POST", "/unknown", "{\"mode\":\"off\"}")).isEqualTo(404);
		assertThat(write(server, "DELETE", "/unknown", null)).isEqualTo(404);
		assertThat(write(server, "POST", "/secure", "{\"mode\":\"never\"}")).isEqualTo(400);
		assertThat(write(server, "POST", "/secure", "{}")).isEqualTo(400);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void endpointIsReadOnlyUnlessSaidOtherwise(ServerKind kind) throws Exception {
		TestServer server = start(kind, EXPOSED, SECURE, ORDERS);
		assertThat(write(server, "POST", "/secure", "{\"mode\":\"off\"}")).isEqualTo(405);
		assertThat(write(server, "DELETE", "/secure", null)).isEqualTo(405);
		assertThat(server.get("/orders").status()).isEqualTo(426);
		assertThat(start(kind, SECURE, ORDERS).get(ENDPOINT).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void requestsAreCountedByWhatBecameOfThem(ServerKind kind) throws IOException {
		TestServer server = start(kind, SECURE, ORDERS, MOBILE, "upgrade.required.rules.secure.action=redirect",
				"upgrade.required.rules.later.protocols=HTTP/2", "upgrade.required.rules.later.mode=report",
				"upgrade.required.rules.soon.protocols=HTTP/3",
				"upgrade.required.rules.soon.announce-at=2020-01-01T00:00:00Z");
		server.get("/orders");
		server.get("/items", "User-Agent: acme-ios/3.1.9");
		server.get("/items", "User-Agent: acme-ios/3.2");
		MeterRegistry registry = server.context().getBean(MeterRegistry.class);
		assertThat(count(registry, "rule", "secure", "outcome", "redirected", "protocol", "TLS")).isEqualTo(1);
		assertThat(count(registry, "rule", "mobile", "outcome", "refused", "client", "acme-ios", "version", "3.1",
				"reason", "too-old"))
			.isEqualTo(1);
		assertThat(count(registry, "rule", "later", "outcome", "reported")).isEqualTo(2);
		assertThat(count(registry, "rule", "soon", "outcome", "announced")).isEqualTo(1);
		assertThat(registry.get("upgrade.required.requests").counters()).hasSize(4);
		assertThat(registry.get("http.server.requests").timers())
			.allMatch((timer) -> timer.getId().getTag("upgrade.required.rule") == null);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void policyOfTheApplicationIsNamed(ServerKind kind) throws IOException {
		TestServer server = start(kind, EXPOSED, SECURE, ORDERS, "spring.profiles.include=policy");
		assertThat(server.get("/orders").status()).isEqualTo(200);
		assertThat(read(server, ENDPOINT + "?path=/orders")).containsEntry("policy", "lenientPolicy");
		assertThat(read(server, ENDPOINT)).containsEntry("policy", "lenientPolicy");
		assertThat(object(read(server, ENDPOINT + "/secure").get("counts"))).containsEntry("refused", 0);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void ruleIsAValueOfHighCardinalityOfTheObservation(ServerKind kind) throws IOException {
		TestServer server = start(kind, SECURE, ORDERS);
		Observations observations = server.context().getBean(Observations.class);
		server.get("/items");
		assertThat(observations.awaitRule()).isEqualTo("none");
		server.get("/orders");
		assertThat(observations.awaitRule()).isEqualTo("secure");
	}

	private static double count(MeterRegistry registry, String... tags) {
		return registry.get("upgrade.required.requests").tags(tags).counter().count();
	}

	private static int write(TestServer server, String method, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint().url(ENDPOINT + path)))
			.header("Content-Type", "application/json")
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
			.build();
		return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private static Map<String, Object> read(TestServer server, String target) throws IOException {
		RawResponse response = server.get(target);
		assertThat(response.status()).as(response.text()).isEqualTo(200);
		return JsonParserFactory.getJsonParser().parseMap(response.text());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> object(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> objects(Object value) {
		return (List<Map<String, Object>>) value;
	}

	private TestServer start(ServerKind kind, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.add("server.port=0");
		TestServer server = TestServer.start(kind, "clear", "alone", Application.class, all.toArray(String[]::new));
		this.servers.add(server);
		return server;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping({ "/orders", "/orders/1", "/items" })
		String orders() {
			return "orders";
		}

		@Bean
		Observations observations() {
			return new Observations();
		}

		@Bean
		@Profile("policy")
		UpgradePolicy lenientPolicy(UpgradeRules rules) {
			return (context) -> UpgradeDecision.proceed();
		}

	}

	/** The observations of requests, when they end. */
	static class Observations implements ObservationHandler<Observation.Context> {

		private final BlockingQueue<String> rules = new LinkedBlockingQueue<>();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			if (!"http.server.requests".equals(context.getName())) {
				return;
			}
			KeyValue rule = context.getHighCardinalityKeyValue("upgrade.required.rule");
			assertThat(context.getLowCardinalityKeyValue("upgrade.required.rule")).isNull();
			this.rules.add((rule != null) ? rule.getValue() : "none");
		}

		String awaitRule() {
			try {
				return String.valueOf(this.rules.poll(10, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
