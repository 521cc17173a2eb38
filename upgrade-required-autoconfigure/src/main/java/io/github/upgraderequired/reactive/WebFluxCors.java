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

package io.github.upgraderequired.reactive;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * The cross-origin requests that WebFlux is configured to allow, whatever the handler.
 */
public final class WebFluxCors extends CorsRegistry {

	private WebFluxCors() {
	}

	/**
	 * Read the configuration of an application.
	 * @param beanFactory the beans of the application
	 * @return what its configurers say
	 */
	public static CorsConfigurationSource of(ListableBeanFactory beanFactory) {
		WebFluxCors registry = new WebFluxCors();
		beanFactory.getBeanProvider(WebFluxConfigurer.class)
			.orderedStream()
			.forEach((configurer) -> configurer.addCorsMappings(registry));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.setCorsConfigurations(registry.getCorsConfigurations());
		return source;
	}

}
