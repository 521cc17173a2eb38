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

/**
 * Customizes all beans of one type: the customizers of Spring Boot have moved to other
 * packages with Spring Boot 4.
 *
 * @param <C> the type
 */
final class ClientPostProcessor<C> implements BeanPostProcessor {

	private final Class<C> type;

	private final Consumer<C> customizer;

	/**
	 * Create a post-processor.
	 * @param type the type of the beans
	 * @param customizer customizes one
	 */
	ClientPostProcessor(Class<C> type, Consumer<C> customizer) {
		this.type = type;
		this.customizer = customizer;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (this.type.isInstance(bean)) {
			this.customizer.accept(this.type.cast(bean));
		}
		return bean;
	}

}
