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

package io.github.upgraderequired.wire.tls;

import java.io.IOException;

import io.github.upgraderequired.wire.Http2Connection;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class DeclaredSecureTests extends AbstractDeclaredSecureTests {

	DeclaredSecureTests() {
		super(SecureTomcatConfiguration.class, ValveConfiguration.class, AjpConfiguration.class,
				SecureJettyConfiguration.class);
	}

	// Tomcat resets such a stream unless the operator allows it
	@ParameterizedTest
	@MethodSource("tomcat")
	void schemeThatTheOperatorAllowsToDifferIsTheClientsWord(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, MismatchConfiguration.class, "server.forward-headers-strategy=native")) {
			assertThat(overHttp2(server, "").status()).isEqualTo(426);
			assertThat(overHttp2(server, "x-forwarded-proto: http\n").status()).isEqualTo(426);
			assertThat(overHttp2(server, "x-forwarded-proto: https\n").status()).isEqualTo(200);
		}
		try (TestServer server = start(kind, MismatchConfiguration.class)) {
			Http2Connection.Response response = overHttp2(server, "x-forwarded-proto: https\n");
			assertThat(response.status()).isEqualTo(426);
			assertThat(response.fields()).doesNotContainKey("strict-transport-security");
		}
		try (TestServer server = start(kind, MismatchConfiguration.class,
				"server.forward-headers-strategy=framework")) {
			assertThat(overHttp2(server, "x-forwarded-for: 192.0.2.7\n").status()).isEqualTo(426);
			assertThat(overHttp2(server, "x-forwarded-proto: https\n").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@MethodSource("tomcat")
	void fieldOfTheValveDecidesAboutTheSchemeAndNoOther(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, MismatchConfiguration.class,
				"server.tomcat.remoteip.protocol-header=X-Proto")) {
			assertThat(overHttp2(server, "x-proto: https\n").status()).isEqualTo(200);
			assertThat(overHttp2(server, "x-proto: http\n").status()).isEqualTo(426);
			assertThat(overHttp2(server, "x-forwarded-proto: https\n").status()).isEqualTo(426);
		}
	}

	@ParameterizedTest
	@MethodSource("tomcat")
	void schemeOverAConnectorThatIsDeclaredSecureIsThatOfTheOperator(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, SecureMismatchConfiguration.class)) {
			assertThat(overHttp2(server, "").status()).isEqualTo(200);
		}
	}

	private static Http2Connection.Response overHttp2(TestServer server, String fields) throws IOException {
		return AbstractWrittenSchemeTests.overHttp2(server.endpoint(), fields);
	}

	private static void allowMismatch(Connector connector) {
		for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
			((Http2Protocol) protocol).setAllowSchemeMismatch(true);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class SecureTomcatConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> secure() {
			return (factory) -> factory.addConnectorCustomizers(AbstractDeclaredSecureTests::declareSecure);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MismatchConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> mismatch() {
			return (factory) -> factory.addConnectorCustomizers(DeclaredSecureTests::allowMismatch);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecureMismatchConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> secureMismatch() {
			return (factory) -> factory.addConnectorCustomizers(DeclaredSecureTests::allowMismatch,
					AbstractDeclaredSecureTests::declareSecure);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ValveConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> remoteIp() {
			return (factory) -> factory.addEngineValves(valve());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AjpConfiguration {

		@Bean
		Connector ajp() {
			return ajpConnector();
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> ajpServer(Connector ajp) {
			return (factory) -> factory.addContextCustomizers((context) -> addTo(context, ajp));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecureJettyConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> secure() {
			return (factory) -> factory.addServerCustomizers(AbstractDeclaredSecureTests::declareSecure);
		}

	}

}
