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

package io.github.upgraderequired.wire.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.Http2Connection;
import io.github.upgraderequired.wire.Http2Connection.Response;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket over HTTP/2 on every server.
 */
public class ExtendedConnectTests extends AbstractExtendedConnectTests {

	@Override
	List<TestServer> startServers() {
		return startServers(FORWARDED);
	}

	static List<TestServer> startServers(String... properties) {
		return Stream.of(ServerKind.values()).map((kind) -> start(kind, properties)).toList();
	}

	private static TestServer start(ServerKind kind, String... properties) {
		Class<?> application = (kind != ServerKind.REACTOR_NETTY) ? kind.application()
				: ExtendedConnectApplication.class;
		return TestServer.start(kind, "clear", application, properties);
	}

	@Override
	Stream<Endpoint> knowing() {
		return on("jetty", "reactive-jetty", "reactor-netty");
	}

	@Override
	Stream<Endpoint> telling() {
		return knowing();
	}

	@Override
	Stream<Endpoint> unknowing() {
		return on("tomcat", "reactive-tomcat");
	}

	Stream<Endpoint> jetty() {
		return on("jetty", "reactive-jetty");
	}

	Stream<Endpoint> reactorNetty() {
		return on("reactor-netty");
	}

	// Such a CONNECT has no path (RFC 9113, 8.5). Jetty takes it all the same.
	@ParameterizedTest
	@MethodSource("jetty")
	void connectWithAPathButNoProtocolIsRefused(Endpoint endpoint) throws IOException {
		for (String forged : List.of("", FORGED)) {
			Response response = send(connect("/ws/echo", VERSION_13 + forged), endpoint);
			assertThatIsRefused(response, "available only over WebSocket");
		}
	}

	// Reactor Netty takes the authority for its path
	@ParameterizedTest
	@MethodSource("reactorNetty")
	void connectWithAnAuthorityLikeAPathButNoProtocolIsRefused(Endpoint endpoint) throws IOException {
		for (String forged : List.of("", FORGED)) {
			Response response = send(":method: CONNECT\n:authority: /ws/echo\n" + VERSION_13 + forged, endpoint);
			assertThatIsRefused(response, "available only over WebSocket");
		}
	}

	@ParameterizedTest
	@MethodSource("reactorNetty")
	@DisplayName("RFC 8441, 5: the stream carries what the protocol says, both ways")
	void customProtocolIsSpokenInTheBodiesOfRequestAndResponse(Endpoint endpoint) throws IOException {
		try (Http2Connection connection = new Http2Connection(endpoint)) {
			assertThatPassedFor("connect-udp", connection.connect(connect("/tunnel/echo", ":protocol: connect-udp\n")));
			for (String text : List.of("hello", "again")) {
				connection.send(text.getBytes(StandardCharsets.US_ASCII));
				assertThat(connection.read(5)).asString(StandardCharsets.US_ASCII).isEqualTo(text);
			}
		}
	}

	// Such a CONNECT has no path (RFC 9113, 8.5). Jetty takes it all the same.
	@ParameterizedTest
	@MethodSource("jetty")
	void connectWithAPathButNoProtocolIsRefusedWhereACustomProtocolIsRequired(Endpoint endpoint) throws IOException {
		Response response = send(connect("/tunnel", ""), endpoint);
		assertThat(response.status()).as("%s", response).isEqualTo(426);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveWireApplication.class)
	static class ExtendedConnectApplication {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> extendedConnect() {
			return new ExtendedConnect();
		}

	}

	/** Without an order the last one, after that of Spring Boot. */
	private static final class ExtendedConnect implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers(
					(server) -> server.http2Settings((settings) -> settings.connectProtocolEnabled(true)));
		}

	}

}
