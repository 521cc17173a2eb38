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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Template}.
 */
class TemplateTests {

	private static final UpgradeRefusal TLS = UpgradeDecision.refuse("TLS");

	private static final Problem PROBLEM = Problem.of(URI.create("about:blank"), TLS);

	private static final Occurrence OCCURRENCE = new Occurrence("/ch\u00e4t", () -> "GET /ch\u00e4t",
			"https://example.com/");

	@Test
	void blanksAreFilledInWhereverTheyStand() {
		Template template = Template.of(PROBLEM, new Lines(), true);
		assertThat(template.fill(OCCURRENCE)).asString(StandardCharsets.UTF_8)
			.isEqualTo("/CH\u00c4Tgr\u00f6\u00dfer\ud83d\ude80GET /CH\u00c4T\nHTTPS://EXAMPLE.COM//CH\u00c4T");
		assertThat(template.fill(new Occurrence("", () -> "x", ""))).asString(StandardCharsets.UTF_8)
			.isEqualTo("gr\u00f6\u00dfer\ud83d\ude80X\n");
	}

	@Test
	void whatIsNotThereHasNoBlank() {
		Template template = Template.of(PROBLEM, new Lines(), false);
		assertThat(template.fill(new Occurrence("/", () -> "GET /", null))).asString(StandardCharsets.UTF_8)
			.isEqualTo("/gr\u00f6\u00dfer\ud83d\ude80GET /\nNULL/");
	}

	/**
	 * A format with blanks at its start, at its end and beside each other.
	 */
	private static final class Lines implements Representation {

		@Override
		public List<MediaType> mediaTypes() {
			return List.of(MediaType.TEXT_PLAIN);
		}

		@Override
		public String render(Problem problem, Occurrence occurrence) {
			return escape(occurrence.instance()) + "gr\u00f6\u00dfer\ud83d\ude80" + escape(occurrence.request().get())
					+ "\n" + escape(String.valueOf(occurrence.https())) + escape(occurrence.instance());
		}

		@Override
		public String escape(@Nullable String value) {
			return String.valueOf(value).toUpperCase(Locale.ROOT);
		}

	}

}
