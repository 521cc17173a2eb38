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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What servers do wrong where the starter is switched off. A test that fails here tells
 * that a server has been mended: what its comment names may go, where the servers of
 * Spring Boot 3.5 do not need it. Only that Jetty keeps the connection of a handler that
 * fails is not shown, since that takes waiting.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersWithoutUsTests {

	private static final String ASYNC = "X-Async";

	private TestServer tomcat;

	private TestServer jetty;

	private TestServer reactorNetty;

	@BeforeAll
	void start() {
		this.tomcat = start(ServerKind.TOMCAT, ServletApplication.class);
		this.jetty = start(ServerKind.JETTY, ServletApplication.class);
		this.reactorNetty = start(ServerKind.REACTOR_NETTY, ReactiveApplication.class);
	}

	private static TestServer start(ServerKind kind, Class<?> application) {
		return TestServer.start(kind, "clear", application, "upgrade.required.enabled=false",
				"server.shutdown=immediate");
	}

	@AfterAll
	void stop() {
		this.tomcat.close();
		this.jetty.close();
		this.reactorNetty.close();
	}

	// The Upgrade field of servlet/PresentedRequest.upgrade
	@Test
	void tomcatNamesNoProtocol() throws IOException {
		try (RawConnection connection = offer("GET /lines", "\r\n", this.tomcat)) {
			RawResponse response = switched(connection);
			assertThat(response.lines("Upgrade")).as("%s", response).isEmpty();
		}
	}

	// The Connection field of servlet/PresentedRequest.upgrade
	@Test
	void tomcatSendsNoConnectionOption() throws IOException {
		try (RawConnection connection = offer("GET /lines", "\r\n", this.tomcat)) {
			RawResponse response = switched(connection);
			assertThat(response.lines("Connection")).as("%s", response).isEmpty();
		}
	}

	// The Upgrade field of servlet/PresentedRequest.upgrade
	@Test
	void jettyNamesTheFirstProtocolOfTheOffer() throws IOException {
		try (RawConnection connection = offer("GET /lines", "\r\n", this.jetty)) {
			RawResponse response = switched(connection);
			assertThat(response.lines("Upgrade")).as("%s", response).containsExactly("other/2");
		}
	}

	// container/JettySwitchedStream.read and demand
	@Test
	void jettyReadsNoMoreBehindARequestWithoutABody() throws IOException {
		try (RawConnection connection = offer("GET /first-byte", "\r\n", this.jetty)) {
			switched(connection);
			assertThat(readLine(connection)).isEqualTo("ready");
			send("x", connection);
			assertThat(readLine(connection)).isEqualTo("-1");
		}
	}

	// container/JettyEe11.beforeUpgrade
	@Test
	void jettyTakesABodyForTheProtocol() throws IOException {
		try (RawConnection connection = offer("POST /lines", "Content-Length: 5\r\n\r\nbody\nline\n", this.jetty)) {
			switched(connection);
			assertThat(readLine(connection)).isEqualTo("body");
		}
	}

	// container/JettyEe11.beforeUpgrade
	@Test
	void jettyTakesTheFramingOfABodyForTheProtocol() throws IOException {
		try (RawConnection connection = offer("POST /lines",
				"Transfer-Encoding: chunked\r\n\r\n5\r\nbody\n\r\n0\r\n\r\nline\n", this.jetty)) {
			switched(connection);
			assertThat(readLine(connection)).isEqualTo("5\r");
		}
	}

	// container/JettySwitchedStream.succeeded
	@Test
	void jettyTakesWhatComesAfterTheProtocolForARequest() throws IOException {
		try (RawConnection connection = offer("GET /done", "\r\n", this.jetty)) {
			switched(connection);
			assertThat(readLine(connection)).isEqualTo("ready");
			assertThat(readLine(connection)).isEqualTo("done");
			send("GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n", connection);
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.text()).isEqualTo("open");
		}
	}

	// The start in container/JettyEe11.afterUpgrade
	@Test
	void jettyTellsFiltersThatAsyncHasStartedBeforeItHas() throws IOException {
		try (RawConnection connection = offer("GET /lines", "\r\n", this.jetty)) {
			RawResponse response = switched(connection);
			assertThat(response.lines(ASYNC)).as("%s", response).containsExactly("started without context");
		}
	}

	// The timeout of container/JettyEe11.afterUpgrade
	@Test
	void jettyGivesTheProtocolATimeout() throws IOException {
		try (RawConnection connection = offer("GET /timeout", "\r\n", this.jetty)) {
			switched(connection);
			assertThat(readLine(connection)).isEqualTo("ready");
			assertThat(readLine(connection)).isEqualTo("30000");
		}
	}

	// reactive/UpgradeOptionHandler
	@Test
	void reactorNettyReplacesTheUpgradeOption() throws IOException {
		try (RawConnection connection = new RawConnection(this.reactorNetty.endpoint())) {
			send("GET /refused HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", connection);
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).isEqualTo(426);
			assertThat(response.lines("Upgrade")).containsExactly("line-echo/1");
			assertThat(response.members("Connection")).as("%s", response).containsExactly("close");
		}
	}

	private static RawConnection offer(String start, String rest, TestServer server) throws IOException {
		RawConnection connection = new RawConnection(server.endpoint());
		send(start + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: other/2, line-echo/1\r\nConnection: Upgrade\r\n" + rest,
				connection);
		return connection;
	}

	private static void send(String text, RawConnection connection) throws IOException {
		connection.send(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String readLine(RawConnection connection) throws IOException {
		StringBuilder line = new StringBuilder();
		for (char next = readChar(connection); next != '\n'; next = readChar(connection)) {
			line.append(next);
		}
		return line.toString();
	}

	private static char readChar(RawConnection connection) throws IOException {
		return (char) connection.read(1)[0];
	}

	private static RawResponse switched(RawConnection connection) throws IOException {
		RawResponse response = connection.readResponse(false);
		assertThat(response).isNotNull();
		assertThat(response.status()).as("%s", response).isEqualTo(101);
		return response;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication {

		/**
		 * Asks what a filter must know that finishes its work when the request is done.
		 */
		@Bean
		FilterRegistrationBean<Filter> askingFilter() {
			return new FilterRegistrationBean<>((request, response, chain) -> {
				chain.doFilter(request, response);
				if (!response.isCommitted()) {
					((HttpServletResponse) response).setHeader(ASYNC, async(request));
				}
			});
		}

		private static String async(ServletRequest request) {
			if (!request.isAsyncStarted()) {
				return "not started";
			}
			try {
				request.getAsyncContext();
				return "started";
			}
			catch (IllegalStateException ex) {
				return "started without context";
			}
		}

		@RestController
		static class Resources {

			@RequestMapping("/lines")
			void lines(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
				request.upgrade(WireApplication.LineEcho.class);
			}

			@GetMapping("/first-byte")
			void firstByte(HttpServletRequest request, HttpServletResponse response)
					throws IOException, ServletException {
				request.upgrade(FirstByteHandler.class);
			}

			@GetMapping("/done")
			void done(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
				request.upgrade(DoneHandler.class);
			}

			@GetMapping("/timeout")
			void timeout(HttpServletRequest request, HttpServletResponse response)
					throws IOException, ServletException {
				TimeoutHandler.REQUESTS.add(request);
				request.upgrade(TimeoutHandler.class);
			}

			@GetMapping("/open")
			String open() {
				return "open";
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

		@RestController
		static class Resources {

			@GetMapping("/refused")
			ResponseEntity<String> refused() {
				return ResponseEntity.status(HttpStatus.UPGRADE_REQUIRED)
					.header(HttpHeaders.UPGRADE, "line-echo/1")
					.header(HttpHeaders.CONNECTION, "Upgrade")
					.body("refused");
			}

		}

	}

	/** Says one line of its subclass, and is done. */
	public abstract static class OneLineHandler implements HttpUpgradeHandler {

		@Override
		public void init(WebConnection connection) {
			try (connection) {
				say("ready", connection);
				say(line(connection), connection);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static void say(String line, WebConnection connection) throws IOException {
			connection.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
			connection.getOutputStream().flush();
		}

		abstract String line(WebConnection connection) throws IOException;

		@Override
		public void destroy() {
		}

	}

	public static class DoneHandler extends OneLineHandler {

		@Override
		String line(WebConnection connection) {
			return "done";
		}

	}

	public static class FirstByteHandler extends OneLineHandler {

		@Override
		String line(WebConnection connection) throws IOException {
			return Integer.toString(connection.getInputStream().read());
		}

	}

	public static class TimeoutHandler extends OneLineHandler {

		private static final Queue<HttpServletRequest> REQUESTS = new ConcurrentLinkedQueue<>();

		@Override
		String line(WebConnection connection) {
			return Long.toString(REQUESTS.remove().getAsyncContext().getTimeout());
		}

	}

}
