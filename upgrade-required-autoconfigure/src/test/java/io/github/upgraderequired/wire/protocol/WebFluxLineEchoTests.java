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

package io.github.upgraderequired.wire.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebFlux on a servlet container: {@code HttpServletRequest.upgrade} of the native
 * request switches on Tomcat, and is of no use on Jetty.
 */
class WebFluxLineEchoTests extends LineEchoContract {

	private List<TestServer> tomcat = List.of();

	@BeforeAll
	void start() {
		this.tomcat = Stream.of("clear", "tls")
			.map((transport) -> TestServer.start(ServerKind.REACTIVE_TOMCAT, transport, SwitchingApplication.class))
			.toList();
	}

	@AfterAll
	void stop() {
		this.tomcat.forEach(TestServer::close);
	}

	Stream<TestServer> tomcat() {
		return this.tomcat.stream();
	}

	@Override
	protected Stream<Endpoint> switching() {
		return tomcat().map(TestServer::endpoint);
	}

	@ParameterizedTest
	@MethodSource("tomcat")
	void tomcatSwitchesOnceTheHandlerCompletes(TestServer server) throws IOException, InterruptedException {
		try (RawConnection connection = offerAt("/lines?later", server)) {
			Sinks.Empty<Void> completion = server.context().getBean(LineEchoController.class).completions.poll(20,
					TimeUnit.SECONDS);
			assertThat(completion).isNotNull();
			completion.tryEmitEmpty().orThrow();
			assertThatSwitches(connection);
			connection.send("line\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(connection.read(5)).asString(StandardCharsets.US_ASCII).isEqualTo("line\n");
		}
	}

	// WebFlux listens to that input
	@Test
	void jettySendsTheSwitchButLetsNobodyListen() throws IOException, InterruptedException {
		try (TestServer jetty = TestServer.start(ServerKind.REACTIVE_JETTY, "clear", SwitchingApplication.class,
				"server.shutdown=immediate"); RawConnection connection = offerAt("/lines?failure", jetty)) {
			assertThatSwitches(connection);
			assertThat(FailureTeller.FAILURES.poll(20, TimeUnit.SECONDS)).isEqualTo("ReadListener already set");
		}
	}

	private static RawConnection offerAt(String target, TestServer server) throws IOException {
		RawConnection connection = new RawConnection(server.endpoint());
		connection.send(("GET " + target
				+ " HTTP/1.1\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: Upgrade\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		return connection;
	}

	private static void assertThatSwitches(RawConnection connection) throws IOException {
		RawResponse response = connection.readResponse(false);
		assertThat(response).isNotNull();
		assertThat(response.status()).as("%s", response).isEqualTo(101);
		assertThat(response.lines("Upgrade")).as("%s", response).containsExactly("line-echo/1");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(LineEchoController.class)
	static class SwitchingApplication {

	}

	@RestController
	static class LineEchoController {

		private final BlockingQueue<Sinks.Empty<Void>> completions = new LinkedBlockingQueue<>();

		@GetMapping("/lines")
		Mono<Void> lines(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol,
				ServerHttpRequest request, ServerHttpResponse response) throws IOException, ServletException {
			upgrade(WireApplication.LineEcho.class, protocol, request, response);
			return Mono.empty();
		}

		@GetMapping(path = "/lines", params = "later")
		Mono<Void> later(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol,
				ServerHttpRequest request, ServerHttpResponse response) throws IOException, ServletException {
			upgrade(WireApplication.LineEcho.class, protocol, request, response);
			Sinks.Empty<Void> completion = Sinks.empty();
			return completion.asMono().doOnSubscribe((subscription) -> this.completions.add(completion));
		}

		@GetMapping(path = "/lines", params = "failure")
		Mono<Void> failure(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol,
				ServerHttpRequest request, ServerHttpResponse response) throws IOException, ServletException {
			upgrade(FailureTeller.class, protocol, request, response);
			return Mono.empty();
		}

		private static void upgrade(Class<? extends HttpUpgradeHandler> handler, UpgradeProtocol protocol,
				ServerHttpRequest request, ServerHttpResponse response) throws IOException, ServletException {
			HttpServletResponse switching = ServerHttpResponseDecorator.getNativeResponse(response);
			switching.setHeader(HttpHeaders.UPGRADE, protocol.toString());
			switching.setHeader(HttpHeaders.CONNECTION, "Upgrade");
			HttpServletRequest switched = ServerHttpRequestDecorator.getNativeRequest(request);
			switched.upgrade(handler);
		}

	}

	/** Does as the other handler does, and tells the test why it cannot. */
	public static class FailureTeller extends WireApplication.LineEcho {

		private static final BlockingQueue<String> FAILURES = new LinkedBlockingQueue<>();

		@Override
		public void init(WebConnection connection) {
			try {
				super.init(connection);
			}
			catch (IllegalStateException ex) {
				FAILURES.add(ex.getMessage());
				throw ex;
			}
		}

	}

}
