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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HtmlPage}.
 */
class HtmlPageTests {

	@Test
	void pageSaysWhatIsRequiredAndWhatTheRequestWas() {
		String page = render(UpgradeDecision.refuse("websocket", "HTTP/2"), request("/chat?room=1"));
		assertThat(page).startsWith("<!DOCTYPE html>")
			.contains("<title>426 Upgrade Required</title>", "<p class=\"status\">426</p>", "<h1>Upgrade Required</h1>",
					"<p>This resource is available only over WebSocket, or over HTTP/2 or later.</p>",
					"<dd><code>websocket, HTTP/2.0</code></dd>", "<dd><code>GET /chat HTTP/1.1</code></dd>")
			.endsWith("</html>\n");
	}

	@Test
	void pageLeavesOutTheVersionThatTheServerDoesNotTell() {
		assertThat(render(UpgradeDecision.refuse("websocket"), request("/chat").httpVersion(null)))
			.contains("<dd><code>GET /chat</code></dd>");
	}

	@Test
	void pageSaysTheVersionOfTheRequest() {
		assertThat(render(UpgradeDecision.refuse("HTTP/3"), request("/chat").httpVersion(HttpVersion.HTTP_2)))
			.contains("<dd><code>GET /chat HTTP/2.0</code></dd>");
	}

	@ParameterizedTest
	@CsvSource({ "TLS, The connection is not encrypted", "TLS/1.3, The connection is not encrypted",
			"HTTP/2, speaks an older version of HTTP", "h2, speaks an older version of HTTP",
			"websocket, This address is made for programs", "iot-mux/1, This address is made for programs" })
	void pageSaysWhyPersonMaySeeIt(String protocol, String reason) {
		assertThat(render(UpgradeDecision.refuse(protocol).withRule("chat"), request("/chat"))).contains(reason);
	}

	@Test
	void pageOfPolicysOwnProtocolSaysNothingSpecial() {
		assertThat(render(UpgradeDecision.refuse("acme-app/420"), request("/chat")))
			.contains("asks for another protocol, or for a newer program")
			.doesNotContain("This address is made for programs");
	}

	@Test
	void statusOfARuleDoesNotMakeAMistakeOfTheRequest() {
		assertThat(render(UpgradeDecision.refuse("websocket").withRule("chat").withStatus(400), request("/chat")))
			.contains("<title>400 Bad Request</title>", "This address is made for programs")
			.doesNotContain("made a mistake");
	}

	@Test
	void statusThatHasNoPhraseSaysWhatItIsAbout() {
		assertThat(render(UpgradeDecision.refuse("websocket").withStatus(466), request("/chat")))
			.contains("<title>466 Upgrade Required</title>");
	}

	@Test
	void preferredProtocolIsTheReason() {
		assertThat(render(UpgradeDecision.refuse("HTTP/2", "websocket"), request("/chat")))
			.contains("speaks an older version of HTTP")
			.doesNotContain("This address is made for programs");
	}

	@Test
	void pageOfMalformedHandshakeBlamesTheProgram() {
		UpgradeContextBuilder request = request("/chat").header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13");
		UpgradeRefusal refusal = (UpgradeRefusal) UpgradeDecision.require(request.build(), "websocket");
		assertThat(render(refusal, request)).contains("<title>400 Bad Request</title>", "<h1>Bad Request</h1>",
				"A program tried to open a connection here and made a mistake");
	}

	@Test
	void pageOfAnotherProtocolBlamesTheProgram() {
		UpgradeContextBuilder request = UpgradeContext.builder("CONNECT", "/chat")
			.httpVersion(HttpVersion.HTTP_2)
			.connectProtocol("connect-udp");
		UpgradeRefusal refusal = (UpgradeRefusal) UpgradeDecision.require(request.build(), "websocket");
		assertThat(render(refusal, request)).contains("<title>501 Not Implemented</title>", "<h1>Not Implemented</h1>",
				"A program asked for a protocol that this address does not speak",
				"<dd><code>CONNECT /chat HTTP/2.0</code></dd>");
	}

	@Test
	void pageOffersTheSecureAddress() {
		assertThat(render(UpgradeDecision.refuse("TLS"), request("/chat?a=1&b=2").host("example.com")))
			.contains("<a class=\"action\" href=\"https://example.com/chat?a=1&amp;b=2\">Open the secure address</a>");
	}

	@Test
	void pageOffersTheLinkOfTheRefusal() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket")
			.withLink(URI.create("https://example.com/why?a=1&b='2'"));
		assertThat(render(refusal, request("/chat")))
			.contains("<a href=\"https://example.com/why?a=1&amp;b=&#39;2&#39;\">More about this requirement</a>");
	}

	@Test
	void pageHasNoLinkWhereThereIsNothingToFollow() {
		assertThat(render(UpgradeDecision.refuse("websocket"), request("/chat"))).doesNotContain("<a ");
		assertThat(render(UpgradeDecision.refuse("TLS"), request("/chat").host(null))).doesNotContain("<a ");
	}

	@Test
	void pageNeedsNothingFromElsewhere() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS").withLink(URI.create("https://example.com/why"));
		assertThat(render(refusal, request("/chat"))).doesNotContainIgnoringCase("<script")
			.doesNotContain("src=", "url(", "@import", "<link");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/<script>alert(1)</script>", "/\"><img/src=x/onerror=alert(1)>",
			"/'onmouseover='alert(1)", "/chat?\"><script>alert(1)</script>" })
	void hostilePathIsEscaped(String target) {
		String page = render(UpgradeDecision.refuse("TLS"), request(target).host("example.com"));
		assertThat(page).doesNotContain("<script", "<img", "\"><", "'onmouseover").contains("https://example.com/");
	}

	@Test
	void hostileMethodIsEscaped() {
		UpgradeContextBuilder request = UpgradeContext.builder("<B>&", "/chat");
		assertThat(render(UpgradeDecision.refuse("websocket"), request)).contains("&lt;B&gt;&amp; /chat")
			.doesNotContain("<B>");
	}

	@Test
	void detailIsEscaped() {
		UpgradeRefusal refusal = UpgradeDecision.refuse("websocket")
			.withDetail("<b>\"Use\"</b> the 'app' & \u00fc %s %1$d");
		assertThat(render(refusal, request("/chat")))
			.contains("<p>&lt;b&gt;&quot;Use&quot;&lt;/b&gt; the &#39;app&#39; &amp; \u00fc %s %1$d</p>");
	}

	@Test
	void protocolIsEscaped() {
		assertThat(render(UpgradeDecision.refuse("a&b'c/1"), request("/chat")))
			.contains("<code>a&amp;b&#39;c/1</code>");
	}

	private static UpgradeContextBuilder request(String target) {
		return UpgradeContext.builder("GET", target);
	}

	private static String render(UpgradeRefusal refusal, UpgradeContextBuilder request) {
		return new HtmlPage().render(Problem.of(URI.create("about:blank"), refusal),
				Occurrence.of(request.build(), refusal));
	}

}
