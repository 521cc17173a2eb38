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

package io.github.upgraderequired.autoconfigure;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientMinimums}.
 */
class ClientMinimumsTests {

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ClientMinimums.class);

	@Test
	void minimumIsThatOfRuleAndProduct() {
		ClientMinimums minimums = new ClientMinimums("mobile",
				(rule, product) -> (rule.equals("mobile") && product.equals("acme-ios")) ? "3.3" : null);
		assertThat(minimums.apply("acme-ios")).hasToString("3.3");
		assertThat(minimums.apply("acme-android")).isNull();
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "dev", "3.9 beta", "fail" })
	void minimumThatFailsIsNoneAndWarnedOfOnce(String minimum) {
		ClientMinimums minimums = new ClientMinimums("mobile", (rule, product) -> {
			if (minimum.equals("fail")) {
				throw new IllegalStateException("No database");
			}
			return minimum;
		});
		assertThat(minimums.apply("acme-ios")).isNull();
		assertThat(minimums.apply("acme-ios")).isNull();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().contains("acme-ios", "'mobile'");
	}

}
