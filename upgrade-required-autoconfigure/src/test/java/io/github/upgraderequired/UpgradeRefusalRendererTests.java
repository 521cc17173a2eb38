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

package io.github.upgraderequired;

import java.nio.charset.StandardCharsets;

import io.github.upgraderequired.UpgradeRefusalRenderer.Body;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpgradeRefusalRenderer}.
 */
class UpgradeRefusalRendererTests {

	@Test
	void bodyOfTextIsInUtf8() {
		Body body = Body.of(MediaType.TEXT_PLAIN, "Bitte \u00fcber TLS");
		assertThat(body.contentType()).isEqualTo(MediaType.TEXT_PLAIN);
		assertThat(new String(body.content(), StandardCharsets.UTF_8)).isEqualTo("Bitte \u00fcber TLS");
	}

}
