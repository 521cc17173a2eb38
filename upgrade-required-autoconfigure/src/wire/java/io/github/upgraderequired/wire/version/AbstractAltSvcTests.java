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

package io.github.upgraderequired.wire.version;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestCertificate;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code Alt-Svc} (RFC 7838), on a clear and a secure connector of every server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractAltSvcTests {

	static final String[] RULES = { "server.port=0", "server.http2.enabled=true",
			"upgrade.required.websocket.discover=false", "upgrade.required.rules.feed.paths=/feed,/own,/missing",
			"upgrade.required.rules.feed.protocols=HTTP/2",
			"upgrade.required.rules.feed.alt-svc=h3=\":443\"; ma=86400, h2=\":8443\"",
			"upgrade.required.rules.feed3.paths=/feed3", "upgrade.required.rules.feed3.protocols=HTTP/3",
			"upgrade.required.rules.feed3.alt-svc=h3=\":443\"; ma=86400, h2=\":8443\"",
			"upgrade.required.rules.cleared.paths=/cleared", "upgrade.required.rules.cleared.protocols=HTTP/2",
			"upgrade.required.rules.cleared.alt-svc=clear", "upgrade.required.rules.reported.paths=/reported",
			"upgrade.required.rules.reported.protocols=HTTP/3", "upgrade.required.rules.reported.mode=report",
			"upgrade.required.rules.reported.alt-svc=clear", "upgrade.required.rules.off.paths=/off",
			"upgrade.required.rules.off.protocols=HTTP/3", "upgrade.required.rules.off.mode=off",
			"upgrade.required.rules.off.alt-svc=clear", "upgrade.required.rules.exempt.paths=/exempt",
			"upgrade.required.rules.exempt.protocols=HTTP/3", "upgrade.required.rules.exempt.alt-svc=clear",
			"upgrade.required.exempt.paths=/exempt", "upgrade.required.rules.chat.paths=/chat",
			"upgrade.required.rules.chat.protocols=websocket", "upgrade.required.rules.behind.paths=/chat",
			"upgrade.required.rules.behind.protocols=HTTP/1.1", "upgrade.required.rules.behind.alt-svc=clear" };

	static final String OWN = "h3=\":8443\"";

	static final String ALTERNATIVES = "h3=\":443\"; ma=86400, h2=\":8443\"";

	private final HttpClient client = HttpClient.newBuilder().sslContext(TestCertificate.sslContext()).build();

	private final Map<ServerKind, TestServer> secure = new EnumMap<>(ServerKind.class);

	private final Map<ServerKind, TestServer> clear = new EnumMap<>(ServerKind.class);

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			this.secure.put(kind, TestServer.start(kind, "tls", "none", Application.class, RULES));
			this.clear.put(kind, TestServer.start(kind, "clear", "none", Application.class, RULES));
		}
	}

	@AfterAll
	void stop() {
		this.clear.values().forEach(TestServer::close);
		this.secure.values().forEach(TestServer::close);
	}

	static Stream<Arguments> connections() {
		return Stream.of(ServerKind.values())
			.flatMap((kind) -> Stream.of(Version.values()).map((version) -> Arguments.of(kind, version)));
	}

	@ParameterizedTest
	@EnumSource
	void refusalOverHttp11HasAltSvcBesideUpgrade(ServerKind kind) throws Exception {
		HttpResponse<String> response = get(this.secure.get(kind), Version.HTTP_1_1, "/feed");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().allValues("Alt-Svc")).containsExactly(ALTERNATIVES);
		assertThat(response.headers().allValues("Upgrade")).containsExactly("HTTP/2.0");
	}

	@ParameterizedTest
	@EnumSource
	void refusalOverHttp2HasAltSvcAndNoUpgrade(ServerKind kind) throws Exception {
		HttpResponse<String> response = get(this.secure.get(kind), Version.HTTP_2, "/feed3");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().allValues("Alt-Svc")).containsExactly(ALTERNATIVES);
		assertThat(response.headers().map()).as("R12").doesNotContainKeys("upgrade", "connection");
	}

	@ParameterizedTest
	@EnumSource
	void everyResponseThatMetTheRuleHasAltSvc(ServerKind kind) throws Exception {
		HttpResponse<String> response = get(this.secure.get(kind), Version.HTTP_2, "/feed");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Alt-Svc")).containsExactly(ALTERNATIVES);
		HttpResponse<String> missing = get(this.secure.get(kind), Version.HTTP_2, "/missing");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.headers().allValues("Alt-Svc")).containsExactly(ALTERNATIVES);
	}

	@ParameterizedTest
	@EnumSource
	void valueOfTheApplicationReplacesThatOfTheRule(ServerKind kind) throws Exception {
		HttpResponse<String> response = get(this.secure.get(kind), Version.HTTP_2, "/own");
		assertThat(response.body()).isEqualTo("own");
		assertThat(response.headers().allValues("Alt-Svc")).isEqualTo(whereTheApplicationHasItsOwn(kind));
	}

	/**
	 * Return the lines of a response in which the application set {@link #OWN}.
	 */
	List<String> whereTheApplicationHasItsOwn(ServerKind kind) {
		return List.of(OWN);
	}

	@ParameterizedTest
	@MethodSource("connections")
	void clearIsSentAsItIs(ServerKind kind, Version version) throws Exception {
		assertThat(get(this.secure.get(kind), version, "/cleared").headers().allValues("Alt-Svc"))
			.containsExactly("clear");
	}

	@ParameterizedTest
	@MethodSource("connections")
	void refusalOfAnotherRuleHasAltSvcToo(ServerKind kind, Version version) throws Exception {
		HttpResponse<String> response = get(this.secure.get(kind), version, "/chat");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.body()).contains("\"rule\":\"chat\"");
		assertThat(response.headers().allValues("Alt-Svc")).containsExactly("clear");
	}

	@ParameterizedTest
	@MethodSource("connections")
	void nothingIsSentInReportModeForExemptRequestsNorElsewhere(ServerKind kind, Version version) throws Exception {
		for (String path : new String[] { "/reported", "/off", "/exempt", "/open" }) {
			HttpResponse<String> response = get(this.secure.get(kind), version, path);
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(response.headers().allValues("Alt-Svc")).as(path).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void clearTextHasNone(ServerKind kind) throws Exception {
		for (String path : new String[] { "/feed", "/feed3", "/cleared", "/chat" }) {
			HttpResponse<String> response = get(this.clear.get(kind), Version.HTTP_1_1, path);
			assertThat(response.statusCode()).as(path).isEqualTo(426);
			assertThat(response.headers().allValues("Alt-Svc")).as(path).isEmpty();
		}
		String met = CommandLine.run("curl", "-si", "--http2-prior-knowledge",
				this.clear.get(kind).endpoint().url("/feed"));
		assertThat(met).startsWith("HTTP/2 200").doesNotContainIgnoringCase("alt-svc");
	}

	private HttpResponse<String> get(TestServer server, Version version, String path)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint().url(path))).version(version).build();
		HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.version()).isEqualTo(version);
		return response;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@RestController
		static class Resources {

			@GetMapping({ "/feed", "/feed3", "/cleared", "/reported", "/off", "/exempt", "/open" })
			String get() {
				return "reached";
			}

			@GetMapping("/own")
			ResponseEntity<String> own() {
				return ResponseEntity.ok().header("Alt-Svc", OWN).body("own");
			}

		}

	}

}
