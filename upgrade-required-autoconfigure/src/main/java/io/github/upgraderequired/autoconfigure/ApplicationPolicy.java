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

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The policy of an application's own, which decides in place of the rules.
 */
final class ApplicationPolicy implements Supplier<@Nullable String> {

	private final ListableBeanFactory beanFactory;

	/**
	 * Create a look at the policies of an application.
	 * @param beanFactory the beans of the application
	 */
	ApplicationPolicy(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the name of the policy.
	 * @return the name of a bean, or {@code null} if the rules decide
	 */
	@Override
	public @Nullable String get() {
		return Stream.of(UpgradePolicy.class, ReactiveUpgradePolicy.class)
			.flatMap((type) -> Stream.of(this.beanFactory.getBeanNamesForType(type, true, false)))
			.filter((name) -> !name.startsWith("upgradeRequired"))
			.findFirst()
			.orElse(null);
	}

}
