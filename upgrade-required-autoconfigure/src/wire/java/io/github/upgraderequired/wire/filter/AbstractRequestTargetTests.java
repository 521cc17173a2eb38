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
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSocket;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that real clients send and that are no model of the grammar, where they are
 * redirected or refused; and the body of a redirect.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractRequestTargetTests {

	private static final String[] PROPERTIES = { "upgrade.required.rules.moved.paths=/open,/{name:caf.+}",
			"upgrade.required.rules.moved.protocols=TLS", "upgrade.required.rules.moved.action=redirect" };

	private static final String SUITE = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA";

	private final Map<ServerKind, TestServer> clear = new EnumMap<>(ServerKind.class);

	private final Map<ServerKind, TestServer> secure = new EnumMap<>(ServerKind.class);

	@BeforeAll
	void start() {
		for (ServerKind kind : ServerKind.values()) {
			this.clear.put(kind, TestServer.start(kind, "clear", kind.application(), PROPERTIES));
			this.secure.put(kind, TestServer.start(kind, "tls", kind.application(),
					"spring.ssl.bundle.jks.wire.options.ciphers=" + SUITE));
		}
	}

	@AfterAll
	void stop() {
		this.clear.values().forEach(TestServer::close);
		this.secure.values().forEach(TestServer::close);
	}

	// Tomcat answers 400 by itself
	@ParameterizedTest
	@EnumSource
	void hostWithAnUnderscoreIsAHost(ServerKind kind) throws IOException {
		RawResponse redirect = get(kind, "/open", "my_service:8080", "");
		if (isTomcat(kind)) {
			assertThat(redirect.status()).isEqualTo(400);
			return;
		}
		assertThat(redirect.status()).as(redirect.toString()).isEqualTo(308);
		assertThat(redirect.field("Location")).isEqualTo("https://my_service/open");
		assertThat(get(kind, "/account", "my_service:8080", "").text())
			.contains("\"https\":\"https://my_service/account\"");
	}

	// Tomcat and Undertow answer 400 by themselves
	@ParameterizedTest
	@EnumSource
	void rawBytesOfAQueryArePercentEncoded(ServerKind kind) throws IOException {
		RawResponse redirect = get(kind, "/open?q=caf\u00e9&r=%20\u00fc", "localhost", "");
		if (isTomcat(kind) || isUndertow(kind)) {
			assertThat(redirect.status()).as(redirect.toString()).isEqualTo(400);
		}
		else {
			assertThat(redirect.status()).as(redirect.toString()).isEqualTo(308);
			assertThat(redirect.field("Location")).isEqualTo("https://localhost/open?q=caf%C3%A9&r=%20%C3%BC");
		}
	}

	// Only Reactor Netty takes them
	@ParameterizedTest
	@EnumSource
	void rawBytesOfAPathArePercentEncodedOnce(ServerKind kind) throws IOException {
		RawResponse refusal = get(kind, "/account/caf\u00e9", "localhost", "");
		if (kind.id().startsWith("reactor-netty")) {
			assertThat(refusal.status()).as(refusal.toString()).isEqualTo(426);
			assertThat(refusal.text()).contains("\"instance\":\"/account/caf%C3%A9\"",
					"\"https\":\"https://localhost/account/caf%C3%A9\"");
		}
		else {
			assertThat(refusal.status()).as(refusal.toString()).isEqualTo(400);
		}
		assertThat(get(kind, "/account/caf%C3%A9", "localhost", "").text())
			.contains("\"instance\":\"/account/caf%C3%A9\"");
	}

	@ParameterizedTest
	@EnumSource
	void redirectHasANoteForWhoeverDoesNotFollow(ServerKind kind) throws IOException {
		RawResponse json = get(kind, "/open?a=b", "localhost", "");
		assertThat(json.field("Content-Type")).isEqualTo("application/problem+json");
		assertThat(json.text()).contains("\"title\":\"Permanent Redirect\"", "\"status\":308", "\"rule\":\"moved\"",
				"\"https\":\"https://localhost/open?a=b\"");
		RawResponse page = get(kind, "/open?a=b", "localhost", "Accept: text/html,*/*;q=0.8\r\n");
		assertThat(page.field("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(page.text()).contains("<title>308 Permanent Redirect</title>",
				"<a class=\"action\" href=\"https://localhost/open?a=b\">");
		RawResponse text = get(kind, "/open?a=b", "localhost", "Accept: text/plain\r\n");
		assertThat(text.text()).startsWith("308 Permanent Redirect\n").contains("Use: https://localhost/open?a=b\n");
		for (RawResponse response : List.of(json, page, text)) {
			assertThat(response.status()).isEqualTo(308);
			assertThat(response.lines("X-Content-Type-Options")).containsExactly("nosniff");
			assertThat(response.lines("Cache-Control")).containsExactly("no-store");
			assertThat(response.lines("Location")).containsExactly("https://localhost/open?a=b");
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectOfHeadHasNoBody(ServerKind kind) throws IOException {
		try (RawConnection connection = new RawConnection(this.clear.get(kind).endpoint())) {
			connection.send("HEAD /open HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			RawResponse head = connection.readResponse(true);
			assertThat(head).isNotNull();
			assertThat(head.status()).isEqualTo(308);
			connection.send("GET /account HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			RawResponse next = connection.readResponse(false);
			assertThat(next).isNotNull();
			assertThat(next.status()).isEqualTo(426);
		}
	}

	// Suites that TLS 1.0 has too tell nothing of the version. Undertow tells only the
	// suite
	@ParameterizedTest
	@EnumSource
	void versionOfTlsIsThatOfTheSessionWhateverTheSuite(ServerKind kind) throws IOException {
		try (RawConnection connection = new RawConnection(this.secure.get(kind).endpoint(), (socket) -> {
			((SSLSocket) socket).setEnabledProtocols(new String[] { "TLSv1.2" });
			((SSLSocket) socket).setEnabledCipherSuites(new String[] { SUITE });
		})) {
			connection.send("GET /tls12 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).isEqualTo(isUndertow(kind) ? 426 : 200);
		}
	}

	private static boolean isTomcat(ServerKind kind) {
		return kind.id().contains("tomcat");
	}

	private static boolean isUndertow(ServerKind kind) {
		return kind.id().equals("undertow");
	}

	private RawResponse get(ServerKind kind, String target, String host, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(this.clear.get(kind).endpoint())) {
			connection.send(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n")
				.getBytes(StandardCharsets.UTF_8));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

}
