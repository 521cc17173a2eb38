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
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real server is warned about at start, and what would happen otherwise.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractStartWarningTests {

	private static final String CONTEXT_ROOT = "but Tomcat itself redirects the context path without its slash";

	private static final String SITE = "upgrade.required.rules.site.protocols=TLS";

	static Stream<ServerKind> servlet() {
		return Arrays.stream(ServerKind.values()).filter((kind) -> !kind.isReactive());
	}

	@ParameterizedTest
	@EnumSource
	void ruleThatShutsHandshakesOutIsNamedWithTheEndpoint(ServerKind kind, CapturedOutput output) {
		TestServer
			.start(kind, "clear", kind.application(), "upgrade.required.rules.echo.mode=off",
					"upgrade.required.rules.all.protocols=HTTP/2")
			.close();
		assertThat(output).contains("Rule 'all' requires HTTP/2.0 at the WebSocket endpoint ")
			.contains("/ws/")
			.contains("exclude-paths");
	}

	@ParameterizedTest
	@MethodSource("servlet")
	void plainFilterForForwardedHeadersLoopsAndIsWarnedAbout(ServerKind kind, CapturedOutput output)
			throws IOException {
		String[] properties = { "upgrade.required.rules.account.action=redirect",
				"spring.main.sources=" + PlainFilterConfiguration.class.getName() };
		try (TestServer server = TestServer.start(kind, "clear", kind.application(), properties)) {
			assertThat(get(server, "/account", "X-Forwarded-Proto: https").status()).isEqualTo(308);
		}
		assertThat(output)
			.contains("The ForwardedHeaderFilter of the application comes after the filter of Upgrade Required")
			.contains("-2147483648");
	}

	@ParameterizedTest
	@MethodSource("servlet")
	void contextRootOfTomcatIsWarnedAbout(ServerKind kind, CapturedOutput output) throws IOException {
		boolean tomcat = kind.id().startsWith("tomcat");
		try (TestServer server = TestServer.start(kind, "clear", kind.application(), SITE,
				"server.servlet.context-path=/app")) {
			if (tomcat) {
				assertThat(get(server, "/app", "Accept: */*").field("Location")).startsWith("http:");
			}
		}
		assertThat(output.getOut().contains(CONTEXT_ROOT)).isEqualTo(tomcat);
	}

	@ParameterizedTest
	@MethodSource("servlet")
	void contextRootThatIsJudgedIsNotWarnedAbout(ServerKind kind, CapturedOutput output) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", kind.application(), SITE,
				"server.servlet.context-path=/app", "server.tomcat.redirect-context-root=false")) {
			if (kind.id().startsWith("tomcat")) {
				assertThat(get(server, "/app", "Accept: */*").status()).isEqualTo(426);
			}
		}
		assertThat(output).doesNotContain(CONTEXT_ROOT);
	}

	@ParameterizedTest
	@EnumSource
	void proxyThatTomcatDoesNotTrustIsNamed(ServerKind kind, CapturedOutput output) throws IOException {
		if (kind.id().contains("tomcat")) {
			try (TestServer server = TestServer.start(kind, "clear", kind.application(),
					"server.forward-headers-strategy=native", "server.tomcat.remoteip.internal-proxies=192\\.0\\.2\\.1",
					"upgrade.required.rules.account.action=redirect")) {
				assertThat(get(server, "/account", "X-Forwarded-Proto: https").status()).isEqualTo(308);
			}
			assertThat(output).contains("It came from 127.0.0.1.").contains("server.tomcat.remoteip.internal-proxies");
		}
	}

	private static RawResponse get(TestServer server, String path, String field) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: shop.test\r\n" + field + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class PlainFilterConfiguration {

		@Bean
		ForwardedHeaderFilter forwardedHeaders() {
			return new ForwardedHeaderFilter();
		}

	}

}
