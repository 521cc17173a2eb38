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

package io.github.upgraderequired.sample.gateway;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On Spring MVC, where the gateway has no place to put {@code Upgrade} back.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebMvcGatewaySampleTests extends AbstractGatewayTests {

	@Test
	void upgradeOfTheServiceIsLostAndWarnedAbout(CapturedOutput output) throws Exception {
		HttpResponse<String> response = fleet().get("/licence");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().firstValue("Upgrade")).isEmpty();
		assertThat(response.body()).contains("\"protocols\":[\"acme-ios/4.0\"]");
		assertThat(output).contains("A 426 was sent without the field Upgrade");
	}

}
