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

package io.github.upgraderequired.wire.rollout;

import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.accept.StandardApiVersionDeprecationHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The links of a rule that announces, beside those of Spring's handler for deprecated
 * versions of an API.
 */
class AnnouncedLinkTests {

	private static final String SECURE = "upgrade.required.rules.secure.";

	static Stream<ServerKind> kinds() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.JETTY, ServerKind.REACTOR_NETTY);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void linksOfTheApplicationStandBesideThoseOfTheRule(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", "alone", VersionedApplication.class, "server.port=0",
				SECURE + "protocols=TLS", SECURE + "announce-at=2020-12-01T00:00:00Z",
				SECURE + "link=https://example.com/tls", "spring.mvc.apiversion.use.header=X-API-Version",
				"spring.webflux.apiversion.use.header=X-API-Version")) {
			assertThat(server.get("/items", "X-API-Version: 1").members("Link")).containsExactlyInAnyOrder(
					"<https://example.com/tls>; rel=\"deprecation\"",
					"<https://example.com/v1>; rel=\"deprecation\"; type=\"text/html\"");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class VersionedApplication {

		@Bean
		StandardApiVersionDeprecationHandler servletDeprecations() {
			StandardApiVersionDeprecationHandler handler = new StandardApiVersionDeprecationHandler();
			handler.configureVersion("1").setDeprecationLink(URI.create("https://example.com/v1"));
			return handler;
		}

		@Bean
		org.springframework.web.reactive.accept.StandardApiVersionDeprecationHandler reactiveDeprecations() {
			var handler = new org.springframework.web.reactive.accept.StandardApiVersionDeprecationHandler();
			handler.configureVersion("1").setDeprecationLink(URI.create("https://example.com/v1"));
			return handler;
		}

		@GetMapping(path = "/items", version = "1")
		String items() {
			return "items";
		}

	}

}
