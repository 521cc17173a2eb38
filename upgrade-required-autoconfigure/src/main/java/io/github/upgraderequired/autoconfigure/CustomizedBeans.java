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

import java.util.function.Consumer;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Customizes all beans of one type: the customizers of Spring Boot have moved to other
 * packages with Spring Boot 4.
 *
 * @param <C> the type
 */
final class CustomizedBeans<C> implements BeanPostProcessor, PriorityOrdered {

	private final Class<C> type;

	private final Consumer<C> customizer;

	/**
	 * Create a customizer of beans.
	 * @param type the type of the beans
	 * @param customizer customizes one
	 */
	CustomizedBeans(Class<C> type, Consumer<C> customizer) {
		this.type = type;
		this.customizer = customizer;
	}

	// Before a post-processor of the application that needs such a bean
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (this.type.isInstance(bean)) {
			this.customizer.accept(this.type.cast(bean));
		}
		return bean;
	}

}
