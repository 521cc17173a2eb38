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

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Negotiation}.
 */
class NegotiationTests {

	private static final Representation JSON = new ProblemJson();

	private static final Representation HTML = new HtmlPage();

	private static final Representation TEXT = new PlainText();

	private final Negotiation negotiation = new Negotiation(List.of(JSON, HTML, TEXT));

	@Test
	void requestWithoutAcceptGetsJson() {
		assertThat(choose()).isSameAs(JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/*", "application/json", "application/problem+json",
			"application/*+json", "APPLICATION/JSON", "application/json;charset=UTF-8", "application/json;q=0.1" })
	void clientOfJsonGetsJson(String accept) {
		assertThat(choose(accept)).isSameAs(JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xhtml+xml", "text/*", "text/html;level=1", "text/html;q=0.1" })
	void clientOfHtmlGetsHtml(String accept) {
		assertThat(choose(accept)).isSameAs(HTML);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/plain;charset=us-ascii", "text/plain, */*;q=0.1" })
	void clientOfTextGetsText(String accept) {
		assertThat(choose(accept)).isSameAs(TEXT);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
			"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html, */*",
			"text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2" })
	void browserGetsHtml(String accept) {
		assertThat(choose(accept)).isSameAs(HTML);
	}

	@Test
	void axiosGetsJson() {
		assertThat(choose("application/json, text/plain, */*")).isSameAs(JSON);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html;q=0.5, application/json;q=0.4                | html
			text/html;q=0.5, application/json;q=0.6                | json
			text/html;q=0.2, application/json;q=0.1, text/plain    | text
			application/json;q=0.001, text/html;q=0.002            | html
			text/plain;q=0.9, text/*;q=0.8, */*;q=0.1              | text
			text/*;q=0.8, application/json;q=0.7                   | html
			*/*;q=0.8, application/json;q=0.7                      | json
			application/problem+json;q=0.1, application/json, text/html;q=0.5 | json
			application/json, application/problem+json;q=0.1, text/html;q=0.5 | json
			application/*;q=0.2, text/*;q=0.5                      | html
			text/*;q=0.5, application/*;q=0.2                      | html
			application/xhtml+xml;q=0.9, text/html, text/plain     | html
			text/html, application/xhtml+xml;q=0.9, text/plain     | html
			*/*;q=0.1, text/plain;q=0.2                            | text
			""")
	void highestQualityIsChosen(String accept, String expected) {
		assertThat(choose(accept)).isSameAs(format(expected));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*, text/plain                     | text
			*/*, text/*                         | html
			text/*, application/json            | json
			application/*, text/plain           | text
			text/html;q=0.5, */*;q=0.5          | html
			text/plain, text/html               | html
			text/plain, application/json        | json
			""")
	@DisplayName("Among equals the format that is named more exactly wins, then the one that the server prefers")
	void equalQualityIsSettledByPrecisionThenByTheServer(String accept, String expected) {
		assertThat(choose(accept)).isSameAs(format(expected));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html;q=0, text/*           | text
			text/*, text/html;q=0           | text
			text/html;q=0, */*              | json
			text/html;q=0.1, text/*;q=0.9   | text
			""")
	@DisplayName("RFC 9110, 12.5.1: the most specific range sets the quality, and 0 means not acceptable")
	void moreSpecificRangeOverridesTheWiderOne(String accept, String expected) {
		assertThat(choose(accept)).isSameAs(format(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*;q=0", "application/json;q=0", "text/html;q=0", "text/plain;q=0", "image/png",
			"text/event-stream", "application/pdf, image/*", "application/xml", "text/xml" })
	void clientThatAcceptsNothingOfWhatThereIsGetsJson(String accept) {
		assertThat(choose(accept)).isSameAs(JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "html", "text/", "/html", "text/html/x", "*/html", "text/html;q=2",
			"text/html;q=-1", "text/html;q=high", "text/html;q=", "text/html, \u00e9/\u00e9", "text/html;=",
			"te xt/html" })
	void acceptThatCannotBeUnderstoodGetsJson(String accept) {
		assertThat(choose(accept)).isSameAs(JSON);
	}

	@Test
	@DisplayName("R4: Accept may come on several lines")
	void linesOfAcceptCountTogether() {
		assertThat(choose("application/json;q=0.4", "text/plain;q=0.5")).isSameAs(TEXT);
		assertThat(choose("image/png", "text/html")).isSameAs(HTML);
	}

	private Representation choose(String... accept) {
		return this.negotiation.choose(Arrays.asList(accept));
	}

	private static Representation format(String name) {
		return switch (name) {
			case "json" -> JSON;
			case "html" -> HTML;
			default -> TEXT;
		};
	}

}
