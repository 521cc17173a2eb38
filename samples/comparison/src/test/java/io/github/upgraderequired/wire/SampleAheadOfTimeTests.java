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
import java.util.stream.Stream;

import io.github.upgraderequired.sample.reactive.ReactiveSampleApplication;
import io.github.upgraderequired.sample.servlet.ServletSampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the complete answers of a sample that has been processed ahead of time with
 * those of the same sample as it is.
 */
class SampleAheadOfTimeTests {

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void sampleAnswersAlike(String name) throws IOException {
		boolean servlet = name.equals("servlet");
		try (Sample sample = servlet ? Sample.servlet() : Sample.reactive();
				PackagedSample aheadOfTime = PackagedSample
					.startAheadOfTime(servlet ? ServletSampleApplication.class : ReactiveSampleApplication.class)) {
			for (String request : requests().toList()) {
				assertThat(SampleComparisonTests.answer(aheadOfTime.endpoint(), request)).as(request)
					.isEqualTo(SampleComparisonTests.answer(sample.endpoint(), request));
			}
		}
	}

	private static Stream<String> requests() {
		return Stream.concat(SampleComparisonTests.casesOfSamples().map(WireCase::request),
				Stream.of(get("/mobile/orders", "X-Client: acme-ios/3.1"),
						get("/mobile/orders", "X-Client: acme-ios/3.2"),
						get("/mobile/version-check", "X-Client: acme-android/4.0")));
	}

	private static String get(String path, String... fields) {
		return "GET " + path + " HTTP/1.1\nHost: localhost\n" + String.join("\n", fields);
	}

	@Test
	void rulesAreReadAtStartButTheirSwitchIsNot() throws IOException {
		try (PackagedSample sample = PackagedSample.startAheadOfTime(ServletSampleApplication.class,
				"--upgrade.required.rules.account.mode=off", "--upgrade.required.rules.new.paths=/open",
				"--upgrade.required.rules.new.protocols=TLS", "--upgrade.required.enabled=false",
				"--upgrade.required.check.path=")) {
			assertThat(status(sample, "/account")).isEqualTo(200);
			assertThat(status(sample, "/open")).isEqualTo(426);
			assertThat(status(sample, "/mobile/version-check")).isEqualTo(404);
			assertThat(status(sample, "/actuator/upgraderequired/new")).isEqualTo(200);
		}
	}

	// What the route was made for is gone with the rest of application.yml
	@ParameterizedTest
	@ValueSource(classes = { ServletSampleApplication.class, ReactiveSampleApplication.class })
	void pathOfTheCheckMayBeTakenAway(Class<?> application) throws IOException {
		try (PackagedSample sample = PackagedSample.startAheadOfTime(application,
				"--spring.config.location=optional:file:./none/")) {
			assertThat(status(sample, "/mobile/version-check")).isEqualTo(404);
			assertThat(status(sample, "/open")).isEqualTo(200);
		}
	}

	private static int status(PackagedSample sample, String path) throws IOException {
		return SampleComparisonTests.answer(sample.endpoint(), get(path)).status();
	}

}
