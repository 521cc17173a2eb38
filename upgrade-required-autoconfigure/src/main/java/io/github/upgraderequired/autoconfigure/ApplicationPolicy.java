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

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The policy of an application's own, which decides in place of the rules.
 */
final class ApplicationPolicy implements Supplier<@Nullable String> {

	private static final String OURS = ApplicationPolicy.class.getPackageName() + ".";

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a look at the policies of an application.
	 * @param beanFactory the beans of the application
	 */
	ApplicationPolicy(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the name of the policy, found as those find it who ask it.
	 * @return the name of a bean, or {@code null} if the rules decide
	 */
	@Override
	public @Nullable String get() {
		return Stream.of(ReactiveUpgradePolicy.class, UpgradePolicy.class)
			.filter((type) -> this.beanFactory.getBeanNamesForType(type, true, false).length > 0)
			.map((type) -> this.beanFactory.resolveNamedBean(type).getBeanName())
			.filter((name) -> !isOurs(name))
			.findFirst()
			.orElse(null);
	}

	private boolean isOurs(String name) {
		String factory = this.beanFactory.containsBeanDefinition(name)
				? this.beanFactory.getMergedBeanDefinition(name).getFactoryBeanName() : null;
		return factory != null && factory.startsWith(OURS);
	}

}
