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

import org.junit.jupiter.api.BeforeEach;
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
 * Tests for {@link TlsWarnings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsWarningsTests {

	private static final String[] RULES = { "upgrade.required.rules.site.protocols=TLS",
			"upgrade.required.rules.site.hsts.max-age=1d", "upgrade.required.rules.plain.protocols=TLS" };

	private static final String SECURITY = "springSecurityFilterChain";

	private static final String REACTIVE_SECURITY = "org.springframework.security.config.annotation.web.reactive"
			+ ".WebFluxSecurityConfiguration.WebFilterChainFilter";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
				UpgradeRequiredServletAutoConfiguration.class))
		.withPropertyValues(RULES);

	private CapturedOutput output;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void secondPolicyBesideSpringSecurityIsWarnedAbout() {
		this.runner.withBean(SECURITY, Object.class)
			.run((context) -> assertThat(this.output)
				.containsOnlyOnce("Strict-Transport-Security is sent by 'site' of upgrade.required.rules")
				.contains("by Spring Security"));
	}

	@Test
	void secondPolicyBesideReactiveSpringSecurityIsWarnedAbout() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
					UpgradeRequiredReactiveAutoConfiguration.class))
			.withPropertyValues(RULES)
			.withBean(REACTIVE_SECURITY, Object.class)
			.run((context) -> assertThat(this.output).contains("Strict-Transport-Security is sent by 'site'"));
	}

	@Test
	void onePolicyIsNotWarnedAbout() {
		this.runner.run((context) -> assertThat(this.output).doesNotContain("Strict-Transport-Security is sent by"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgrade.required.rules.site.mode=report", "upgrade.required.mode=off" })
	void policyThatIsNotSentIsNotWarnedAbout(String mode) {
		this.runner.withBean(SECURITY, Object.class)
			.withPropertyValues(mode)
			.run((context) -> assertThat(this.output).doesNotContain("Strict-Transport-Security is sent by"));
	}

}
