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

package io.github.upgraderequired;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpgradeDecision}.
 */
class UpgradeDecisionTests {

	private static final UpgradeContext PLAIN_GET = UpgradeContext.builder("GET", "/chat").build();

	private static final URI LINK = URI.create("https://example.com/why");

	@Test
	void requestThatProceedsIsShownToTheHandlerAsItCame() {
		assertThat(UpgradeDecision.proceed()).hasToString("proceed");
	}

	@Test
	void refusalIs426WithTheProtocolsInOrderOfPreference() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket", "iot-mux/2", "HTTP/2");
		assertThat(refusal.status()).isEqualTo(426);
		assertThat(refusal.protocols()).containsExactly(UpgradeProtocol.WEBSOCKET, UpgradeProtocol.parse("iot-mux/2"),
				UpgradeProtocol.HTTP_2);
	}

	@Test
	@DisplayName("R1: Upgrade names the protocols in descending order of preference")
	void upgradeFieldNamesTheProtocolsInOrderOfPreference() {
		assertThat(UpgradeDecision.refuse("websocket", "http/2", "IoT-Mux/2").upgradeField())
			.isEqualTo("websocket, HTTP/2.0, IoT-Mux/2");
	}

	@Test
	void plainRefusalHasNeitherLinkNorMembersNorRule() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket");
		assertThat(refusal.link()).isNull();
		assertThat(refusal.members()).isEmpty();
		assertThat(refusal.rule()).isNull();
	}

	@Test
	void refusalSaysWhatIsRequired() {
		assertThat(UpgradeDecision.refuse("websocket", "TLS/1.3").detail())
			.isEqualTo("This resource is available only over WebSocket, or over TLS (https) in version 1.3 or later.");
	}

	@Test
	void refusalOfTextsAndOfProtocolsAreTheSame() {
		UpgradeRefusal byText = UpgradeDecision.refuse("websocket", "HTTP/2");
		UpgradeRefusal byProtocol = UpgradeDecision.refuse(UpgradeProtocol.WEBSOCKET, UpgradeProtocol.HTTP_2);
		assertThat(byProtocol).usingRecursiveComparison().isEqualTo(byText);
	}

	@Test
	void requirementOfTextsAndOfProtocolsAreTheSame() {
		UpgradeContext secure = UpgradeContext.builder("GET", "/chat").secure(null).build();
		assertThat(UpgradeDecision.require(secure, "TLS")).isEqualTo(UpgradeDecision.proceed());
		assertThat(UpgradeDecision.require(secure, UpgradeProtocol.TLS)).isEqualTo(UpgradeDecision.proceed());
		assertThat(UpgradeDecision.require(PLAIN_GET, "TLS")).isInstanceOf(UpgradeRefusal.class);
		assertThat(UpgradeDecision.require(PLAIN_GET, UpgradeProtocol.TLS)).isInstanceOf(UpgradeRefusal.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "web socket", "websocket, TLS", "TLS/", "TLS/1/2" })
	void protocolThatTheGrammarDoesNotAllowIsRefused(String protocol) {
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeDecision.require(PLAIN_GET, protocol));
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeDecision.refuse(protocol));
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket/13", "HTTP", "HTTP/1.0", "HTTP/9.0", "TLS/1.1", "TLS/1.0", "TLS/1", "h2/2",
			"h2c/1.0", "https", "wss" })
	void protocolThatNoRequestCanBeOnMayBeNamedButNotRequired(String protocol) {
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeDecision.require(PLAIN_GET, protocol));
		assertThat(UpgradeDecision.refuse(protocol).upgradeField()).isEqualTo(protocol);
		assertThat(UpgradeDecision.refuse(protocol).detail())
			.isEqualTo("This resource is available only over " + protocol + ".");
	}

	@Test
	@DisplayName("R17: RFC 2817's own example")
	void refusalMayNameADeprecatedVersionOfTls() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS/1.0", "HTTP/1.1");
		assertThat(refusal.upgradeField()).isEqualTo("TLS/1.0, HTTP/1.1");
		assertThat(refusal.detail())
			.isEqualTo("This resource is available only over TLS/1.0, or over HTTP/1.1 or later.");
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void numberThatJsonDoesNotHaveIsNoMember(double number) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS");
		for (Object value : List.of(number, (float) number, List.of(number), Map.of("a", number))) {
			assertThatIllegalArgumentException().isThrownBy(() -> refusal.withMember("quota", value))
				.withMessageContaining("JSON has no such number");
		}
	}

	@Test
	@DisplayName("R1: a 426 names at least one protocol")
	void decisionWithoutProtocolIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeDecision.require(PLAIN_GET, new String[0]));
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeDecision.refuse(new UpgradeProtocol[0]));
	}

	@Test
	void detailIsReplacedInCopy() {
		UpgradeRefusal original = fullRefusal();
		UpgradeRefusal copy = original.withDetail("Please use the app.");
		assertThat(copy.detail()).isEqualTo("Please use the app.");
		assertThat(original.detail()).isEqualTo("Original.");
		assertThat(copy).usingRecursiveComparison().ignoringFields("bare", "draft.detail").isEqualTo(original);
	}

	@Test
	void linkIsReplacedInCopy() {
		UpgradeRefusal original = fullRefusal();
		UpgradeRefusal copy = original.withLink(URI.create("https://example.com/other"));
		assertThat(copy.link()).isEqualTo(URI.create("https://example.com/other"));
		assertThat(original.link()).isEqualTo(LINK);
		assertThat(copy).usingRecursiveComparison().ignoringFields("bare", "draft.link").isEqualTo(original);
	}

	@Test
	void ruleIsReplacedInCopy() {
		UpgradeRefusal original = fullRefusal();
		UpgradeRefusal copy = original.withRule("other");
		assertThat(copy.rule()).isEqualTo("other");
		assertThat(original.rule()).isEqualTo("chat");
		assertThat(copy).usingRecursiveComparison().ignoringFields("bare", "draft.rule").isEqualTo(original);
	}

	@Test
	void memberIsAddedToCopyAfterTheOthers() {
		UpgradeRefusal original = fullRefusal();
		UpgradeRefusal copy = original.withMember("retry", true);
		assertThat(copy.members()).containsExactly(Map.entry("build", 420), Map.entry("retry", true));
		assertThat(original.members()).containsExactly(Map.entry("build", 420));
		assertThat(copy).usingRecursiveComparison().ignoringFields("bare", "draft.members").isEqualTo(original);
	}

	@Test
	void malformedCopyIs400WithItsOwnDetail() {
		UpgradeRefusal original = fullRefusal();
		UpgradeRefusal copy = original.because(Outcome.malformed("No key."));
		assertThat(copy.status()).isEqualTo(400);
		assertThat(copy.detail()).isEqualTo("No key.");
		assertThat(original.status()).isEqualTo(426);
		assertThat(copy).usingRecursiveComparison()
			.ignoringFields("bare", "draft.status", "draft.diagnosis", "draft.detail")
			.isEqualTo(original);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 410, 418, 426, 466, 499 })
	void statusIsThatOfTheCopy(int status) {
		UpgradeRefusal original = fullRefusal();
		UpgradeRefusal copy = original.withStatus(status);
		assertThat(copy.status()).isEqualTo(status);
		assertThat(copy.isDiagnosis()).isFalse();
		assertThat(copy).usingRecursiveComparison().ignoringFields("bare", "draft.status").isEqualTo(original);
		assertThat(copy.because(Outcome.malformed("No key.")).status()).isEqualTo(400);
		assertThat(copy.because(Outcome.malformed("No key.")).isDiagnosis()).isTrue();
		assertThat(copy.because(Outcome.notImplemented("Another one.")).status()).isEqualTo(501);
		assertThat(copy.because(Outcome.unmet("Too old.")).status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 200, 308, 399, 401, 405, 407, 500, 501 })
	void statusThatSaysSomethingElseIsNone(int status) {
		assertThatIllegalArgumentException().isThrownBy(() -> fullRefusal().withStatus(status))
			.withMessageEndingWith(": " + status);
	}

	@Test
	void refusalsThatDifferInHeaderFieldsAloneAreTheSameWithoutThem() {
		UpgradeRefusal bare = UpgradeDecision.refuse("TLS");
		assertThat(bare.bare()).isSameAs(bare);
		assertThat(bare.withHeader("A", "1").bare()).isSameAs(bare);
		assertThat(bare.withHeader("A", "1").withHeader("B", "2").bare()).isSameAs(bare);
		UpgradeRefusal other = bare.withHeader("A", "1").withRule("r");
		assertThat(other.bare()).isNotSameAs(bare);
		assertThat(other.headers()).isEqualTo(bare.withHeader("A", "1").headers());
	}

	@Test
	void copyOfMalformedRefusalStaysMalformed() {
		assertThat(fullRefusal().because(Outcome.malformed("No key."))
			.withDetail("Other.")
			.withLink(LINK)
			.withRule("r")
			.withMember("a", 1)).extracting(UpgradeRefusal::status).isEqualTo(400);
	}

	@Test
	void headerFieldsAreAddedAndNoneIsLost() {
		for (UpgradeDecision decision : List.of(UpgradeDecision.proceed(), fullRefusal())) {
			UpgradeDecision copy = decision.withHeader("Strict-Transport-Security", "max-age=1")
				.withHeader("Link", "</a>")
				.withHeader("link", "</b>")
				.withHeaders(Map.of("X-A", List.of("1", "2")))
				.withHeader("strict-transport-security", "max-age=2")
				.withHeader("Link", "</a>");
			assertThat(copy.headers()).containsEntry("Link", List.of("</a>", "</b>"))
				.containsEntry("X-A", List.of("1", "2"))
				.containsEntry("Strict-Transport-Security", List.of("max-age=2"));
		}
	}

	@Test
	void headerFieldWithoutLineIsNotValid() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpgradeDecision.proceed().withHeaders(Map.of("X-A", List.of())))
			.withMessageContaining("'X-A' has no line");
	}

	@Test
	void requestPassesWhereBothDecisionsLetIt() {
		UpgradeDecision both = UpgradeDecision.proceed()
			.withHeader("X-A", "1")
			.and(() -> UpgradeDecision.proceed().withHeader("X-B", "2"));
		assertThat(both).hasToString("proceed");
		assertThat(both.headers()).containsEntry("X-A", List.of("1")).containsEntry("X-B", List.of("2"));
	}

	@Test
	void firstDecisionThatStopsTheRequestIsTheOne() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS");
		assertThat(refusal.and(() -> {
			throw new AssertionError("not asked");
		})).isSameAs(refusal);
		UpgradeDecision later = UpgradeDecision.proceed().withHeader("X-A", "1").and(() -> refusal);
		assertThat(later).hasToString("426 [TLS]");
		assertThat(later.headers()).containsEntry("X-A", List.of("1"));
	}

	@Test
	void protocolOfEitherDecisionIsKept() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", "iot-mux/1, other/1")
			.header("Connection", "Upgrade")
			.build();
		UpgradeDecision mux = UpgradeDecision.require(context, "iot-mux/1");
		assertThat(mux.and(UpgradeDecision::proceed)).hasToString("proceed with iot-mux/1");
		assertThat(UpgradeDecision.proceed().and(() -> mux)).hasToString("proceed with iot-mux/1");
		assertThat(mux.and(() -> mux)).hasToString("proceed with iot-mux/1");
		UpgradeDecision conflict = mux.and(() -> UpgradeDecision.require(context, "other/1"));
		assertThat(conflict).hasToString("426 [other/1]");
		assertThat(((UpgradeRefusal) conflict).detail())
			.isEqualTo("The request passes for iot-mux/1 too. Offer one protocol.");
	}

	@Test
	void whatRefusalHandsOutCannotBeChanged() {
		UpgradeRefusal refusal = fullRefusal();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> refusal.members().put("build", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> refusal.protocols().clear());
	}

	@ParameterizedTest
	@ValueSource(strings = { "type", "title", "status", "detail", "instance", "protocols", "rule", "link", "https" })
	@DisplayName("R21: what RFC 9457 and every refusal define is no extension member")
	void memberThatEveryRefusalHasIsReserved(String name) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket");
		assertThatIllegalArgumentException().isThrownBy(() -> refusal.withMember(name, "x"))
			.withMessage("'" + name + "' is a member of every refusal");
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = " ")
	void memberWithoutNameIsRefused(String name) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket");
		assertThatIllegalArgumentException().isThrownBy(() -> refusal.withMember(name, "x"));
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = " ")
	void emptyDetailIsRefused(String detail) {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket");
		assertThatIllegalArgumentException().isThrownBy(() -> refusal.withDetail(detail));
	}

	@Test
	void refusalIsDescribedByStatusProtocolsAndRule() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket", "HTTP/2");
		assertThat(refusal).hasToString("426 [websocket, HTTP/2.0]");
		assertThat(refusal.withRule("chat")).hasToString("426 [websocket, HTTP/2.0] by rule chat");
	}

	private static UpgradeRefusal fullRefusal() {
		return UpgradeDecision.refuse("websocket")
			.withDetail("Original.")
			.withLink(LINK)
			.withMember("build", 420)
			.withRule("chat");
	}

}
