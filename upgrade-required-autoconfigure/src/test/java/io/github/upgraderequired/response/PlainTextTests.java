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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlainText}.
 */
class PlainTextTests {

	@Test
	void textSaysWhatIsRequired() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat").build();
		assertThat(render(UpgradeDecision.refuse("websocket", "HTTP/2"), context)).isEqualTo("""
				426 Upgrade Required

				This resource is available only over WebSocket, or over HTTP/2 or later.

				Required: websocket, HTTP/2.0
				""");
	}

	@Test
	void textSaysWhereToGo() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat?room=1").host("example.com").build();
		UpgradeRefusal refusal = UpgradeDecision.refuse("TLS").withLink(URI.create("https://example.com/why"));
		assertThat(render(refusal, context)).isEqualTo("""
				426 Upgrade Required

				This resource is available only over TLS (https).

				Required: TLS
				Use: https://example.com/chat?room=1
				See: https://example.com/why
				""");
	}

	private static String render(UpgradeRefusal refusal, UpgradeContext context) {
		return new PlainText().render(Problem.of(URI.create("about:blank"), refusal), Occurrence.of(context, refusal));
	}

}
