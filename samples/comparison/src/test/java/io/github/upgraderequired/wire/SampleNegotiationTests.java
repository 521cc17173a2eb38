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
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a rule does not hold, the handlers of the samples still switch nothing that was
 * not negotiated.
 */
class SampleNegotiationTests {

	static Stream<Arguments> samples() {
		Function<String[], Sample> servlet = Sample::servlet;
		Function<String[], Sample> reactive = Sample::reactive;
		return Stream.of(Arguments.argumentSet("servlet", servlet), Arguments.argumentSet("reactive", reactive));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void handlerSwitchesNothingThatTheRuleDidNotNegotiate(Function<String[], Sample> start) throws IOException {
		try (Sample sample = start.apply(new String[] { "--upgrade.required.rules.lines.mode=report" });
				RawConnection connection = new RawConnection(sample.endpoint())) {
			connection
				.send("GET /lines HTTP/1.0\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: Upgrade\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as("%s", response).isEqualTo(400);
		}
	}

}
