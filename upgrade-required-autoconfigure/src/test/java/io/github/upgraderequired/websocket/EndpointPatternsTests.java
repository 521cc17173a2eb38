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

package io.github.upgraderequired.websocket;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.Exemptions;
import io.github.upgraderequired.rule.Mode;
import io.github.upgraderequired.rule.RuleSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointPatterns}. Where the endpoints of applications are is asked of
 * real servers.
 */
class EndpointPatternsTests {

	private static final WebSocketHandler HANDLER = (session) -> Mono.empty();

	@ParameterizedTest
	@CsvSource({ "/chat, true, true", "/CHAT, true, false", "/CHAT, false, true", "/chat, false, true",
			"/other, false, false", "/chat/, true, false" })
	void patternsKeepTheMeaningThatTheirMappingGivesThem(String path, boolean caseSensitive, boolean matches) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
		mapping.setUseCaseSensitiveMatch(caseSensitive);
		mapping.setUrlMap(Map.of("/chat", HANDLER));
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(SimpleUrlHandlerMapping.class, () -> mapping);
			context.refresh();
			ConfiguredRules rules = new ConfiguredRules(
					new RuleSettings(Mode.ENFORCE, new Exemptions(false, false, List.of()), List.of(), true),
					InstantSource.system(), List.of());
			assertThat(new ReactiveEndpointPatterns(context.getBeanFactory(), rules)
				.matches(UpgradeContext.builder("GET", path).build())).isEqualTo(matches);
		}
	}

}
