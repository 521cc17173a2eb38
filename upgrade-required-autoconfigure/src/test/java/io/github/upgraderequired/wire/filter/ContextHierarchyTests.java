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

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Web applications below a context that they share: each has its own rules, and a policy
 * may be shared. Spring Boot does not start one web application below another.
 */
class ContextHierarchyTests {

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void siblingsHaveTheirOwnRules(ServerKind kind) throws IOException {
		try (ConfigurableApplicationContext parent = parent(Shared.class);
				ConfigurableApplicationContext first = start(kind, parent, "first");
				ConfigurableApplicationContext second = start(kind, parent, "second")) {
			assertThat(get(first, "/first")).isEqualTo(426);
			assertThat(get(first, "/second")).isEqualTo(200);
			assertThat(get(second, "/first")).isEqualTo(200);
			assertThat(get(second, "/second")).isEqualTo(426);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void policyOfTheParentReplacesTheRules(ServerKind kind) throws IOException {
		try (ConfigurableApplicationContext parent = parent(SharedPolicy.class);
				ConfigurableApplicationContext first = start(kind, parent, "first")) {
			assertThat(get(first, "/first")).isEqualTo(200);
			assertThat(get(first, "/second")).isEqualTo(426);
		}
	}

	private static ConfigurableApplicationContext parent(Class<?> configuration) {
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).run();
	}

	// With one rule, for the path of its name
	private static ConfigurableApplicationContext start(ServerKind kind, ConfigurableApplicationContext parent,
			String name) {
		return new SpringApplicationBuilder(Application.class, kind.configuration()).parent(parent)
			.web(kind.isReactive() ? WebApplicationType.REACTIVE : WebApplicationType.SERVLET)
			.run("--upgrade.required.rules." + name + ".paths=/" + name,
					"--upgrade.required.rules." + name + ".protocols=TLS", "--server.port=0",
					"--spring.reactor.netty.shutdown-quiet-period=0s");
	}

	private static int get(ConfigurableApplicationContext context, String path) throws IOException {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		try (RawConnection connection = new RawConnection(new Endpoint("hierarchy", "clear", port))) {
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes());
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response.status();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping({ "/first", "/second" })
		String serve() {
			return "served";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shared {

	}

	@Configuration(proxyBeanMethods = false)
	static class SharedPolicy {

		@Bean
		UpgradePolicy sharedPolicy() {
			return (context) -> context.path().value().equals("/second") ? UpgradeDecision.refuse("TLS")
					: UpgradeDecision.proceed();
		}

	}

}
