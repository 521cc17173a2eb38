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

package io.github.upgraderequired.wire.cors;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The reactive twin of {@link CorsApplication}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CorsApplication.Resources.class)
class ReactiveCorsApplication implements WebFluxConfigurer {

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/global/credentials")
			.allowedOriginPatterns("https://*.example")
			.allowCredentials(true)
			.exposedHeaders("X-Exposed");
		registry.addMapping("/global/anyone");
		registry.addMapping("/socket");
		registry.addMapping("/global/**").allowedOrigins(CorsApplication.FRIEND).maxAge(60);
	}

	@Bean
	CorsWebFilter corsWebFilter() {
		return filter("/filtered/**");
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	CorsWebFilter earlyCorsWebFilter() {
		return filter("/early/**");
	}

	@Bean
	CorsWebFilter brokenCorsWebFilter() {
		return new CorsWebFilter((exchange) -> {
			if (exchange.getRequest().getPath().value().endsWith("/broken")) {
				throw new IllegalStateException("broken");
			}
			return null;
		});
	}

	/** Spring Security would go by it. */
	@Bean
	CorsConfigurationSource corsConfigurationSource() {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/source", CorsApplication.configuration());
		return source;
	}

	@Bean
	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/global/routed", (request) -> ServerResponse.ok().bodyValue("routed"))
			.build();
	}

	private static CorsWebFilter filter(String pattern) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration(pattern, CorsApplication.configuration());
		return new CorsWebFilter(source);
	}

}
