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

import io.github.upgraderequired.wire.Http2Connection.Response;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket over HTTP/2 on every server.
 */
class ExtendedConnectTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "TOMCAT", "REACTIVE_TOMCAT" })
	void tomcatResetsEveryConnectBeforeAnyFilter(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", kind.application())) {
			for (String protocol : new String[] { "", ":protocol: websocket\n", "x-http2-protocol: websocket\n" }) {
				try (Http2Connection connection = new Http2Connection(server.endpoint())) {
					Response response = connection.connect(
							AbstractExtendedConnectTests.connect("/ws/echo", protocol + "sec-websocket-version: 13"));
					assertThat(response.status()).as("%s", response).isZero();
					assertThat(connection.isConnectProtocolEnabled()).isFalse();
				}
			}
		}
	}

	@Nested
	class OnJetty extends JettyTests {

		OnJetty() {
			super(ServerKind.JETTY);
		}

	}

	@Nested
	class OnReactiveJetty extends JettyTests {

		OnReactiveJetty() {
			super(ServerKind.REACTIVE_JETTY);
		}

	}

	@Nested
	class OnReactorNetty extends AbstractExtendedConnectTests {

		OnReactorNetty() {
			super(ServerKind.REACTOR_NETTY, ExtendedConnectApplication.class);
		}

		@Override
		void verifyAuthorityLikeAPath(Response response) {
			assertThatIsRefused(response, "available only over WebSocket");
		}

		// It takes the authority for the path, which is localhost here
		@Override
		void verifyNoProtocol(Response response) {
			assertThat(response.status()).as("%s", response).isEqualTo(404);
		}

	}

	abstract static class JettyTests extends AbstractExtendedConnectTests {

		JettyTests(ServerKind kind) {
			super(kind, kind.application());
		}

		// It goes away by itself
		@Override
		void verifyAuthorityLikeAPath(Response response) {
			assertThat(response.status()).as("%s", response).isZero();
		}

		@Override
		void verifyNoProtocol(Response response) {
			assertThatIsRefused(response, "available only over WebSocket");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveWireApplication.class)
	static class ExtendedConnectApplication {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> extendedConnect() {
			return new ExtendedConnect();
		}

	}

	/** Of the lowest precedence, as it has no order: Boot's own sets the protocols. */
	private static final class ExtendedConnect implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

		@Override
		public void customize(NettyReactiveWebServerFactory factory) {
			factory.addServerCustomizers(
					(server) -> server.http2Settings((settings) -> settings.connectProtocolEnabled(true)));
		}

	}

}
