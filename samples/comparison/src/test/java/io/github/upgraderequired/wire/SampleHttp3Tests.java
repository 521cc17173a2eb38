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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.Http3SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reactive sample with its profile for HTTP/3, and clients that {@code Alt-Svc} moves
 * over: one that is told to, and a browser that does so by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleHttp3Tests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final Pattern ALTERNATIVE = Pattern.compile("h3=\"([^:\"]*):(\\d+)\"; ma=86400");

	/** The page has the port that the profile sets. */
	private static final Pattern CURL = Pattern.compile("\\$ curl -ik https://localhost:8443/feed3\n(.+?)\n```",
			Pattern.DOTALL);

	/** Asks for a path and tells the status and, as ALPN names it, the protocol. */
	private static final String FETCH = """
			const done = arguments[arguments.length - 1];
			const url = new URL('/feed3?' + Math.random(), location).href;
			new PerformanceObserver((list, observer) => {
				for (const entry of list.getEntriesByName(url)) {
					observer.disconnect();
					done(entry.responseStatus + ' ' + entry.nextHopProtocol);
				}
			}).observe({ type: 'resource' });
			fetch(url).then((response) => response.text());
			""";

	private final HttpClient http11 = client(HttpProtocol.HTTP11, Http11SslContextSpec.forClient()
		.configure((tls) -> tls.trustManager(InsecureTrustManagerFactory.INSTANCE)));

	private final HttpClient http2 = client(HttpProtocol.H2,
			Http2SslContextSpec.forClient().configure((tls) -> tls.trustManager(InsecureTrustManagerFactory.INSTANCE)));

	private final HttpClient http3 = client(HttpProtocol.HTTP3,
			Http3SslContextSpec.forClient().configure((tls) -> tls.trustManager(InsecureTrustManagerFactory.INSTANCE)))
		.http3Settings((settings) -> settings.maxData(1_000_000).maxStreamDataBidirectionalLocal(1_000_000));

	private Sample sample;

	private Endpoint endpoint;

	@BeforeAll
	void start() throws IOException {
		this.sample = Sample.http3();
		this.endpoint = this.sample.endpoint();
	}

	@AfterAll
	void stop() {
		this.sample.close();
	}

	private static HttpClient client(HttpProtocol protocol, GenericSslContextSpec<?> tls) {
		return HttpClient.newConnection().protocol(protocol).secure((spec) -> spec.sslContext(tls));
	}

	@Test
	void refusalOverHttp2SaysWhereHttp3Is() {
		Answer answer = get(this.http2, "/feed3");
		assertThat(answer.status()).isEqualTo("HTTP/2.0 426");
		assertThat(answer.headers().getAll("alt-svc")).containsExactly(altSvc());
		assertThat(answer.headers().names()).as("R12").doesNotContain("upgrade", "connection");
		assertThat(answer.body()).contains("\"protocols\":[\"HTTP/3.0\"]");
	}

	@Test
	void refusalOverHttp11SaysWhereHttp3IsBesideUpgrade() {
		Answer answer = get(this.http11, "/feed3");
		assertThat(answer.status()).isEqualTo("HTTP/1.1 426");
		assertThat(answer.headers().getAll("alt-svc")).containsExactly(altSvc());
		assertThat(answer.headers().getAll("upgrade")).containsExactly("HTTP/3.0");
	}

	@Test
	void http3MeetsTheRuleAndIsToldToStay() {
		Answer answer = get(this.http3, "/feed3");
		assertThat(answer.status()).isEqualTo("HTTP/3.0 200");
		assertThat(answer.body()).isEqualTo("You came over HTTP/3.\n");
		assertThat(answer.headers().getAll("alt-svc")).containsExactly(altSvc());
	}

	@Test
	void otherRulesHoldOverHttp3() {
		assertThat(get(this.http3, "/feed").status()).isEqualTo("HTTP/3.0 200");
		assertThat(get(this.http3, "/account").status()).isEqualTo("HTTP/3.0 200");
		Answer refused = get(this.http3, "/ws/echo");
		assertThat(refused.status()).isEqualTo("HTTP/3.0 426");
		assertThat(refused.headers().names()).as("R12").doesNotContain("upgrade", "connection", "alt-svc");
		assertThat(refused.body()).contains("\"protocols\":[\"websocket\"]");
	}

	@Test
	void clientThatReadsAltSvcMovesOver() {
		String altSvc = get(this.http2, "/feed3").headers().get("alt-svc");
		Matcher alternative = ALTERNATIVE.matcher(altSvc);
		assertThat(alternative.matches()).as(altSvc).isTrue();
		// RFC 7838, 3: without a host it is that of the origin
		assertThat(alternative.group(1)).isEmpty();
		Answer answer = get(this.http3,
				new Endpoint("reactive", "tls", Integer.parseInt(alternative.group(2))).url("/feed3"));
		assertThat(answer.status()).isEqualTo("HTTP/3.0 200");
	}

	@Test
	void documentationShowsWhatCurlPrints() throws IOException, InterruptedException {
		String documentation = Files.readString(Path.of("../../docs/http-versions.md"));
		Matcher block = CURL.matcher(documentation);
		assertThat(block.find()).isTrue();
		String printed = CommandLine.run("curl", "-sik", "--http2", this.endpoint.url("/feed3"));
		assertThat(lines(printed.replace(":" + this.endpoint.port(), ":8443"))).isEqualTo(lines(block.group(1)));
	}

	private static List<String> lines(String printed) {
		return printed.lines().map(String::strip).filter((line) -> !line.startsWith("date:")).toList();
	}

	@Test
	void browserMovesOverByItselfButDoesNotRetry() throws Exception {
		// Any port of the host: allows a certificate of no public authority for QUIC
		try (Chromium chromium = Chromium.start("--origin-to-force-quic-on=localhost:1",
				Chromium.trusting(TestCertificate.keyStore(), TestCertificate.PASSWORD))) {
			WebDriver browser = chromium.driver();
			browser.get(this.endpoint.url("/open"));
			assertThat(protocolOfThePage(browser)).isEqualTo("h2");
			assertThat(fetch(browser)).isEqualTo("426 h2");
			new WebDriverWait(browser, TIMEOUT).until((driver) -> "200 h3".equals(fetch(driver)));
			browser.get(this.endpoint.url("/feed3"));
			assertThat(browser.findElement(By.tagName("body")).getText()).isEqualTo("You came over HTTP/3.");
			assertThat(protocolOfThePage(browser)).isEqualTo("h3");
		}
	}

	private static Object fetch(WebDriver browser) {
		return ((JavascriptExecutor) browser).executeAsyncScript(FETCH);
	}

	private static Object protocolOfThePage(WebDriver browser) {
		return ((JavascriptExecutor) browser)
			.executeScript("return performance.getEntriesByType('navigation')[0].nextHopProtocol");
	}

	private String altSvc() {
		return "h3=\":" + this.endpoint.port() + "\"; ma=86400";
	}

	private Answer get(HttpClient client, String target) {
		String url = target.startsWith("/") ? this.endpoint.url(target) : target;
		List<Answer> answers = client.get()
			.uri(url)
			.response((response, body) -> body.aggregate()
				.asString()
				.defaultIfEmpty("")
				.map((text) -> new Answer(response.version() + " " + response.status().code(),
						response.responseHeaders(), text)))
			.collectList()
			.block(TIMEOUT);
		assertThat(answers).hasSize(1);
		return answers.get(0);
	}

	private record Answer(String status, HttpHeaders headers, String body) {

	}

}
