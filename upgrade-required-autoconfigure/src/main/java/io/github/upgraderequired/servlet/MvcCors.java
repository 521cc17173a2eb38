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

package io.github.upgraderequired.servlet;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The cross-origin requests that Spring MVC is configured to allow, whatever the handler.
 */
public final class MvcCors extends CorsRegistry {

	private MvcCors() {
	}

	/**
	 * Read the configuration of an application.
	 * @param beanFactory the beans of the application
	 * @return what its configurers say
	 */
	public static CorsConfigurationSource of(ListableBeanFactory beanFactory) {
		MvcCors registry = new MvcCors();
		beanFactory.getBeanProvider(WebMvcConfigurer.class)
			.orderedStream()
			.forEach((configurer) -> configurer.addCorsMappings(registry));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.setCorsConfigurations(registry.getCorsConfigurations());
		return source;
	}

}
