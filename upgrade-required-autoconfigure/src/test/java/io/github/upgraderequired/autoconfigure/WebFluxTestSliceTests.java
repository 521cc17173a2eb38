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

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * What a user's own tests see of the filter: each kind of test sees it, and
 * {@code upgrade.required.mode=off} takes it out of the way.
 */
@ContextConfiguration(classes = WebFluxTestSliceTests.FeedApplication.class)
class WebFluxTestSliceTests {

	private static final String PATHS = "upgrade.required.rules.feed.paths=/feed";

	private static final String PROTOCOLS = "upgrade.required.rules.feed.protocols=HTTP/2";

	private static final String OFF = "upgrade.required.mode=off";

	// Both stacks are on the class path of these tests, and Spring Boot prefers the other
	private static final String REACTIVE = "spring.main.web-application-type=reactive";

	private static void assertThatRequestIsRefused(WebTestClient client) {
		client.get()
			.uri("/feed")
			.exchange()
			.expectStatus()
			.isEqualTo(426)
			.expectHeader()
			.valueEquals("Upgrade", "HTTP/2.0")
			.expectHeader()
			.valueEquals("Connection", "Upgrade")
			.expectHeader()
			.valueEquals("Cache-Control", "no-store")
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.protocols[0]")
			.isEqualTo("HTTP/2.0")
			.jsonPath("$.rule")
			.isEqualTo("feed");
		assertThatRequestIsServed("/open", "open", client);
	}

	private static void assertThatRequestIsServed(String path, String body, WebTestClient client) {
		client.get().uri(path).exchange().expectStatus().isOk().expectBody(String.class).isEqualTo(body);
	}

	@Nested
	@WebFluxTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS })
	class SliceTests {

		@Test
		void requestIsRefused(@Autowired WebTestClient client) {
			assertThatRequestIsRefused(client);
		}

	}

	@Nested
	@WebFluxTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS, OFF })
	class SliceWithModeOffTests {

		@Test
		void requestIsServed(@Autowired WebTestClient client) {
			assertThatRequestIsServed("/feed", "feed", client);
		}

	}

	@Nested
	@SpringBootTest(properties = { REACTIVE, PATHS, PROTOCOLS })
	@AutoConfigureWebTestClient
	class MockEnvironmentTests {

		@Test
		void requestIsRefused(@Autowired WebTestClient client) {
			assertThatRequestIsRefused(client);
		}

	}

	@Nested
	@SpringBootTest(properties = { REACTIVE, PATHS, PROTOCOLS, OFF })
	@AutoConfigureWebTestClient
	class MockEnvironmentWithModeOffTests {

		@Test
		void requestIsServed(@Autowired WebTestClient client) {
			assertThatRequestIsServed("/feed", "feed", client);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { REACTIVE, PATHS, PROTOCOLS })
	@AutoConfigureWebTestClient
	class ServerTests {

		@Test
		void requestIsRefused(@Autowired WebTestClient client) {
			assertThatRequestIsRefused(client);
		}

		@Test
		void requestIsRefusedOverTheWire(@LocalServerPort int port) {
			assertThatRequestIsRefused(WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build());
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { REACTIVE, PATHS, PROTOCOLS, OFF })
	@AutoConfigureWebTestClient
	class ServerWithModeOffTests {

		@Test
		void requestIsServed(@Autowired WebTestClient client) {
			assertThatRequestIsServed("/feed", "feed", client);
		}

	}

	@Nested
	@WebFluxTest(controllers = FeedController.class,
			properties = { "upgrade.required.rules.site.protocols=TLS", "upgrade.required.rules.site.action=redirect",
					"upgrade.required.rules.site.paths=/open", PATHS,
					"upgrade.required.rules.feed.protocols=HTTP/1.1" })
	@Import(MutatingFilter.class)
	class MockTests {

		@Test
		void mockHasTheHostOfItsUrl(@Autowired WebTestClient client) {
			client.get()
				.uri("/open")
				.exchange()
				.expectStatus()
				.isEqualTo(308)
				.expectHeader()
				.location("https://localhost/open");
			client.get().uri("http://shop.test/open").exchange().expectHeader().location("https://shop.test/open");
		}

		@Test
		void mockOverTlsIsServed(@Autowired WebTestClient client) {
			assertThatRequestIsServed("https://localhost/open", "open", client);
		}

		@Test
		void mockIsInHttp11(@Autowired WebTestClient client) {
			assertThatRequestIsServed("/feed", "feed", client);
		}

	}

	@Nested
	@WebFluxTest(controllers = FeedController.class,
			properties = { "upgrade.required.rules.site.protocols=TLS", "upgrade.required.rules.site.paths=/open" })
	@Import(TransformerConfiguration.class)
	class ForwardedMockTests {

		@Test
		void forwardedHeadersCount(@Autowired WebTestClient client) {
			client.get().uri("/open").header("X-Forwarded-Proto", "https").exchange().expectStatus().isOk();
			client.get().uri("/open").header("X-Forwarded-Proto", "http").exchange().expectStatus().isEqualTo(426);
		}

	}

	@Nested
	@WebFluxTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS })
	class MockedRulesTests {

		@MockitoBean
		private UpgradeRules rules;

		@Test
		void rulesMayBeMocked(@Autowired WebTestClient client) {
			given(this.rules.decide(any())).willReturn(UpgradeDecision.proceed(), UpgradeDecision.refuse("iot-mux/1"));
			assertThatRequestIsServed("/feed", "feed", client);
			client.get().uri("/open").exchange().expectStatus().isEqualTo(426);
		}

	}

	/** As tracing does, before every other filter. */
	static class MutatingFilter implements WebFilter, Ordered {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			return chain.filter(exchange.mutate().request((request) -> request.header("X-Seen", "true")).build());
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransformerConfiguration {

		@Bean
		ForwardedHeaderTransformer forwardedHeaderTransformer() {
			return new ForwardedHeaderTransformer();
		}

	}

	// Not @SpringBootConfiguration, which the tests of the other stack look for
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(FeedController.class)
	static class FeedApplication {

	}

	@RestController
	static class FeedController {

		@GetMapping("/feed")
		String feed() {
			return "feed";
		}

		@GetMapping("/open")
		String open() {
			return "open";
		}

	}

}
