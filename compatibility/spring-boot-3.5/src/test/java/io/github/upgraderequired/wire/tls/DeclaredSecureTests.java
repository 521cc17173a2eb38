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

import org.apache.catalina.connector.Connector;

import org.springframework.boot.web.embedded.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class DeclaredSecureTests extends AbstractDeclaredSecureTests {

	DeclaredSecureTests() {
		super(SecureTomcatConfiguration.class, ValveConfiguration.class, AjpConfiguration.class,
				SecureJettyConfiguration.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class SecureTomcatConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> secure() {
			return (factory) -> factory.addConnectorCustomizers(AbstractDeclaredSecureTests::declareSecure);
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
