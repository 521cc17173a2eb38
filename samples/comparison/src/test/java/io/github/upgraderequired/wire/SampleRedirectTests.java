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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser that is redirected to https, and then comes over https by itself, as
 * {@code Strict-Transport-Security} tells it (RFC 6797, section 8.3).
 */
class SampleRedirectTests {

	private static final String[] SECURE = { "--upgrade.required.rules.site.protocols=TLS",
			"--upgrade.required.rules.site.hsts.max-age=1d",
			"--server.ssl.key-store=" + TestCertificate.keyStore().toUri(),
			"--server.ssl.key-store-password=" + TestCertificate.PASSWORD };

	private static final String[] REDIRECTING = { "--upgrade.required.rules.site.protocols=TLS",
			"--upgrade.required.rules.site.action=redirect" };

	static Stream<Arguments> samples() {
		Function<String[], Sample> servlet = Sample::servlet;
		Function<String[], Sample> reactive = Sample::reactive;
		return Stream.of(Arguments.argumentSet("servlet", servlet), Arguments.argumentSet("reactive", reactive));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void browserFollowsTheRedirectAndThenComesOverHttpsByItself(Function<String[], Sample> start) throws Exception {
		try (Sample secure = start.apply(SECURE)) {
			try (Sample redirecting = start.apply(REDIRECTING); Chromium chromium = visit(redirecting, secure)) {
				WebDriver browser = chromium.driver();
				browser.get("http://shop.test/open?a=%20b");
				assertThat(browser.getCurrentUrl()).isEqualTo("https://shop.test/open?a=%20b");
				assertThat(text(browser)).isEqualTo("No rule covers this path.");
				// From here on nobody answers in clear text any more
				stopServer(redirecting);
				browser.get("http://shop.test/open");
				assertThat(browser.getCurrentUrl()).isEqualTo("https://shop.test/open");
				assertThat(text(browser)).isEqualTo("No rule covers this path.");
			}
		}
	}

	// Its server alone: closing a context stops what it shares with other Reactor Nettys
	private static void stopServer(Sample sample) {
		WebServer server = ((WebServerApplicationContext) sample.context()).getWebServer();
		assertThat(server).isNotNull();
		server.stop();
	}

	private static String text(WebDriver browser) {
		return browser.findElement(By.tagName("body")).getText();
	}

	// The two servers as the two ports of one host, whose certificate the browser trusts
	private static Chromium visit(Sample clear, Sample secure) throws IOException, GeneralSecurityException {
		return Chromium.start(
				"--host-resolver-rules=MAP shop.test:80 127.0.0.1:" + clear.endpoint().port()
						+ ",MAP shop.test:443 127.0.0.1:" + secure.endpoint().port(),
				Chromium.trusting(TestCertificate.keyStore(), TestCertificate.PASSWORD));
	}

}
