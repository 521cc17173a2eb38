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

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationPolicy}.
 */
class ApplicationPolicyTests {

	private static final UpgradePolicy POLICY = (context) -> UpgradeDecision.proceed();

	private static final ReactiveUpgradePolicy REACTIVE = (context) -> Mono.just(UpgradeDecision.proceed());

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
				UpgradeRequiredServletAutoConfiguration.class));

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
				UpgradeRequiredReactiveAutoConfiguration.class));

	@Test
	void rulesDecideWhereThereIsNone() {
		assertNamed(this.servlet, null);
		assertNamed(this.reactive, null);
	}

	@Test
	void beanOfTheApplicationIsNamedWhateverItsName() {
		assertNamed(this.servlet.withBean("lenient", UpgradePolicy.class, () -> POLICY), "lenient");
		assertNamed(this.reactive.withBean("lenient", UpgradePolicy.class, () -> POLICY), "lenient");
		assertNamed(this.servlet.withBean("upgradeRequiredPolicy", UpgradePolicy.class, () -> POLICY),
				"upgradeRequiredPolicy");
	}

	@Test
	void theOneThatIsAskedIsNamed() {
		assertNamed(
				this.servlet.withBean("first", UpgradePolicy.class, () -> POLICY)
					.withBean("second", UpgradePolicy.class, () -> POLICY, (definition) -> definition.setPrimary(true)),
				"second");
		assertNamed(this.reactive.withBean("waiting", ReactiveUpgradePolicy.class, () -> REACTIVE)
			.withBean("lenient", UpgradePolicy.class, () -> POLICY), "waiting");
	}

	private static <C extends ConfigurableApplicationContext> void assertNamed(
			AbstractApplicationContextRunner<?, C, ?> runner, @Nullable String name) {
		runner.run((context) -> assertThat(
				new ApplicationPolicy(context.getSourceApplicationContext().getBeanFactory()).get())
			.isEqualTo(name));
	}

}
