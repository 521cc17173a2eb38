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
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.PathSpellings;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a rule for all paths leaves alone: the endpoints of Actuator, and requests from
 * some networks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractExemptionTests {

	private static final String[] RULE = { "upgrade.required.rules.all.protocols=HTTP/3",
			"upgrade.required.rules.all.order=-1" };

	private static final String[] GROUPS = { "management.endpoint.health.show-components=always", "management.endpoint.health.probes.enabled=true",
			"management.endpoint.health.probes.add-additional-paths=true",
			"management.endpoint.health.group.own.include=ping",
			"management.endpoint.health.group.own.additional-path=server:/healthz",
			"management.endpoint.health.group.far.include=ping",
			"management.endpoint.health.group.far.additional-path=management:/far" };

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,info,clock";

	private static final String ALL = "upgrade.required.exempt.actuator=all";

	private static final String NO_LONGER_REACH = "Plain clear-text requests no longer reach";

	/**
	 * Return the properties that a separate management server needs where there are
	 * several servers on the class path.
	 */
	abstract String[] managementProperties(ServerKind kind);

	static Stream<ServerKind> servlet() {
		return Arrays.stream(ServerKind.values()).filter((kind) -> !kind.isReactive());
	}

	static Stream<ServerKind> oneOfEachStack() {
		return Stream.of(ServerKind.values())
			.collect(Collectors.toMap(ServerKind::isReactive, (kind) -> kind, (first, second) -> first))
			.values()
			.stream();
	}

	@ParameterizedTest
	@EnumSource
	void healthIsExemptWithItsGroupsAndAdditionalPathsByDefault(ServerKind kind, CapturedOutput output)
			throws IOException {
		try (TestServer server = start(kind, GROUPS)) {
			assertThatAreServed(server, "/actuator/health", "/actuator/health/own", "/actuator/health/own/ping",
					"/actuator/health/liveness", "/livez", "/readyz", "/healthz");
			assertThatAreRefused(server, "/open", "/actuator", "/actuator/info", "/actuator/clock", "/actuator/healthy",
					"/actuator/own", "/livez/own", "/healthz/own", "/health", "/far", "/");
		}
		assertThat(output).doesNotContain(NO_LONGER_REACH);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void endpointsThatAreRefusedAreNamedOnce(ServerKind kind, CapturedOutput output) throws IOException {
		try (TestServer server = start(kind, EXPOSED, "upgrade.required.rules.clock.paths=/actuator/clock",
				"upgrade.required.rules.clock.protocols=TLS", "upgrade.required.rules.clock.order=-2")) {
			assertThatAreRefused(server, "/actuator/clock", "/actuator/info");
			assertThatAreServed(server, "/actuator/health");
		}
		assertThat(output).containsOnlyOnce(NO_LONGER_REACH)
			.contains(NO_LONGER_REACH + " these endpoints of Actuator: info (rule 'all'); clock (rule 'clock').")
			.contains("set upgrade.required.exempt.actuator=all,")
			.contains("exclude-paths");
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void everyExposedEndpointIsExemptAndNoMoreWhereAllAre(ServerKind kind, CapturedOutput output) throws IOException {
		try (TestServer server = start(kind, EXPOSED, ALL)) {
			assertThatAreServed(server, "/actuator/health", "/actuator/info", "/actuator/clock",
					"/actuator/clock/local");
			assertThatAreRefused(server, "/open", "/actuator", "/actuator/own", "/actuator/beans",
					"/actuator/info/own");
		}
		assertThat(output).doesNotContain(NO_LONGER_REACH);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void baseAndMappedPathsAreHonoured(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, with(GROUPS, EXPOSED, "management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.health=up"))) {
			assertThatAreServed(server, "/manage/up", "/manage/up/own");
			assertThatAreRefused(server, "/actuator/health", "/manage/health", "/manage/clock", "/up", "/manage");
		}
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void rootAsBasePathDoesNotExemptEverything(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, with(GROUPS, EXPOSED, ALL, "management.endpoints.web.base-path=/"))) {
			assertThatAreServed(server, "/health", "/health/own", "/info", "/clock", "/clock/local");
			assertThatAreRefused(server, "/", "/open", "/info/own", "/actuator/health", "/actuator/own");
		}
	}

	@ParameterizedTest
	@MethodSource("servlet")
	void endpointsAreExemptBelowThePathOfTheDispatcherServlet(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, with(GROUPS, "spring.mvc.servlet.path=/api"))) {
			assertThatAreServed(server, "/api/actuator/health", "/api/actuator/health/own", "/api/livez",
					"/api/healthz");
			assertThatAreRefused(server, "/api/open", "/api/actuator/own", "/api/api/livez", "/api");
		}
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void endpointsAreExemptBelowTheContextPath(ServerKind kind) throws IOException {
		String property = kind.isReactive() ? "spring.webflux.base-path" : "server.servlet.context-path";
		try (TestServer server = start(kind, with(GROUPS, property + "=/app"))) {
			assertThatAreServed(server, "/app/actuator/health", "/app/livez", "/app/healthz");
			assertThatAreRefused(server, "/app/open", "/app/app/livez");
		}
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void nothingOfActuatorIsExemptWhereThatIsSwitchedOff(ServerKind kind, CapturedOutput output) throws IOException {
		try (TestServer server = start(kind, with(GROUPS, "upgrade.required.exempt.actuator=none"))) {
			assertThatAreRefused(server, "/actuator/health", "/actuator/health/own", "/livez", "/healthz");
		}
		assertThat(output).contains("Actuator: health (rule 'all').");
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void reportingRuleNeitherWarnsNorCountsAtStart(ServerKind kind, CapturedOutput output) {
		try (TestServer server = start(kind, EXPOSED, "upgrade.required.rules.all.mode=report")) {
			assertThat(server.endpoint().port()).isPositive();
		}
		assertThat(output).doesNotContain(NO_LONGER_REACH).doesNotContain("would have refused");
	}

	@ParameterizedTest
	@EnumSource
	void separateManagementPortIsNeverTouched(ServerKind kind, CapturedOutput output) throws IOException {
		String[] properties = with(with(GROUPS, EXPOSED, ALL, "management.server.port=0"), managementProperties(kind));
		try (TestServer server = start(kind, properties)) {
			assertThatAreServed(server, "/livez", "/readyz", "/healthz");
			// What is at such a path on this port is the application's own
			assertThatAreRefused(server, "/actuator/health", "/actuator/clock", "/actuator/info", "/actuator/own",
					"/open", "/far");
			io.github.upgraderequired.wire.Endpoint management = managementOf(server);
			for (String path : List.of("/actuator", "/actuator/health", "/actuator/health/own", "/actuator/info",
					"/actuator/clock", "/far")) {
				assertThat(get(management, path).status()).as(path).isEqualTo(200);
			}
			for (String path : List.of("/open", "/livez", "/missing", "/")) {
				assertThat(get(management, path).status()).as(path).isEqualTo(404);
			}
		}
		assertThat(output).doesNotContain(NO_LONGER_REACH);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachStack")
	void lazyEndpointsStayAsLazyAsTheyAreUntilTheFirstRequest(ServerKind kind, CapturedOutput output) throws IOException {
		String[] lazy = with(GROUPS, EXPOSED, "spring.main.lazy-initialization=true");
		Set<String> without;
		try (TestServer server = start(kind, with(lazy, "upgrade.required.enabled=false"))) {
			without = beansOfActuator(server);
		}
		try (TestServer server = start(kind, lazy)) {
			// The health endpoint's own handler mapping creates some of them at start
			assertThat(beansOfActuator(server)).isEqualTo(without).doesNotContain("pathMappedEndpoints");
			assertThat(output).doesNotContain(NO_LONGER_REACH);
			assertThatAreServed(server, "/livez", "/actuator/health", "/healthz");
			assertThatAreRefused(server, "/open", "/actuator/clock");
		}
		assertThat(output).containsOnlyOnce(NO_LONGER_REACH).contains("clock, info (rule 'all')");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("Law 6: an exemption needs every reading of the path")
	void noSpellingOfAnExemptPathOpensAnother(ServerKind kind) throws IOException {
		List<String> spellings = new ArrayList<>(List.of("/actuator/health/..;/../own", "/actuator/health/../own",
				"/actuator/health/%2e%2e/own", "/actuator/health/..%2fown", "/actuator/health/..%5cown",
				"/actuator/health;/../own", "/actuator/health/..;/own", "/actuator/health//../own",
				"/actuator/own;/actuator/health", "/actuator/own/../health/../own", "//actuator/own",
				"/actuator/own#/../health", "/actuator/own?/../health", "/livez/../actuator/own", "/livez;/../open",
				"/livez/..;/open", "/open/../livez/../open", "/livez%2f..%2fopen", "/open;/livez"));
		spellings.addAll(PathSpellings.of("/actuator/health/../own", 150));
		spellings.addAll(PathSpellings.of("/livez/../open", 100));
		try (TestServer server = start(kind, GROUPS)) {
			for (String spelling : spellings) {
				try (RawConnection connection = new RawConnection(server.endpoint())) {
					connection.send(PathSpellings.request(spelling));
					RawResponse response = connection.readResponse(false);
					assertThat((response != null) ? response.text() : "").as(spelling).doesNotContain("reached");
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void requestsFromAnExemptNetworkAreServedAndOthersRefused(ServerKind kind) throws IOException {
		String loopback = "upgrade.required.exempt.networks=127.0.0.0/8,::1";
		assertThat(loopbackAddresses()).isNotEmpty();
		try (TestServer server = start(kind, loopback)) {
			for (InetAddress address : loopbackAddresses()) {
				assertThat(statusOf("/open", address, server)).as("from " + address).isEqualTo(200);
			}
		}
		String others = "upgrade.required.exempt.networks=10.0.0.0/8,128.0.0.0/1,::2,2001:db8::/32";
		try (TestServer server = start(kind, others)) {
			for (InetAddress address : loopbackAddresses()) {
				assertThat(statusOf("/open", address, server)).as("from " + address).isEqualTo(426);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("Law 4: the address is the one that the server reports")
	void forwardedAddressCountsOnlyWhereTheServerReportsIt(ServerKind kind) throws IOException {
		String network = "upgrade.required.exempt.networks=192.0.2.0/24,2001:db8::/32";
		List<String> fields = List.of("X-Forwarded-For: 192.0.2.7\r\n", "X-Forwarded-For: 192.0.2.7:45530\r\n",
				"X-Forwarded-For: [2001:db8::7]:4711\r\n", "X-Forwarded-For: 2001:db8::7\r\n",
				"X-Forwarded-For: [2001:db8::7]\r\n", "Forwarded: for=192.0.2.7\r\n",
				"Forwarded: for=\"192.0.2.7:45530\"\r\n", "Forwarded: for=\"[2001:db8::7]:4711\"\r\n");
		try (TestServer server = start(kind, network)) {
			for (String field : fields) {
				assertThat(get(server.endpoint(), "/open", field).status()).as(field).isEqualTo(426);
			}
		}
		try (TestServer server = start(kind, network, "server.forward-headers-strategy=framework")) {
			for (String field : fields) {
				assertThat(get(server.endpoint(), "/open", field).status()).as(field).isEqualTo(200);
			}
			for (String field : List.of("Forwarded: for=198.51.100.7\r\n", "Forwarded: for=unknown\r\n",
					"Forwarded: for=_hidden\r\n", "")) {
				assertThat(get(server.endpoint(), "/open", field).status()).as(field).isEqualTo(426);
			}
		}
		try (TestServer server = start(kind, network, "server.forward-headers-strategy=native")) {
			for (String field : fields) {
				// Tomcat and Undertow know no Forwarded
				boolean heeded = !(field.startsWith("Forwarded") && kind.id().matches(".*tomcat.*|undertow"));
				assertThat(get(server.endpoint(), "/open", field).status()).as(field).isEqualTo(heeded ? 200 : 426);
			}
		}
	}

	private static Set<String> beansOfActuator(TestServer server) {
		ConfigurableListableBeanFactory beanFactory = server.context().getBeanFactory();
		return Arrays.stream(beanFactory.getSingletonNames())
			.filter((name) -> name.contains("ndpoint") && !name.startsWith("upgrade") && !name.contains("upgraderequired"))
			.filter(beanFactory::containsBeanDefinition)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static TestServer start(ServerKind kind, String... properties) {
		return TestServer.start(kind, "clear", WatchedApplication.class, with(RULE, properties));
	}

	private static String[] with(String[] properties, String... others) {
		return Stream.of(properties, others).flatMap(Arrays::stream).toArray(String[]::new);
	}

	private static void assertThatAreServed(TestServer server, String... paths) throws IOException {
		for (String path : paths) {
			RawResponse response = get(server.endpoint(), path);
			assertThat(response.status()).as("%s: %s", path, response).isEqualTo(200);
		}
	}

	private static void assertThatAreRefused(TestServer server, String... paths) throws IOException {
		for (String path : paths) {
			RawResponse response = get(server.endpoint(), path);
			assertThat(response.status()).as("%s: %s", path, response).isEqualTo(426);
		}
	}

	private static io.github.upgraderequired.wire.Endpoint managementOf(TestServer server) {
		int port = server.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
		return new io.github.upgraderequired.wire.Endpoint(server.endpoint().server(), "clear", port);
	}

	private static RawResponse get(io.github.upgraderequired.wire.Endpoint endpoint, String path) throws IOException {
		return get(endpoint, path, "");
	}

	private static RawResponse get(io.github.upgraderequired.wire.Endpoint endpoint, String path, String fields)
			throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
			return Objects.requireNonNull(connection.readResponse(false));
		}
	}

	private static List<InetAddress> loopbackAddresses() throws IOException {
		List<InetAddress> addresses = new ArrayList<>();
		for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
			addresses.addAll(network.isLoopback() ? Collections.list(network.getInetAddresses()) : List.of());
		}
		return addresses;
	}

	private static int statusOf(String path, InetAddress address, TestServer server) throws IOException {
		try (Socket socket = new Socket(address, server.endpoint().port())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			return Integer.parseInt(response.split(" ")[1]);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WatchedApplication {

		@Bean
		ClockEndpoint clockEndpoint() {
			return new ClockEndpoint();
		}

		@Bean
		Resources resources() {
			return new Resources();
		}

	}

	@Endpoint(id = "clock")
	static class ClockEndpoint {

		@ReadOperation
		String zones() {
			return "local";
		}

		@ReadOperation
		String time(@Selector String zone) {
			return zone;
		}

	}

	@RestController
	static class Resources {

		@GetMapping({ "/open", "/actuator/own", "/actuator/info/own", "/info/own", "/livez/own", "/healthz/own",
				"/far" })
		String get() {
			return "reached";
		}

	}

}
