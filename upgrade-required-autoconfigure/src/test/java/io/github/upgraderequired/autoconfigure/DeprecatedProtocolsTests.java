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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeprecatedProtocols}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeprecatedProtocolsTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
				UpgradeRequiredServletAutoConfiguration.class));

	@Test
	void oneWarningNamesTheRulesWithH2cAloneAndWhatToWrite(CapturedOutput output) {
		this.runner
			.withPropertyValues("upgrade.required.rules.shop.protocols=H2C",
					"upgrade.required.rules.feed.protocols=h2c,h2C", "upgrade.required.rules.feed.mode=report",
					"upgrade.required.rules.both.protocols=h2c,HTTP/2", "upgrade.required.rules.later.protocols=h2c",
					"upgrade.required.rules.later.mode=off")
			.run((context) -> assertThat(output).containsOnlyOnce("Only h2c is named by")
				.contains("Only h2c is named by 'feed', 'shop' of upgrade.required.rules")
				.contains("deprecated (RFC 9113, 3.1)")
				.contains("Write HTTP/2"));
	}

	@Test
	void reactiveApplicationIsWarnedToo(CapturedOutput output) {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
					UpgradeRequiredReactiveAutoConfiguration.class))
			.withPropertyValues("upgrade.required.rules.shop.protocols=h2c")
			.run((context) -> assertThat(output).containsOnlyOnce("Only h2c is named by 'shop' of"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgrade.required.mode=off", "upgrade.required.enabled=false",
			"upgrade.required.rules.shop.mode=off", "upgrade.required.rules.shop.protocols=h2,h2c",
			"upgrade.required.rules.shop.protocols=h2c,websocket", "upgrade.required.rules.shop.protocols=h2",
			"upgrade.required.rules.shop.protocols=HTTP/2" })
	void thereIsNoWarningWith(String property, CapturedOutput output) {
		this.runner.withPropertyValues("upgrade.required.rules.shop.protocols=h2c", property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("Only h2c is named by");
		});
	}

}
