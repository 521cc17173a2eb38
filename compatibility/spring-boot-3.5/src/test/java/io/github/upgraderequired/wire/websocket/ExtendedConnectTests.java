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
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.Http2Connection.Response;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket over HTTP/2 on the servers of Spring Boot 3.5.
 */
public class ExtendedConnectTests extends AbstractExtendedConnectTests {

	@Override
	List<TestServer> startServers() {
		return Stream.of(ServerKind.values()).map(ExtendedConnectTests::start).toList();
	}

	private static TestServer start(ServerKind kind) {
		Class<?> application = (kind != ServerKind.REACTOR_NETTY_1_2) ? kind.application()
				: ExtendedConnectApplication.class;
		return TestServer.start(kind, "clear", application, FORWARDED);
	}

	@Override
	Stream<Endpoint> knowing() {
		return on("jetty-12-0", "reactor-netty-1-2");
	}

	// Netty 4.1 shows no :protocol
	@Override
	Stream<Endpoint> telling() {
		return on("jetty-12-0");
	}

	@Override
	Stream<Endpoint> unknowing() {
		return on("tomcat-10", "reactive-tomcat-10", "undertow");
	}

	Stream<Endpoint> reactorNetty() {
		return on("reactor-netty-1-2");
	}

	@ParameterizedTest
	@MethodSource("telling")
	void connectWithAPathButNoProtocolIsRefused(Endpoint endpoint) throws IOException {
		for (String forged : List.of("", FORGED)) {
			Response response = send(connect("/ws/echo", VERSION_13 + forged), endpoint);
			assertThatIsRefused(response, "available only over WebSocket");
		}
	}

	@ParameterizedTest
	@MethodSource("reactorNetty")
	void anotherProtocolIsLeftToReactorNettyWhichRefusesIt(Endpoint endpoint) throws IOException {
		for (String forged : List.of("", FORGED)) {
			Response response = send(connect("/ws/echo", ":protocol: connect-udp\n" + VERSION_13 + forged), endpoint);
			assertThat(response.status()).as("%s", response).isEqualTo(400);
		}
	}

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
	void customProtocolDoesNotCountWhereTheServerDoesNotShowIt(Endpoint endpoint) throws IOException {
		Response response = send(connect("/tunnel", ":protocol: connect-udp\nx-http2-protocol: connect-udp\n"),
				endpoint);
		assertThat(response.status()).as("%s", response).isEqualTo(426);
		assertThat(response.body()).contains("available only over connect-udp");
	}

	// There the filter cannot tell it from a tunnel, and the handler finds no attribute
	@ParameterizedTest
	@MethodSource("reactorNetty")
	void ruleForGetDoesNotCoverWhatTheServerDoesNotShow(Endpoint endpoint) throws IOException {
		Response response = send(connect("/get-tunnel", ":protocol: connect-udp\n"), endpoint);
		assertThat(response.status()).as("%s", response).isEqualTo(400);
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
