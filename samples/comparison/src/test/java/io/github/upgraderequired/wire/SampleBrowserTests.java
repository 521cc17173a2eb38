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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Chromium.View;
import io.github.upgraderequired.wire.SamplePage.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of both samples in a browser: every button, and what it then shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleBrowserTests {

	private static final List<String> ACCEPT = List.of("*/*", "text/html", "text/plain");

	private static final String SOCKET = "Open the WebSocket";

	private static final List<Case> CASES = List.of(new Case("Open path", "/open", null),
			new Case("WebSocket endpoint, plain GET", "/ws/echo", "websocket"),
			new Case("Account in clear text", "/account", "TLS"), new Case("Feed over HTTP/1.1", "/feed", "HTTP/2.0"),
			new Case("Custom protocol, plain GET", "/lines", "line-echo/1"));

	private static final String APP = "Orders of an app";

	private static final String OPEN_BODY = "No rule covers this path.";

	/** What the browser itself notes about every answer from 400 on. */
	private static final String REFUSAL_NOTE = "http://localhost:\\d+/\\S+ - Failed to load resource: "
			+ "the server responded with a status of 426 \\((Upgrade Required)?\\)";

	private @Nullable Chromium chromium;

	private List<Sample> samples = List.of();

	@BeforeAll
	void start() {
		this.samples = List.of(Sample.servlet(), Sample.reactive());
	}

	@BeforeEach
	void browse() {
		if (this.chromium == null) {
			this.chromium = Chromium.start();
		}
		browser().view(View.DESKTOP);
	}

	@AfterEach
	void nothingElseIsOnTheConsole() {
		if (this.chromium != null) {
			assertThat(browser().console()).allMatch((message) -> message.matches(REFUSAL_NOTE));
		}
	}

	@AfterAll
	void stop() {
		// First, or the servers would wait for its sockets
		if (this.chromium != null) {
			this.chromium.close();
		}
		this.samples.forEach(Sample::close);
	}

	Stream<Endpoint> samples() {
		return this.samples.stream().map(Sample::endpoint);
	}

	Stream<Arguments> answers() {
		return samples().flatMap((sample) -> CASES.stream()
			.flatMap((c) -> ACCEPT.stream().map((accept) -> Arguments.of(sample, c, accept))));
	}

	Stream<Arguments> views() {
		return samples().flatMap((sample) -> Stream.of(View.values()).map((view) -> Arguments.of(sample, view)));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void pageOffersWhatIsTestedHereAndNothingElse(Endpoint sample) {
		SamplePage page = open(sample);
		List<String> buttons = Stream
			.concat(CASES.stream().map(Case::button), Stream.of(APP, SOCKET, "Send", "Close", "As configured"))
			.toList();
		assertThat(page.buttons()).containsExactlyElementsOf(buttons);
		assertThat(page.acceptOptions()).isEqualTo(ACCEPT);
		assertThat(page.shown()).isEqualTo(new Shown("Choose a case.", "–", Map.of(), "", "", List.of()));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void buttonShowsRequestAndAnswer(Endpoint sample, Case clicked, String accept) {
		SamplePage page = open(sample);
		page.accept(accept);
		page.click(clicked.button());
		Shown shown = page.awaitStatus("HTTP/1.1 " + clicked.status());
		assertThat(shown.request()).isEqualTo("GET " + clicked.path() + "\nAccept: " + accept);
		assertThat(shown.form()).isEmpty();
		assertThat(shown.pressed()).isEqualTo(List.of(clicked.button()));
		if (clicked.protocol() != null) {
			showsRefusal(shown, clicked.path(), clicked.protocol(), accept);
		}
		else {
			assertThat(shown.headers()).doesNotContainKey("upgrade")
				.containsEntry("content-type", (!"*/*".equals(accept) ? accept : "text/plain") + ";charset=UTF-8");
			assertThat(shown.body()).isEqualTo(OPEN_BODY);
		}
	}

	private static void showsRefusal(Shown shown, String path, String protocol, String accept) {
		Map<String, String> headers = shown.headers();
		assertThat(headers).containsEntry("upgrade", protocol).containsEntry("cache-control", "no-store");
		assertThat(headers.get("connection").split(", ")).contains("Upgrade");
		assertThat(headers.get("sec-websocket-version")).isEqualTo(!"websocket".equals(protocol) ? null : "13");
		switch (accept) {
			case "text/html" -> {
				assertThat(headers).containsEntry("content-type", "text/html;charset=UTF-8");
				assertThat(shown.body()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
					.contains("<h1>Upgrade Required</h1>", "<code>" + protocol + "</code>",
							"<code>GET " + path + " HTTP/1.1</code>")
					.endsWith("</html>");
			}
			case "text/plain" -> {
				assertThat(headers).containsEntry("content-type", "text/plain;charset=UTF-8");
				assertThat(shown.body().lines()).startsWith("426 Upgrade Required").contains("Required: " + protocol);
			}
			default -> {
				assertThat(headers).containsEntry("content-type", "application/problem+json");
				assertThat(shown.body().lines())
					.startsWith("{", "  \"type\": \"about:blank\",", "  \"title\": \"Upgrade Required\",",
							"  \"status\": 426,")
					.contains("  \"instance\": \"" + path + "\",")
					.containsSequence("  \"protocols\": [", "    \"" + protocol + "\"", "  ],")
					.endsWith("}");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("samples")
	void appIsRefusedUntilItIsNewEnough(Endpoint sample) {
		SamplePage page = open(sample);
		page.click(APP);
		Shown refused = page.awaitStatus("HTTP/1.1 426");
		assertThat(refused.request()).isEqualTo("GET /mobile/orders\nAccept: */*\nX-Client: acme-ios/3.1.9");
		assertThat(refused.headers()).containsEntry("upgrade", "acme-ios/3.2");
		assertThat(refused.body()).contains("acme-ios 3.1.9 is too old: 3.2 or later is needed.");
		page.app("acme-android", "4.10");
		page.click(APP);
		assertThat(page.awaitStatus("HTTP/1.1 200").request()).endsWith("X-Client: acme-android/4.10");
		page.app("acme-android", "4.0.9");
		page.click(APP);
		assertThat(page.awaitStatus("HTTP/1.1 426").headers()).containsEntry("upgrade", "acme-android/4.1");
	}

	@ParameterizedTest
	@MethodSource("samples")
	void ruleIsSwitchedAndCountedOnThePage(Endpoint sample) {
		SamplePage page = open(sample);
		assertThat(page.awaitRules("mobile")).containsKeys("account", "feed", "lines", "mobile", "websocket.discover");
		long refused = page.awaitRules("feed").get("feed").refused();
		page.click("Feed over HTTP/1.1");
		page.awaitStatus("HTTP/1.1 426");
		page.awaitRule("feed", "enforce", refused + 1);
		page.mode("feed", "report");
		page.awaitRule("feed", "report", refused + 1);
		page.click("Feed over HTTP/1.1");
		page.awaitStatus("HTTP/1.1 200");
		page.click("As configured");
		page.awaitRule("feed", "enforce", refused + 1);
		page.click("Feed over HTTP/1.1");
		page.awaitStatus("HTTP/1.1 426");
	}

	@ParameterizedTest
	@MethodSource("samples")
	void socketOpensEchoesAndCloses(Endpoint sample) {
		SamplePage page = open(sample);
		page.click(SOCKET);
		Shown opened = page.awaitStatus("101 Switching Protocols");
		assertThat(opened.request())
			.isEqualTo("GET /ws/echo\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13");
		assertThat(opened.headers()).isEmpty();
		assertThat(opened.body()).isEmpty();
		assertThat(opened.form()).contains("Message", "Send", "Close");
		assertThat(opened.pressed()).isEqualTo(List.of(SOCKET));
		page.type("Grüße <b>");
		page.click("Send");
		page.awaitBody("echo: Grüße <b>");
		page.type("again");
		page.click("Send");
		assertThat(page.awaitBody("again").body()).isEqualTo("echo: Grüße <b>\necho: again");
		page.click("Close");
		// 1000 or, where the server leaves the code out, 1005
		Shown closed = page.awaitStatus("closed with code 100");
		assertThat(closed.form()).isEmpty();
		assertThat(closed.body()).isEqualTo("echo: Grüße <b>\necho: again");
	}

	@ParameterizedTest
	@MethodSource("samples")
	void anotherButtonLeavesTheSocket(Endpoint sample) {
		SamplePage page = open(sample);
		page.click(SOCKET);
		page.awaitStatus("101");
		page.click("Send");
		page.awaitBody("echo: Hello over WebSocket");
		page.watch();
		page.click("Open path");
		Shown left = page.awaitBody(OPEN_BODY);
		assertThat(page.awaitClosedSocketAndGetStatuses()).isEqualTo(List.of(left.status()));
		assertThat(left.form()).isEmpty();
		assertThat(left.pressed()).isEqualTo(List.of("Open path"));
		page.click(SOCKET);
		Shown again = page.awaitStatus("101");
		assertThat(again.headers()).isEmpty();
		assertThat(again.body()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("views")
	void pageFitsIntoTheView(Endpoint sample, View view) throws IOException {
		browser().view(view);
		SamplePage page = open(sample);
		looksRight(page, sample, view, "start");
		for (Case clicked : CASES) {
			page.click(clicked.button());
			page.awaitBody((clicked.protocol() != null) ? clicked.protocol() : OPEN_BODY);
			page.awaitStatusInView();
			looksRight(page, sample, view, clicked.path().substring(1).replace('/', '-'));
		}
		page.click(APP);
		page.awaitBody("too old");
		page.awaitStatusInView();
		looksRight(page, sample, view, "app");
		page.click(SOCKET);
		page.awaitStatus("101");
		page.awaitStatusInView();
		page.click("Send");
		page.awaitBody("echo: Hello over WebSocket");
		looksRight(page, sample, view, "socket");
	}

	private void looksRight(SamplePage page, Endpoint sample, View view, String name) throws IOException {
		assertThat(page.width()).isEqualTo(view.width());
		assertThat(page.overflowing()).isEmpty();
		browser().screenshot(
				Path.of("target", "screenshots", "%s-%d-%s.png".formatted(sample.server(), view.width(), name)));
	}

	private SamplePage open(Endpoint sample) {
		return SamplePage.open(browser().driver(), sample);
	}

	private Chromium browser() {
		return Objects.requireNonNull(this.chromium);
	}

	/**
	 * A button that sends a request.
	 *
	 * @param button the name of the button
	 * @param path the path that it asks for
	 * @param protocol what the refusal asks for, or null where no rule covers the path
	 */
	private record Case(String button, String path, @Nullable String protocol) {

		int status() {
			return (this.protocol != null) ? 426 : 200;
		}

		@Override
		public String toString() {
			return this.button;
		}

	}

}
