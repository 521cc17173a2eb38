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

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/http-versions.md says an application can do about Jetty's own 426, which
 * lacks {@code Upgrade}.
 */
class JettyErrorHandlerTests {

	@ParameterizedTest
	@EnumSource(names = { "JETTY", "REACTIVE_JETTY" })
	void errorHandlerOfTheServerMakes505OfIts426(ServerKind kind) throws IOException {
		Class<?> application = kind.isReactive() ? ReactiveApplication.class : ServletApplication.class;
		try (TestServer server = TestServer.start(kind, "clear", application)) {
			assertThat(ask(server, "GET /feed HTTP/2.0").status()).isEqualTo(505);
			RawResponse refusal = ask(server, "GET /feed HTTP/1.1");
			assertThat(refusal.status()).isEqualTo(426);
			assertThat(refusal.field("Upgrade")).isEqualTo("HTTP/2.0");
		}
	}

	private static RawResponse ask(TestServer server, String line) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send((line + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Customization {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> errorHandler() {
			return (factory) -> factory
				.addServerCustomizers((server) -> server.setErrorHandler(new NoUpgradeRequired()));
		}

	}

	static class NoUpgradeRequired extends ErrorHandler {

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			if (response.getStatus() != HttpStatus.UPGRADE_REQUIRED_426) {
				return super.handle(request, response, callback);
			}
			response.setStatus(HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505);
			response.write(true, null, callback);
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WireApplication.class, Customization.class })
	static class ServletApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ReactiveWireApplication.class, Customization.class })
	static class ReactiveApplication {

	}

}
