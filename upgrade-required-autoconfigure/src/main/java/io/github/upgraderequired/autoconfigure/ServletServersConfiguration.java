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

package io.github.upgraderequired.autoconfigure;

import java.util.stream.Stream;

import io.github.upgraderequired.container.JettyEe10;
import io.github.upgraderequired.container.JettyEe11;
import io.github.upgraderequired.container.ServletServer;
import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.container.Tomcat;
import io.github.upgraderequired.container.Undertow;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The servlet containers that are on the class path.
 */
@Configuration(proxyBeanMethods = false)
class ServletServersConfiguration {

	@Bean
	ServletServers upgradeRequiredServletServers(ObjectProvider<ServletServer> servers) {
		// Undertow is known by name, and a container that has it may hide its classes
		return new ServletServers(Stream.concat(servers.stream(), Stream.of(new Undertow())).toList());
	}

	@Bean
	@ConditionalOnClass(name = "org.apache.catalina.connector.RequestFacade")
	ServletServer upgradeRequiredTomcat() {
		return new Tomcat();
	}

	@Bean
	@ConditionalOnClass(name = "org.eclipse.jetty.ee11.servlet.ServletApiRequest")
	ServletServer upgradeRequiredJettyEe11() {
		return new JettyEe11();
	}

	@Bean
	@ConditionalOnClass(name = "org.eclipse.jetty.ee10.servlet.ServletApiRequest")
	ServletServer upgradeRequiredJettyEe10() {
		return new JettyEe10();
	}

}
