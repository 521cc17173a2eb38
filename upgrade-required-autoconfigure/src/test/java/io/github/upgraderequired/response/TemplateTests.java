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

package io.github.upgraderequired.response;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Template}.
 */
class TemplateTests {

	private static final Occurrence OCCURRENCE = new Occurrence("/ch%20at", () -> "GET /ch%20at", "TLS is required.",
			"site", "/more", "https://example.com/ch%20at");

	private static final Occurrence BLANKS = Template.blank(OCCURRENCE);

	@Test
	void textWithoutBlanksStaysAsItIs() {
		assertThat(fill("{\"title\": \"Größe\"}", OCCURRENCE, UnaryOperator.identity()))
			.isEqualTo("{\"title\": \"Größe\"}");
		assertThat(fill("", OCCURRENCE, UnaryOperator.identity())).isEmpty();
	}

	@Test
	void blanksAreFilledInWhereverTheyStand() {
		String text = BLANKS.instance() + " <" + BLANKS.request().get() + "> " + BLANKS.detail() + BLANKS.rule()
				+ BLANKS.link() + BLANKS.https();
		assertThat(fill(text, OCCURRENCE, UnaryOperator.identity()))
			.isEqualTo("/ch%20at <GET /ch%20at> TLS is required.site/morehttps://example.com/ch%20at");
	}

	@Test
	void whatIsNotThereHasNoBlank() {
		Occurrence blanks = Template.blank(new Occurrence("/", () -> "GET /", "No.", null, null, null));
		assertThat(blanks.rule()).isNull();
		assertThat(blanks.link()).isNull();
		assertThat(blanks.https()).isNull();
	}

	@Test
	void whatIsFilledInIsEscaped() {
		assertThat(fill("at " + BLANKS.instance(), OCCURRENCE, (value) -> value.toUpperCase(Locale.ROOT)))
			.isEqualTo("at /CH%20AT");
	}

	@Test
	void templateIsFilledInAnew() {
		Template template = new Template(BLANKS.instance());
		assertThat(template.fill(OCCURRENCE, UnaryOperator.identity())).asString().isEqualTo("/ch%20at");
		assertThat(template.fill(new Occurrence("/é", () -> "", "", null, null, null), UnaryOperator.identity()))
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("/é");
	}

	private static String fill(String text, Occurrence occurrence, UnaryOperator<String> escape) {
		return new String(new Template(text).fill(occurrence, escape), StandardCharsets.UTF_8);
	}

}
