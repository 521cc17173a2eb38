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
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemJson}.
 */
class ProblemJsonTests {

	private static final UpgradeContext PLAIN_GET = UpgradeContext.builder("GET", "/chat?room=1").build();

	@Test
	@DisplayName("R21: the members of problem details, then the protocols")
	void problemHasTheMembersOfTheSpecificationInTheirOrder() {
		assertThat(render(UpgradeDecision.refuse("websocket"), PLAIN_GET)).isEqualTo("{\"type\":\"about:blank\","
				+ "\"title\":\"Upgrade Required\",\"status\":426,\"detail\":\"This resource is available only over WebSocket.\","
				+ "\"instance\":\"/chat\",\"protocols\":[\"websocket\"]}");
	}

	@Test
	void problemNamesRuleLinkAndUrlWhereThereAreSome() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS/1.3", "TLS")
			.withRule("tls")
			.withLink(URI.create("https://example.com/why?a=1&b=2"));
		UpgradeContext context = UpgradeContext.builder("GET", "/chat?room=1").host("example.com").build();
		assertThat(parse(refusal, context)).containsEntry("rule", "tls")
			.containsEntry("link", "https://example.com/why?a=1&b=2")
			.containsEntry("https", "https://example.com/chat?room=1")
			.containsEntry("protocols", List.of("TLS/1.3", "TLS"));
	}

	@Test
	void membersOfThePolicyComeLast() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("iot-mux/2")
			.withMember("minimumBuild", 420)
			.withMember("blocked", true)
			.withMember("stores", List.of("a", "b"))
			.withMember("contact", Map.of("mail", "a@example.com"));
		assertThat(render(refusal, PLAIN_GET)).endsWith(",\"protocols\":[\"iot-mux/2\"],\"minimumBuild\":420,"
				+ "\"blocked\":true,\"stores\":[\"a\",\"b\"],\"contact\":{\"mail\":\"a@example.com\"}}");
	}

	@Test
	@DisplayName("R15: a malformed handshake is a problem of its own")
	void malformedHandshakeIsBadRequest() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.build();
		UpgradeRefusal refusal = (UpgradeRefusal) UpgradeDecision.require(context, "websocket");
		assertThat(parse(refusal, context)).containsEntry("title", "Bad Request").containsEntry("status", 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\\", "\n", "\r\n", "\t", "\b", "\u0000", "\u001f", "\",\"status\":200,\"x\":\"",
			"\u00e9", "\u2028", "\ud83d\ude80", "</script>" })
	void textIsEscaped(String text) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket")
			.withDetail("a" + text + "b")
			.withRule(text)
			.withMember("note", text);
		assertThat(parse(refusal, PLAIN_GET)).containsEntry("detail", "a" + text + "b")
			.containsEntry("rule", text)
			.containsEntry("note", text)
			.containsEntry("status", 426);
	}

	@Test
	void hostilePathIsEscaped() {
		UpgradeContext context = UpgradeContext.builder("GET", "/\",\"status\":200,\"x\":\"\\").build();
		assertThat(parse(UpgradeDecision.refuse("websocket"), context))
			.containsEntry("instance", "/%22,%22status%22:200,%22x%22:%22%5C")
			.containsEntry("status", 426)
			.doesNotContainKey("x");
	}

	private static Map<String, Object> parse(UpgradeRefusal refusal, UpgradeContext context) {
		return JsonParserFactory.getJsonParser().parseMap(render(refusal, context));
	}

	private static String render(UpgradeRefusal refusal, UpgradeContext context) {
		return new ProblemJson().render(Problem.of(URI.create("about:blank"), refusal),
				Occurrence.of(context, refusal));
	}

}
