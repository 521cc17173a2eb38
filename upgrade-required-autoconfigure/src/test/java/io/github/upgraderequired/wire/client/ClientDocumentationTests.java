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

package io.github.upgraderequired.wire.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The filter that the documentation shows, and the lines that take its place: where the
 * filter is right they answer alike.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientDocumentationTests {

	private static final Path DOCUMENTATION = Path.of("..", "docs", "clients.md");

	private TestServer filter;

	private TestServer lines;

	@BeforeAll
	void start(@TempDir Path folder) throws IOException {
		String documentation = Files.readString(DOCUMENTATION);
		int start = documentation.indexOf("```yaml\n") + "```yaml\n".length();
		Path file = Files.writeString(folder.resolve("application.yml"),
				documentation.substring(start, documentation.indexOf("```", start)));
		this.filter = TestServer.start(ServerKind.TOMCAT, "clear", "alone", FilterApplication.class, "server.port=0");
		this.lines = TestServer.start(ServerKind.TOMCAT, "clear", "alone", OrdersApplication.class, "server.port=0",
				"spring.config.additional-location=" + file.toUri());
	}

	@AfterAll
	void stop() {
		this.filter.close();
		this.lines.close();
	}

	@ParameterizedTest
	@CsvSource({ "acme-ios/3.1, 426", "acme-ios/3.2, 200", "acme-ios/2.9, 426", "acme-ios/10.0, 200",
			"acme-android/4.0 okhttp/4.9.3, 426", "acme-android/4.1 okhttp/4.9.3, 200", "curl/8.5.0, 200" })
	void bothAnswerAlike(String agent, int status) throws IOException {
		for (TestServer server : new TestServer[] { this.filter, this.lines }) {
			RawResponse response = get(server, "/mobile/orders", agent);
			assertThat(response.status()).as(server.toString()).isEqualTo(status);
			if (status == 426) {
				assertThat(response.text()).contains("\"code\":\"APP_UPDATE_REQUIRED\"");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "acme-ios/99999999999999999999.1", "Mozilla/5.0 (not acme-ios/3.1) Safari/605.1.15" })
	void filterRefusesOrFailsWhereTheLinesAreRight(String agent) throws IOException {
		assertThat(get(this.filter, "/mobile/orders", agent).status()).isIn(426, 500);
		assertThat(get(this.lines, "/mobile/orders", agent).status()).isEqualTo(200);
	}

	@Test
	void filterIsAvoidedByAnotherSpelling() throws IOException {
		assertThat(get(this.filter, "/%6dobile/orders", "acme-ios/3.1").status()).isEqualTo(200);
		assertThat(get(this.lines, "/%6dobile/orders", "acme-ios/3.1").status()).isEqualTo(426);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					command-line-tools | User-Agent: acmectl/1.11 | 426 | acmectl 1.11 is too old: 1.12 or later is needed. Run acmectl upgrade.
					command-line-tools | User-Agent: acmectl/1.12.0 (linux; amd64) | 200 |
					command-line-tools | User-Agent: acmectl/dev | 200 |
					command-line-tools | User-Agent: curl/8.5.0 | 200 |
					web-bundles | X-Bundle: 3fa9c01 | 200 |
					web-bundles | X-Bundle: 2fa9c01 | 426 | web 2fa9c01 is not accepted any more: another version is needed.
					web-bundles | X-Bundle: cafe123 | 426 | The version of web cannot be read: another version is needed.
					web-bundles | Accept: */* | 200 |
					""")
	void rulesOfThePagesByTaskDoWhatTheySay(String page, String field, int status, String detail, @TempDir Path folder)
			throws IOException {
		try (TestServer server = start(page, folder)) {
			RawResponse response = server.get("/api/orders", field);
			assertThat(response.status()).isEqualTo(status);
			if (detail != null) {
				assertThat(response.text()).contains(detail);
			}
		}
	}

	@Test
	void ruleForAppsReportsFirst(@TempDir Path folder) throws IOException {
		try (TestServer server = start("mobile-apps", folder)) {
			assertThat(get(server, "/mobile/orders", "acme-ios/3.1").status()).isEqualTo(200);
			assertThat(get(server, "/version-check", "acme-ios/3.1").text()).contains("\"status\":\"unsupported\"",
					"\"update\":\"https://apps.apple.com/app/id0000000000\"");
		}
	}

	private static TestServer start(String page, Path folder) throws IOException {
		String documentation = Files.readString(DOCUMENTATION.resolveSibling(page + ".md"));
		int start = documentation.indexOf("upgrade:\n");
		Path file = Files.writeString(folder.resolve("application.yml"),
				documentation.substring(start, documentation.indexOf("```", start)));
		return TestServer.start(ServerKind.REACTOR_NETTY, "clear", "alone", OrdersApplication.class, "server.port=0",
				"git.commit.id.abbrev=3fa9c01", "spring.config.additional-location=" + file.toUri());
	}

	private static RawResponse get(TestServer server, String path, String agent) throws IOException {
		return server.get(path, "User-Agent: " + agent);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class OrdersApplication {

		@GetMapping({ "/mobile/orders", "/api/orders" })
		String orders() {
			return "orders";
		}

	}

	@Import(MinimumVersionFilter.class)
	static class FilterApplication extends OrdersApplication {

	}

	@Component
	static class MinimumVersionFilter extends OncePerRequestFilter {

		private static final Pattern APP = Pattern.compile("acme-(ios|android)/([0-9]+)\\.([0-9]+)");

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String agent = request.getHeader("User-Agent");
			Matcher app = APP.matcher((agent != null) ? agent : "");
			if (request.getRequestURI().startsWith("/mobile/") && app.find() && isTooOld(app)) {
				response.setStatus(426);
				response.setHeader("Upgrade", "acme-" + app.group(1));
				response.setHeader("Connection", "Upgrade");
				response.setContentType("application/json");
				response.getWriter().write("{\"code\":\"APP_UPDATE_REQUIRED\"}");
				return;
			}
			chain.doFilter(request, response);
		}

		private static boolean isTooOld(Matcher app) {
			int major = Integer.parseInt(app.group(2));
			int minor = Integer.parseInt(app.group(3));
			int minimum = app.group(1).equals("ios") ? 302 : 401;
			return 100 * major + minor < minimum;
		}

	}

}
