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

package io.github.upgraderequired.wire.cors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page of another origin can read of a refusal: what the configuration for all
 * handlers lets it read of the resource itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractCorsTests {

	private static final String FRIEND = CorsApplication.FRIEND;

	private static final String STRANGER = "https://stranger.test";

	private static final String PREFLIGHT = "\r\nAccess-Control-Request-Method: GET\r\n";

	private static final List<String> VARY = List.of("Origin", "Access-Control-Request-Method",
			"Access-Control-Request-Headers");

	private static final String[] RULES = { "server.port=0", "spring.main.banner-mode=off",
			"upgrade.required.rules.all.protocols=TLS", "upgrade.required.rules.all.exclude-paths=/socket",
			"upgrade.required.rules.socket.paths=/socket", "upgrade.required.rules.socket.protocols=websocket" };

	private final ServerKind kind;

	private final Class<?> application;

	private @Nullable TestServer refusing;

	private @Nullable TestServer serving;

	private @Nullable TestServer withoutFilters;

	private @Nullable TestServer refusingPreflights;

	private @Nullable TestServer lazy;

	AbstractCorsTests(ServerKind kind) {
		this.kind = kind;
		this.application = kind.isReactive() ? ReactiveCorsApplication.class : CorsApplication.class;
	}

	// Together, since a closing one takes the threads of Reactor Netty with it
	@BeforeAll
	void start() {
		this.refusing = start(this.application);
		this.serving = start(this.application, "upgrade.required.enabled=false");
		this.withoutFilters = start(CorsApplication.WithoutFilters.class);
		this.refusingPreflights = start(CorsApplication.WithoutFilters.class,
				"upgrade.required.exempt.preflight=false");
		this.lazy = start(this.application, "spring.main.lazy-initialization=true");
	}

	private TestServer start(Class<?> application, String... properties) {
		String[] all = Stream.of(RULES, properties).flatMap(Stream::of).toArray(String[]::new);
		return TestServer.start(this.kind, "clear", "cors", application, all);
	}

	@AfterAll
	void stop() {
		Stream.of(this.refusing, this.serving, this.withoutFilters, this.refusingPreflights, this.lazy)
			.filter(Objects::nonNull)
			.forEach(TestServer::close);
	}

	static Stream<Arguments> requests() {
		List<String> starts = List.of("GET /plain", "GET /global/resource", "GET /global/routed",
				"GET /global/credentials", "GET /global/anyone", "GET /filtered/resource", "HEAD /filtered/resource",
				"GET /filtered/annotated", "GET /registered/mapped/resource", "GET /registered/mapped",
				"GET /registered/resource.text", "GET /registered/exactly", "GET /disabled/resource",
				"GET /gl%6fbal/resource", "GET /global;v=1/resource");
		List<String> origins = List.of(FRIEND, STRANGER, "https://friend.example:444", "http://friend.example", "null",
				"http://localhost", "https://other.example");
		return starts.stream().flatMap((start) -> origins.stream().map((origin) -> Arguments.of(start, origin)));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void refusalHasTheCorsHeadersOfTheResource(String start, String origin) throws IOException {
		RawResponse refusal = send(this.refusing, start, "Origin: " + origin + "\r\n");
		RawResponse resource = send(this.serving, start, "Origin: " + origin + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(resource.status()).isNotEqualTo(426);
		assertThat(cors(refusal)).isEqualTo(cors(resource));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/annotated", "/anyone", "/source" })
	void annotationOfAControllerIsNotSeenAndNoSourceOfAnybodyElse(String path) throws IOException {
		RawResponse refusal = send(this.refusing, "GET " + path, "Origin: " + FRIEND + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(cors(refusal)).noneMatch((field) -> field.startsWith("access-control-"));
	}

	@Test
	void filterSpeaksWhateverItIsMappedTo() throws IOException {
		String path = this.kind.isReactive() ? "/filtered/resource" : "/registered/resource";
		RawResponse refusal = send(this.refusing, "GET " + path, "Origin: " + FRIEND + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.lines("Access-Control-Allow-Origin")).containsExactly(FRIEND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/global/resource", "/filtered/resource", "/filtered/annotated", "/early/resource",
			"/early/annotated" })
	void allowedOriginReadsTheRefusal(String path) throws IOException {
		RawResponse refusal = send(this.refusing, "GET " + path, "Origin: " + FRIEND + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.field("Upgrade")).isEqualTo("TLS");
		assertThat(refusal.lines("Access-Control-Allow-Origin")).containsExactly(FRIEND);
		assertThat(refusal.members("Vary")).containsExactlyElementsOf(VARY);
		assertThat(refusal.field("Cache-Control")).isEqualTo("no-store");
		assertThat(refusal.text()).contains("TLS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/global/resource", "/filtered/resource", "/registered/mapped/resource", "/plain",
			"/missing" })
	void otherOriginGetsTheRefusalAndNothingToReadItWith(String path) throws IOException {
		RawResponse refusal = send(this.refusing, "GET " + path, "Origin: " + STRANGER + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.text()).startsWith("{").endsWith("}").contains("TLS");
		assertThat(cors(refusal)).noneMatch((field) -> field.startsWith("access-control-"));
	}

	// Without filters, since one of Framework 6.2 that comes first always adds Vary
	@ParameterizedTest
	@ValueSource(strings = { "/annotated", "/plain" })
	void requestWithoutOriginIsRefusedAsEver(String path) throws IOException {
		RawResponse refusal = send(this.withoutFilters, "GET " + path, "");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(cors(refusal)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/global/anyone", "/global/resource", "/filtered/resource", "/registered/mapped/resource",
			"/early/resource" })
	void requestWithoutOriginAllowsNothing(String path) throws IOException {
		RawResponse refusal = send(this.refusing, "GET " + path, "");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(cors(refusal)).noneMatch((field) -> field.startsWith("access-control-"));
	}

	@Test
	void credentialsAndExposedHeadersAreThoseOfTheResource() throws IOException {
		RawResponse refusal = send(this.refusing, "GET /global/credentials", "Origin: " + FRIEND + "\r\nCookie: a=b\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.lines("Access-Control-Allow-Credentials")).containsExactly("true");
		assertThat(refusal.lines("Access-Control-Expose-Headers")).containsExactly("X-Exposed");
		RawResponse anyone = send(this.refusing, "GET /global/anyone", "Origin: " + STRANGER + "\r\nCookie: a=b\r\n");
		assertThat(anyone.lines("Access-Control-Allow-Origin")).containsExactly("*");
		assertThat(anyone.field("Access-Control-Allow-Credentials")).isNull();
	}

	@Test
	void malformedHandshakeIsReadableToo() throws IOException {
		RawResponse refusal = send(this.refusing, "GET /socket", "Origin: " + STRANGER
				+ "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n");
		assertThat(refusal.status()).isEqualTo(400);
		assertThat(refusal.lines("Access-Control-Allow-Origin")).containsExactly("*");
	}

	@Test
	void preflightIsTheApplicationsOwn() throws IOException {
		RawResponse answer = send(this.withoutFilters, "OPTIONS /annotated", "Origin: " + FRIEND + PREFLIGHT);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly(FRIEND);
		assertThat(answer.field("Access-Control-Allow-Methods")).isEqualTo("GET");
	}

	@Test
	void refusedPreflightAllowsNothing() throws IOException {
		RawResponse refusal = send(this.refusingPreflights, "OPTIONS /annotated", "Origin: " + FRIEND + PREFLIGHT);
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(cors(refusal)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/broken", "/global/broken" })
	void errorWhileFindingOutLeavesTheRefusalAsItIs(String path) throws IOException {
		RawResponse refusal = send(this.refusing, "GET " + path, "Origin: " + FRIEND + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(cors(refusal)).noneMatch((field) -> field.startsWith("access-control-"));
		assertThat(send(this.serving, "GET " + path, "Origin: " + FRIEND + "\r\n").status()).isEqualTo(500);
	}

	@Test
	void lazyHandlersStayLazy() throws IOException {
		ConfigurableListableBeanFactory beans = this.lazy.context().getBeanFactory();
		String resources = beans.getBeanNamesForType(CorsApplication.Resources.class, true, false)[0];
		RawResponse refusal = send(this.lazy, "GET /global/resource", "Origin: " + FRIEND + "\r\n");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.lines("Access-Control-Allow-Origin")).containsExactly(FRIEND);
		assertThat(beans.containsSingleton(resources)).isFalse();
	}

	private static List<String> cors(RawResponse response) {
		return response.fields()
			.stream()
			.map((field) -> field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT)
					+ field.substring(field.indexOf(':')))
			.filter((field) -> field.startsWith("access-control-") || field.startsWith("vary:"))
			.sorted()
			.toList();
	}

	private static RawResponse send(TestServer server, String start, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			String request = start + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
			connection.send(request.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(start.startsWith("HEAD "));
			assertThat(response).isNotNull();
			return response;
		}
	}

}
