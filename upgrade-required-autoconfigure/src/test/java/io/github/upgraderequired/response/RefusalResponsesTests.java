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

package io.github.upgraderequired.response;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRefusalRenderer.Body;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RefusalResponses}.
 */
class RefusalResponsesTests {

	private static final URI TYPE = URI.create("https://example.com/problems/upgrade");

	private static final UpgradeContext PLAIN_GET = UpgradeContext.builder("GET", "/chat").build();

	private static final UpgradeRefusal MALFORMED = (UpgradeRefusal) UpgradeDecision
		.require(malformedHandshake().build(), "websocket");

	private static final UpgradeRefusal WEBSOCKET = UpgradeDecision.refuse("websocket");

	@RegisterExtension
	final CapturedLog log = new CapturedLog(RefusalResponses.class);

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "HTTP/1.0", "HTTP/1.1" })
	@DisplayName("R1, R2: a 426 carries Upgrade, and the connection option with it")
	void refusalCarriesUpgradeAndConnection(String version) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket", "iot-mux/2");
		RefusalResponse response = respond(request().httpVersion(HttpVersion.parse(version)), refusal);
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.headers()).containsEntry("Upgrade", "websocket, iot-mux/2")
			.containsEntry("Connection", "Upgrade");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2", "HTTP/3" })
	@DisplayName("R12: no connection-specific field from HTTP/2 on; the body carries the news")
	void refusalFromHttp2OnCarriesNeither(String version) {
		RefusalResponse response = respond(request().httpVersion(HttpVersion.parse(version)), WEBSOCKET);
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.headers()).doesNotContainKeys("Upgrade", "Connection");
		assertThat(text(response)).contains("\"protocols\":[\"websocket\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3" })
	@DisplayName("R16: a 426 about WebSocket names the accepted version")
	void refusalAboutWebSocketNamesTheVersion(String version) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("iot-mux/2", "websocket");
		assertThat(respond(request().httpVersion(HttpVersion.parse(version)), refusal).headers())
			.containsEntry("Sec-WebSocket-Version", "13");
	}

	@Test
	void refusalAboutSomethingElseNamesNoVersionOfWebSocket() {
		assertThat(respond(request(), UpgradeDecision.refuse("TLS")).headers())
			.doesNotContainKey("Sec-WebSocket-Version");
	}

	@Test
	@DisplayName("R15: a malformed handshake is answered with 400, which advertises nothing")
	void malformedHandshakeIsBadRequestWithoutUpgrade() {
		UpgradeContextBuilder request = malformedHandshake();
		RefusalResponse response = respond(request,
				(UpgradeRefusal) UpgradeDecision.require(request.build(), "websocket"));
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.headers()).containsOnlyKeys("Cache-Control", "Content-Type", "X-Content-Type-Options");
	}

	@Test
	@DisplayName("R13, R20: another :protocol is answered with 501, which may be stored without no-store")
	void anotherProtocolIsNotImplementedAndNotStored() {
		UpgradeContextBuilder request = UpgradeContext.builder("CONNECT", "/chat")
			.httpVersion(HttpVersion.HTTP_2)
			.connectProtocol("connect-udp");
		RefusalResponse response = respond(request,
				(UpgradeRefusal) UpgradeDecision.require(request.build(), "websocket"));
		assertThat(response.status()).isEqualTo(501);
		assertThat(response.headers()).containsOnlyKeys("Cache-Control", "Content-Type", "X-Content-Type-Options")
			.containsEntry("Cache-Control", "no-store");
		assertThat(text(response)).contains("\"title\":\"Not Implemented\"", "\"status\":501");
	}

	@Test
	@DisplayName("R20: nothing that is refused may be stored")
	void everyResponseIsNoStore() {
		UpgradeContextBuilder malformed = malformedHandshake();
		UpgradeRefusalRenderer renderer = (context, refusal) -> Body.of(MediaType.TEXT_PLAIN, "No.");
		assertThat(respond(request(), WEBSOCKET).headers()).containsEntry("Cache-Control", "no-store");
		assertThat(respond(request().httpVersion(HttpVersion.HTTP_2), WEBSOCKET).headers())
			.containsEntry("Cache-Control", "no-store");
		assertThat(
				respond(malformed, (UpgradeRefusal) UpgradeDecision.require(malformed.build(), "websocket")).headers())
			.containsEntry("Cache-Control", "no-store");
		assertThat(new RefusalResponses(TYPE, UpgradeField.ALWAYS, renderer, List.of()).create(PLAIN_GET, WEBSOCKET)
			.headers()).containsEntry("Cache-Control", "no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/html", "text/plain" })
	void preparedBodyIsWhatItsFormatRendersForEachRequest(String accept) {
		UpgradeRefusal tls = UpgradeDecision.refuse("TLS");
		Set<UpgradeRefusal> refusals = Set.of(WEBSOCKET, tls, MALFORMED, UpgradeDecision.refuse("TLS", "acme/1"),
				UpgradeDecision.refuse("TLS", "Acme/1"), tls.withRule("a\"b<c>\\d"), tls.withHttpsPort(8443),
				tls.withDetail("Gr\u00f6\u00dfe \"<1>\" \ud83d\ude80").withLink(URI.create("/a?b&c")),
				WEBSOCKET.withMember("build", 420), tls.withStatus(410));
		RefusalResponses responses = prepared(refusals);
		Representation format = new Negotiation(List.of(new ProblemJson(), new HtmlPage(), new PlainText()))
			.choose(List.of(accept));
		for (UpgradeRefusal refusal : refusals) {
			for (UpgradeContextBuilder request : List.of(request(), UpgradeContext.builder("<B>&", "/a\"b\\c/%22?<q>"),
					UpgradeContext.builder("\"GET\\", "//h\u00e9/\ud83d\ude80").host("[2001:db8::1]"),
					UpgradeContext.builder("GET", "/").host(null).httpVersion(null),
					UpgradeContext.builder("GET", "/").secure(null))) {
				UpgradeContext context = request.header("Accept", accept).build();
				String body = format.render(Problem.of(TYPE, refusal), Occurrence.of(context, refusal));
				assertThat(text(responses.create(context, refusal))).isEqualTo(body);
				assertThat(text(responses.create(context, refusal.withHeader("Retry-After", "9")))).isEqualTo(body);
			}
		}
	}

	@Test
	@DisplayName("What differs from request to request is not kept")
	void refusalThatIsNotPreparedIsRenderedAnew() {
		RefusalResponses responses = prepared(Set.of(WEBSOCKET));
		assertThat(text(responses.create(PLAIN_GET, WEBSOCKET))).contains("\"/chat\"");
		assertThat(text(responses.create(PLAIN_GET, WEBSOCKET.withDetail("One.")))).contains("One.");
		assertThat(text(responses.create(PLAIN_GET, WEBSOCKET.withDetail("Two.")))).contains("Two.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud800", "\ud801", "\ud802" })
	void halfOfASurrogatePairIsNoBlank(String half) {
		for (UpgradeRefusal refusal : List.of(WEBSOCKET.withDetail("a" + half), WEBSOCKET.withRule("a" + half),
				WEBSOCKET.withMember("member", "a" + half))) {
			RefusalResponses responses = prepared(Set.of(refusal));
			assertThat(responses.create(PLAIN_GET, refusal).body()).asString(StandardCharsets.UTF_8).contains("\"a?\"");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 307, 308 })
	void redirectHasAPreparedBodyToo(int status) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS/1.3").withRule("site");
		RefusalResponses responses = prepared(Set.of(refusal));
		UpgradeContext context = request().host("example.com").build();
		UpgradeRedirect redirect = UpgradeRedirect.toHttps(context, status, 8443).insteadOf(refusal);
		for (int i = 0; i < 2; i++) {
			assertThat(text(responses.create(context, redirect)))
				.isEqualTo(new ProblemJson().render(Problem.of(redirect), Occurrence.of(context, redirect)))
				.contains("\"status\":" + status, "\"type\":\"about:blank\"", "\"rule\":\"site\"",
						"\"https\":\"https://example.com:8443/chat\"");
			assertThat(text(responses.create(context, refusal))).contains("\"status\":426");
		}
	}

	@Test
	void headersAreWrittenOnceAndCannotBeChanged() {
		RefusalResponse response = respond(request(), WEBSOCKET);
		assertThat(response.headers()).containsOnlyKeys("Upgrade", "Connection", "Sec-WebSocket-Version",
				"Cache-Control", "Content-Type", "X-Content-Type-Options");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> response.headers().put("Cache-Control", "public"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                          | application/problem+json  | {
			application/json             | application/problem+json  | {
			text/html                    | text/html;charset=UTF-8   | <!DOCTYPE html>
			application/xhtml+xml        | text/html;charset=UTF-8   | <!DOCTYPE html>
			text/plain                   | text/plain;charset=UTF-8  | 426 Upgrade Required
			no media type                | application/problem+json  | {
			""")
	void bodyIsWhatTheClientAccepts(String accept, String contentType, String start) {
		RefusalResponse response = respond(request().header("Accept", accept), WEBSOCKET);
		assertThat(response.headers()).containsEntry("Content-Type", contentType);
		assertThat(text(response)).startsWith(start);
	}

	@Test
	@DisplayName("R21: the problem type is the configured one")
	void problemHasTheConfiguredType() {
		assertThat(text(respond(request(), WEBSOCKET))).contains("\"type\":\"" + TYPE + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/html", "text/plain" })
	void bodyIsInUtf8(String accept) {
		RefusalResponse response = respond(request().header("Accept", accept),
				WEBSOCKET.withDetail("\u00dcber WebSocket"));
		assertThat(text(response)).contains("\u00dcber WebSocket");
	}

	@Test
	void refusalOfHeadHasTheBodyThatGetWouldHave() {
		RefusalResponse head = respond(UpgradeContext.builder("HEAD", "/chat"), WEBSOCKET);
		assertThat(head.body()).isEqualTo(respond(request(), WEBSOCKET).body()).isNotEmpty();
	}

	@Test
	void rendererOfTheApplicationWritesTheBodyAndNothingElse() {
		UpgradeRefusalRenderer renderer = (context, refusal) -> Body.of(MediaType.APPLICATION_JSON,
				"{\"error\":\"" + context.path() + " " + refusal.upgradeField() + "\"}");
		RefusalResponse response = new RefusalResponses(TYPE, UpgradeField.ALWAYS, renderer, List.of())
			.create(PLAIN_GET, WEBSOCKET);
		assertThat(text(response)).isEqualTo("{\"error\":\"/chat websocket\"}");
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.headers()).containsEntry("Content-Type", "application/json")
			.containsEntry("Upgrade", "websocket")
			.containsEntry("Connection", "Upgrade");
	}

	@Test
	void rendererThatReturnsNullFallsBackToTheBuiltInBody() {
		RefusalResponse response = new RefusalResponses(TYPE, UpgradeField.ALWAYS, (context, refusal) -> null,
				List.of())
			.create(PLAIN_GET, WEBSOCKET);
		assertThat(response).usingRecursiveComparison().isEqualTo(respond(request(), WEBSOCKET));
		assertThat(this.log.messages(Level.ERROR)).isEmpty();
	}

	@Test
	void rendererThatThrowsFallsBackToTheBuiltInBody() {
		UpgradeRefusalRenderer renderer = (context, refusal) -> {
			throw new IllegalStateException("No template");
		};
		RefusalResponse response = new RefusalResponses(TYPE, UpgradeField.ALWAYS, renderer, List.of())
			.create(PLAIN_GET, WEBSOCKET);
		assertThat(response).usingRecursiveComparison().isEqualTo(respond(request(), WEBSOCKET));
		assertThat(this.log.messages(Level.ERROR))
			.containsExactly("The UpgradeRefusalRenderer failed; the built-in body is sent instead");
	}

	private static UpgradeContextBuilder request() {
		return UpgradeContext.builder("GET", "/chat");
	}

	private static UpgradeContextBuilder malformedHandshake() {
		return request().header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13");
	}

	private static RefusalResponse respond(UpgradeContextBuilder request, UpgradeRefusal refusal) {
		return prepared(Set.of(refusal)).create(request.build(), refusal);
	}

	private static String text(RefusalResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private static RefusalResponses prepared(Set<UpgradeRefusal> refusals) {
		RefusalResponses responses = new RefusalResponses(TYPE, UpgradeField.ALWAYS, null, List.of());
		responses.prepare(refusals);
		return responses;
	}

}
