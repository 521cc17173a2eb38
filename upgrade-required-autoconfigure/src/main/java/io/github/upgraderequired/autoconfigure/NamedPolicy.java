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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;

import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;

/**
 * The application's policy, which is named where it breaks its contract.
 *
 * @param name the name of the bean
 * @param policy the bean
 */
record NamedPolicy(String name, UpgradePolicy policy) implements UpgradePolicy {

	// By type alone: an injection point would settle an ambiguity by its own name
	static NamedPolicy of(AutowireCapableBeanFactory beanFactory) {
		NamedBeanHolder<UpgradePolicy> bean = beanFactory.resolveNamedBean(UpgradePolicy.class);
		return new NamedPolicy(bean.getBeanName(), bean.getBeanInstance());
	}

	@Override
	public UpgradeDecision decide(UpgradeContext context) {
		UpgradeDecision decision = this.policy.decide(context);
		if (decision == null) {
			throw new IllegalStateException("The UpgradePolicy bean '" + this.name
					+ "' returned null; it must return UpgradeDecision.proceed() to let a request pass");
		}
		return decision;
	}

}
