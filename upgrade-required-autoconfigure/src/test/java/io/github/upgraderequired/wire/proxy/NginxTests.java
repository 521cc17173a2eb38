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

package io.github.upgraderequired.wire.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications that require TLS of every request, behind a real nginx that ends it.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxTests {

	private static final List<ServerKind> SERVERS = List.of(ServerKind.TOMCAT, ServerKind.JETTY,
			ServerKind.REACTOR_NETTY);

	/** A client over HTTP/2 of Node.js. */
	private static final String NODE = """
			const url = new URL(process.argv[1]);
			const session = require('http2').connect(url.origin, { rejectUnauthorized: false });
			const request = session.request({ ':path': url.pathname + url.search, 'user-agent': 'acme-ios/3.1' });
			let body = '';
			request.on('response', (headers) => process.stdout.write(headers[':status'] + ' '));
			request.on('data', (chunk) => body += chunk);
			request.on('error', (error) => process.stdout.write('error ' + error.code));
			request.on('end', () => { process.stdout.write(body); session.close(); });
			""";

	private final List<Nginx> proxies = new ArrayList<>();

	private final List<Nginx> looping = new ArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	@BeforeAll
	void start(@TempDir Path folder) throws IOException {
		CommandLine.installed("nginx");
		for (ServerKind kind : SERVERS) {
			for (String strategy : List.of("framework", "native")) {
				TestServer application = TestServer.start(kind, "clear", kind.application(),
						"server.forward-headers-strategy=" + strategy, "upgrade.required.rules.all.paths=/**",
						"upgrade.required.rules.all.exclude-paths=/http11", "upgrade.required.rules.all.protocols=TLS",
						"upgrade.required.rules.moved.paths=/http11", "upgrade.required.rules.moved.protocols=TLS",
						"upgrade.required.rules.moved.action=redirect",
						"upgrade.required.http-version.header=X-Forwarded-Http-Version",
						"upgrade.required.rules.feed.alt-svc=h3=\":443\"", "server.shutdown=immediate");
				this.proxies
					.add(Nginx.start(Files.createDirectory(folder.resolve(kind.id() + "-" + strategy)), application));
			}
		}
	}

	@AfterAll
	void stop() {
		// All at the end: the first Reactor Netty that stops takes what others share with
		// it
		this.looping.forEach(Nginx::stop);
		this.proxies.forEach(Nginx::stop);
	}

	Stream<Nginx> proxies() {
		return this.proxies.stream();
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void requestOverTlsMeetsTheRule(Nginx nginx) throws IOException {
		assertThat(get(nginx, nginx.tls(), "/open").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void requestInClearTextIsRefused(Nginx nginx) throws IOException {
		RawResponse response = get(nginx, nginx.clear(), "/open");
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.lines("Upgrade")).containsExactly("TLS");
		assertThat(response.lines("Cache-Control")).containsExactly("no-store");
		assertThat(response.text()).contains("\"https\":\"https://localhost/open");
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void redirectLeadsToTheProxyAndEndsThere(Nginx nginx) throws IOException {
		RawResponse redirect = get(nginx, nginx.clear(), "/http11");
		assertThat(redirect.status()).isEqualTo(308);
		assertThat(redirect.field("Location")).startsWith("https://localhost/http11?");
		assertThat(get(nginx, nginx.tls(), "/http11").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY", "REACTOR_NETTY" })
	void redirectThatLoopsSinceNoStrategyIsSetIsWarnedAboutOnce(ServerKind kind, @TempDir Path folder,
			CapturedOutput output) throws IOException {
		TestServer application = TestServer.start(kind, "clear", kind.application(), "server.shutdown=immediate",
				"upgrade.required.rules.moved.paths=/open", "upgrade.required.rules.moved.protocols=TLS",
				"upgrade.required.rules.moved.action=redirect");
		Nginx nginx = Nginx.start(folder, application);
		this.looping.add(nginx);
		assertThat(get(nginx, nginx.clear(), "/open").status()).isEqualTo(308);
		assertThat(output).doesNotContain("loops without end");
		assertThat(get(nginx, nginx.tls(), "/open").status()).isEqualTo(308);
		assertThat(get(nginx, nginx.tls(), "/open").status()).isEqualTo(308);
		assertThat(output.getOut().lines().filter((line) -> line.contains("loops without end"))).hasSize(1)
			.first()
			.asString()
			.contains("WARN", "Rule 'moved'", "server.forward-headers-strategy");
	}

	// RFC 9110, 7.6.1: a proxy removes what Connection names. nginx replaces just
	// Connection
	@ParameterizedTest
	@MethodSource("proxies")
	void nginxTakesTheConnectionOptionAwayAndUpgradeStays(Nginx nginx) throws IOException {
		RawResponse response = get(nginx, nginx.clear(), "/open");
		assertThat(response.lines("Upgrade")).containsExactly("TLS");
		assertThat(response.lines("Connection")).containsExactly("close");
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void minimumVersionIsNotMetSinceItIsTheProxyThatKnowsIt(Nginx nginx) throws IOException {
		assertThat(get(nginx, nginx.tls(), "/tls12").status()).isEqualTo(426);
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void forgedFieldsHelpNobody(Nginx nginx) throws IOException {
		for (String field : forgeries()) {
			assertThat(get(nginx, nginx.clear(), "/open", field).status()).as(field).isEqualTo(426);
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void forgedFieldsHarmNobody(Nginx nginx) throws IOException {
		for (String field : List.of("X-Forwarded-Proto: http", "Forwarded: proto=http", "X-Forwarded-Ssl: off",
				"X-Proxied-Https: off")) {
			assertThat(get(nginx, nginx.tls(), "/open", field).status()).as(field).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void linkNamesTheHostOfTheClientAndNotAForgedOne(Nginx nginx) throws IOException {
		for (String field : List.of("X-Forwarded-Host: forged.example", "Forwarded: host=forged.example",
				"X-Forwarded-Server: forged.example")) {
			assertThat(get(nginx, nginx.clear(), "/open", field).text()).as(field)
				.contains("\"https\":\"https://localhost/open");
		}
	}

	// Spring, Jetty and Reactor Netty prefer the field that this proxy does not know of
	@ParameterizedTest
	@MethodSource("proxies")
	void forgedForwardedHelpsWhereTheProxyPassesItOn(Nginx nginx) throws IOException {
		boolean believed = !nginx.toString().endsWith("tomcat with native");
		assertThat(get(nginx, nginx.careless(), "/open").status()).isEqualTo(426);
		assertThat(get(nginx, nginx.careless(), "/open", "Forwarded: proto=https").status())
			.isEqualTo(believed ? 200 : 426);
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void webSocketOverTlsEchoes(Nginx nginx) throws IOException {
		String target = target("/ws/echo");
		try (RawConnection connection = new RawConnection(nginx.tls())) {
			connection.send(request(target, handshake("websocket")));
			assertThat(connection.readResponse(false).status()).isEqualTo(101);
			// Masked with zeros: a text, then the end with status 1000
			connection.send(new byte[] { (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i' });
			assertThat(connection.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
			connection.send(new byte[] { (byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8 });
			assertThat(connection.read(4)).containsExactly((byte) 0x88, 2, 3, (byte) 0xe8);
			awaitEnd(connection);
		}
		assertThat(nginx.accessLog()).contains("https GET " + target + " 101");
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void webSocketInClearTextIsRefused(Nginx nginx) throws IOException {
		assertThat(get(nginx, nginx.clear(), "/ws/echo", handshake("websocket")).status()).isEqualTo(426);
	}

	// A 101 would be a tunnel past the proxy, in which every field is the client's own
	@ParameterizedTest
	@MethodSource("proxies")
	void offerOfHttp2IsNotPassedOn(Nginx nginx) throws IOException {
		assertThat(offer(nginx.clear(), "/open", "Upgrade: h2c").status()).isEqualTo(426);
		assertThat(offer(nginx.tls(), "/open", "Upgrade: h2c").status()).isEqualTo(200);
		assertThat(offer(nginx.tls(), "/ws/echo", handshake("h2c")).status()).isEqualTo(426);
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void webSocketIsPassedOnWithoutWhatIsOfferedBesideIt(Nginx nginx) throws IOException {
		for (String upgrade : List.of("WebSocket", "h2c, websocket", "websocket,h2c")) {
			RawResponse response = offer(nginx.tls(), "/ws/echo", handshake(upgrade));
			assertThat(response.status()).as(upgrade).isEqualTo(101);
			assertThat(response.lines("Upgrade")).as(upgrade).containsExactly("websocket");
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void refusalReachesAClientOverHttp2(Nginx nginx) throws Exception {
		String target = target("/ws/echo");
		String answer = CommandLine.run("curl", "-s", "-k", "-i", "--http2", nginx.tls().url(target));
		assertThat(answer).startsWith("HTTP/2 426").contains("\"protocols\":[\"websocket\"]");
		assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("\nupgrade:");
		assertThat(logAfterAnotherRequest(nginx)).contains("https GET " + target + " 426");
	}

	// RFC 9113, 8.2.2: the field that nginx does not know of makes the response malformed
	@ParameterizedTest
	@MethodSource("proxies")
	void refusalIsLostOverHttp2WhereNginxPassesUpgradeOn(Nginx nginx) throws Exception {
		String target = target("/ws/echo");
		String answer = CommandLine.run("sh", "-c",
				"curl -s -k --http2 '" + nginx.carelessTls().url(target) + "' || echo \"exit code $?\"");
		assertThat(answer).isEqualTo("exit code 92\n");
		assertThat(logAfterAnotherRequest(nginx)).contains("https GET " + target + " 426");
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void refusalOfAClientIsNeverLostOverHttp2(Nginx nginx) throws Exception {
		for (Endpoint endpoint : List.of(nginx.tls(), nginx.carelessTls())) {
			String url = endpoint.url(target("/mobile/orders"));
			assertThat(CommandLine.run("curl", "-s", "-k", "-i", "--http2", "-A", "acme-ios/3.1", url))
				.startsWith("HTTP/2 426")
				.contains("\"detail\":\"acme-ios 3.1 is too old: 3.2 or later is needed.\"");
			assertThat(CommandLine.run("node", "-e", NODE, url)).startsWith("426 ").contains("\"minimum\":\"3.2\"");
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void versionOfTheClientMeetsTheRuleAlthoughNginxSpeaksAnother(Nginx nginx) throws Exception {
		String target = target("/feed");
		assertThat(curl(nginx.tls().url(target), "--http2")).startsWith("HTTP/2 200").endsWith("feed");
		assertThat(logAfterAnotherRequest(nginx)).contains("https GET " + target + " 200");
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void earlierVersionOfTheClientIsRefused(Nginx nginx) throws Exception {
		assertThat(curl(nginx.tls().url(target("/feed")), "--http1.1")).startsWith("HTTP/1.1 426")
			.contains("Upgrade: HTTP/2.0\r\n")
			.contains("\"protocols\":[\"HTTP/2.0\"],\"rule\":\"feed\"");
		assertThat(curl(nginx.tls().url(target("/http11")), "--http1.0")).startsWith("HTTP/1.1 426")
			.contains("Upgrade: HTTP/1.1\r\n")
			.contains("\"rule\":\"http11\"");
		assertThat(curl(nginx.tls().url(target("/http11")), "--http1.1")).startsWith("HTTP/1.1 200");
	}

	// nginx passes it on as HTTP/1.1 without Host, which Tomcat and Jetty refuse first
	@ParameterizedTest
	@MethodSource("proxies")
	void requestWithoutVersionIsRefused(Nginx nginx) throws IOException {
		try (RawConnection connection = new RawConnection(nginx.tls())) {
			connection.send("GET /http11\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(connection.readToEnd(), StandardCharsets.UTF_8);
			boolean passedOn = "reactor-netty".equals(nginx.tls().server());
			assertThat(answer).contains(passedOn ? "\"status\":426" : "400");
			assertThat(answer.contains("\"rule\":\"http11\"")).isEqualTo(passedOn);
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void altSvcIsSentWhereTheProxyEndsTls(Nginx nginx) throws IOException {
		assertThat(get(nginx, nginx.tls(), "/feed").lines("Alt-Svc")).containsExactly("h3=\":443\"");
		assertThat(get(nginx, nginx.clear(), "/feed").lines("Alt-Svc")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void versionThatAClientClaimsHelpsNobody(Nginx nginx) throws IOException {
		for (String field : List.of("X-Forwarded-Http-Version: HTTP/2.0", "x_forwarded_http_version: HTTP/2.0")) {
			assertThat(get(nginx, nginx.tls(), "/feed", field).status()).as(field).isEqualTo(426);
		}
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void versionThatAClientClaimsHelpsWhereTheProxyPassesItOn(Nginx nginx) throws IOException {
		assertThat(get(nginx, nginx.carelessTls(), "/feed").status()).isEqualTo(426);
		assertThat(get(nginx, nginx.carelessTls(), "/feed", "X-Forwarded-Http-Version: HTTP/2.0").status())
			.isEqualTo(200);
	}

	private static String curl(String url, String version) throws Exception {
		return CommandLine.run("curl", "-s", "-k", "-i", "--max-time", "20", version, url);
	}

	private static String[] forgeries() {
		return new String[] { "X-Forwarded-Proto: https", "X-Forwarded-Proto: https\r\nX-Forwarded-Proto: https",
				"X-Forwarded-Proto: https, https", "x-forwarded-proto: https", "X_Forwarded_Proto: https",
				"Forwarded: proto=https", "Forwarded: for=127.0.0.1;proto=https", "X-Forwarded-Ssl: on",
				"X-Forwarded-Port: 443", "X-Forwarded-Proto: https\r\nX-Forwarded-For: 127.0.0.1",
				"Connection: X-Forwarded-Proto, close", "X-Proxied-Https: on", "Proxy-Ssl-Id: 1",
				"Proxy-auth-cert: TLS_AES_128_GCM_SHA256", "Front-End-Https: on", "X-Url-Scheme: https" };
	}

	private static String[] handshake(String upgrade) {
		return new String[] { "Upgrade: " + upgrade, "Connection: Upgrade", "Sec-WebSocket-Version: 13",
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" };
	}

	/**
	 * Send a request on a connection of its own, and make sure that it went through the
	 * proxy.
	 */
	private RawResponse get(Nginx nginx, Endpoint endpoint, String path, String... fields) throws IOException {
		String target = target(path);
		RawResponse response;
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(request(target,
					Stream.concat(Stream.of("Connection: close"), Stream.of(fields)).toArray(String[]::new)));
			response = connection.readResponse(false);
			assertThat(response).isNotNull();
			awaitEnd(connection);
		}
		assertThat(nginx.accessLog())
			.contains((endpoint.isSecure() ? "https" : "http") + " GET " + target + " " + response.status());
		return response;
	}

	// With what an offer of h2c needs (RFC 7540, 3.2.1)
	private RawResponse offer(Endpoint endpoint, String path, String... fields) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send(request(target(path),
					Stream
						.concat(Stream.of("Connection: Upgrade, HTTP2-Settings",
								"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"), Stream.of(fields))
						.toArray(String[]::new)));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	/**
	 * Return the log when a request over HTTP/2 is there: its client has the answer
	 * before nginx, which has one thread, writes the line.
	 */
	private List<String> logAfterAnotherRequest(Nginx nginx) throws IOException {
		get(nginx, nginx.clear(), "/open");
		return nginx.accessLog();
	}

	// That it can be found in the log
	private String target(String path) {
		return path + "?request=" + this.requests.incrementAndGet();
	}

	private static byte[] request(String target, String... fields) {
		return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void awaitEnd(RawConnection connection) {
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> connection.read(1));
	}

}
