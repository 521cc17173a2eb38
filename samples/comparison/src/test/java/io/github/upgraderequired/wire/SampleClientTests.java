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

import io.github.upgraderequired.sample.client.ClientSampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample of a client, which talks to the others.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleClientTests {

	private static final String[] SECURE = { "--server.ssl.key-store=" + TestCertificate.keyStore().toUri(),
			"--server.ssl.key-store-password=" + TestCertificate.PASSWORD };

	private static final String NEEDS_TLS = "/account: needs TLS. This resource is available only over TLS (https).";

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void everyAnswerIsExplained(String name, CapturedOutput output) {
		try (Sample sample = "servlet".equals(name) ? Sample.servlet() : Sample.reactive()) {
			run(sample);
		}
		assertThat(output).contains("/open: No rule covers this path.\n"
				+ "/mobile/orders: this app needs version 3.2 or later. Get 3.10 at https://apps.example/acme\n"
				+ NEEDS_TLS
				+ "\n/feed: You came over HTTP/2 or later.\n/ws/echo: needs websocket. This resource is available only over WebSocket.\n");
	}

	@Test
	void twoLinesMakeTheClientOfAServiceThatWantsTlsWorkAgain(CapturedOutput output) {
		try (Sample clear = Sample.servlet(); Sample secure = Sample.servlet(SECURE)) {
			run(clear, "--upgrade.required.client.hosts=localhost",
					"--upgrade.required.client.port-map." + clear.endpoint().port() + "=" + secure.endpoint().port(),
					"--spring.ssl.bundle.jks.localhost.truststore.location=" + TestCertificate.keyStore().toUri(),
					"--spring.ssl.bundle.jks.localhost.truststore.password=" + TestCertificate.PASSWORD,
					"--spring.http.clients.ssl.bundle=localhost");
		}
		assertThat(output).contains("/account: You came over TLS.\n").doesNotContain(NEEDS_TLS);
	}

	// With its own configuration and client, and not what others have on the class path
	private static void run(Sample server, String... arguments) {
		new SpringApplicationBuilder(ClientSampleApplication.class).run(StringUtils.concatenateStringArrays(arguments,
				new String[] { "--spring.config.location=file:../client/src/main/resources/application.yml",
						"--spring.http.clients.imperative.factory=jdk",
						"--sample.server=" + server.endpoint().url("") }))
			.close();
	}

}
