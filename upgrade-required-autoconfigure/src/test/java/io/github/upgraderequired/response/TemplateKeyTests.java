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
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TemplateKey}.
 */
class TemplateKeyTests {

	private static final Representation JSON = new ProblemJson();

	private static final UpgradeContext REQUEST = UpgradeContext.builder("GET", "/chat").build();

	private static final UpgradeRefusal TLS = UpgradeDecision.refuse("TLS");

	@Test
	@DisplayName("What a client writes makes no template of its own")
	void bodiesThatDifferInWhatIsFilledInHaveOneTemplate() {
		TemplateKey key = key(TLS.withRule("site").withLink(URI.create("/more")), REQUEST);
		assertThat(List.of(
				key(TLS.withRule("other").withLink(URI.create("/less")).withDetail("No."),
						UpgradeContext.builder("POST", "/x?y=\"z").host("example.com").build()),
				key(TLS.withRule("site").withLink(URI.create("/more")).withHeader("Retry-After", "9"), REQUEST),
				key(TLS.withRule("site").withLink(URI.create("/more")).withHttpsPort(8443), REQUEST)))
			.allSatisfy((other) -> assertThat(other).isEqualTo(key).hasSameHashCodeAs(key));
	}

	@Test
	void bodiesThatDifferInMoreHaveTemplatesOfTheirOwn() {
		UpgradeContext secure = UpgradeContext.builder("GET", "/chat").secure(null).build();
		UpgradeContext malformed = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.build();
		UpgradeRefusal websocket = UpgradeDecision.refuse("websocket");
		assertThat(Stream.of(key(TLS, REQUEST), key(TLS, secure), key(TLS.withRule("site"), REQUEST),
				key(TLS.withLink(URI.create("/more")), REQUEST), key(UpgradeDecision.refuse("TLS/1.3"), REQUEST),
				key(websocket, REQUEST),
				key((UpgradeRefusal) UpgradeDecision.require(malformed, "websocket"), malformed),
				TemplateKey.of(Problem.of(URI.create("/type"), TLS, REQUEST), JSON),
				TemplateKey.of(Problem.of(URI.create("about:blank"), TLS, REQUEST), new PlainText())))
			.doesNotHaveDuplicates();
	}

	private static TemplateKey key(UpgradeRefusal refusal, UpgradeContext context) {
		return TemplateKey.of(Problem.of(URI.create("about:blank"), refusal, context), JSON);
	}

}
