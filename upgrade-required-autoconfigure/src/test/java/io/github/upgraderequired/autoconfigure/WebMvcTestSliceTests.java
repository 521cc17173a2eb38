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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * What a user's own tests see of the filter: each kind of test sees it, and
 * {@code upgrade.required.mode=off} takes it out of the way.
 */
class WebMvcTestSliceTests {

	private static final String PATHS = "upgrade.required.rules.feed.paths=/feed";

	private static final String PROTOCOLS = "upgrade.required.rules.feed.protocols=HTTP/2";

	private static final String OFF = "upgrade.required.mode=off";

	private static void assertThatRequestIsRefused(MockMvcTester mvc) {
		assertThat(mvc.get().uri("/feed")).hasStatus(426)
			.hasHeader("Upgrade", "HTTP/2.0")
			.hasHeader("Connection", "Upgrade")
			.hasHeader("Cache-Control", "no-store")
			.hasContentType("application/problem+json")
			.bodyText()
			.contains("\"protocols\":[\"HTTP/2.0\"]", "\"rule\":\"feed\"");
		assertThat(mvc.get().uri("/open")).hasStatusOk().hasBodyTextEqualTo("open");
	}

	private static void assertThatRequestIsServed(MockMvcTester mvc) {
		assertThat(mvc.get().uri("/feed")).hasStatusOk().hasBodyTextEqualTo("feed");
	}

	private static HttpResponse<String> get(String path, int port) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return client.send(request, BodyHandlers.ofString());
	}

	@Nested
	@WebMvcTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS })
	class SliceTests {

		@Test
		void requestIsRefused(@Autowired MockMvcTester mvc) {
			assertThatRequestIsRefused(mvc);
		}

	}

	@Nested
	@WebMvcTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS, OFF })
	class SliceWithModeOffTests {

		@Test
		void requestIsServed(@Autowired MockMvcTester mvc) {
			assertThatRequestIsServed(mvc);
		}

	}

	@Nested
	@SpringBootTest(properties = { PATHS, PROTOCOLS })
	@AutoConfigureMockMvc
	class MockEnvironmentTests {

		@Test
		void requestIsRefused(@Autowired MockMvcTester mvc) {
			assertThatRequestIsRefused(mvc);
		}

	}

	@Nested
	@SpringBootTest(properties = { PATHS, PROTOCOLS, OFF })
	@AutoConfigureMockMvc
	class MockEnvironmentWithModeOffTests {

		@Test
		void requestIsServed(@Autowired MockMvcTester mvc) {
			assertThatRequestIsServed(mvc);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { PATHS, PROTOCOLS })
	class ServerTests {

		@Test
		void requestIsRefused(@LocalServerPort int port) throws IOException, InterruptedException {
			HttpResponse<String> response = get("/feed", port);
			assertThat(response.statusCode()).isEqualTo(426);
			assertThat(response.headers().allValues("Upgrade")).containsExactly("HTTP/2.0");
			assertThat(response.body()).contains("\"status\":426");
			assertThat(get("/open", port).statusCode()).isEqualTo(200);
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { PATHS, PROTOCOLS, OFF })
	class ServerWithModeOffTests {

		@Test
		void requestIsServed(@LocalServerPort int port) throws IOException, InterruptedException {
			assertThat(get("/feed", port).body()).isEqualTo("feed");
		}

	}

	@Nested
	@WebMvcTest(controllers = FeedController.class,
			properties = { "upgrade.required.rules.site.protocols=TLS", "upgrade.required.rules.site.action=redirect" })
	class RedirectTests {

		@Test
		void mockHasTheHostOfItsUrl(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/open")).hasStatus(308).hasHeader("Location", "https://localhost/open");
			assertThat(mvc.get().uri("http://shop.test/open")).hasStatus(308)
				.hasHeader("Location", "https://shop.test/open");
		}

		@Test
		void mockOverTlsIsServed(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/open").secure(true)).hasStatusOk();
			assertThat(mvc.get().uri("https://localhost/open").secure(true)).hasStatusOk();
		}

	}

	@Nested
	@WebMvcTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS })
	class Http2Tests {

		@Test
		void mockInHttp2IsServed(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/feed").with((request) -> {
				request.setProtocol("HTTP/2.0");
				return request;
			})).hasStatusOk();
		}

	}

	@Nested
	@WebMvcTest(controllers = FeedController.class, properties = { PATHS, PROTOCOLS })
	class MockedRulesTests {

		@MockitoBean
		private UpgradeRules rules;

		@Test
		void rulesMayBeMocked(@Autowired MockMvcTester mvc) {
			given(this.rules.decide(any())).willReturn(UpgradeDecision.proceed(), UpgradeDecision.refuse("iot-mux/1"));
			assertThat(mvc.get().uri("/feed")).hasStatusOk();
			assertThat(mvc.get().uri("/open")).hasStatus(426).hasHeader("Upgrade", "iot-mux/1");
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
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
