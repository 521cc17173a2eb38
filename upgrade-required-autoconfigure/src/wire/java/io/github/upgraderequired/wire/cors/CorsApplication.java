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

import java.util.List;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A servlet application that lets pages of another origin read it, in every way that
 * there is.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CorsApplication implements WebMvcConfigurer {

	/** The origin that is let in. */
	static final String FRIEND = "https://friend.example";

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/global/credentials")
			.allowedOriginPatterns("https://*.example")
			.allowCredentials(true)
			.exposedHeaders("X-Exposed");
		registry.addMapping("/global/anyone");
		registry.addMapping("/socket");
		registry.addMapping("/global/**").allowedOrigins(FRIEND).maxAge(60);
	}

	@Bean
	CorsFilter corsFilter() {
		return new CorsFilter(source("/filtered/**"));
	}

	@Bean
	FilterRegistrationBean<CorsFilter> mappedCorsFilter() {
		FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
				new CorsFilter(source("/registered/**")));
		registration.addUrlPatterns("/registered/mapped/*", "*.text", "/registered/exactly");
		registration.setName("mapped");
		return registration;
	}

	@Bean
	FilterRegistrationBean<CorsFilter> disabledCorsFilter() {
		FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
				new CorsFilter(source("/disabled/**")));
		registration.setName("disabled");
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	FilterRegistrationBean<CorsFilter> earlyCorsFilter() {
		FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
				new CorsFilter(source("/early/**")));
		registration.setName("early");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	CorsFilter brokenCorsFilter() {
		return new CorsFilter((request) -> {
			if (request.getRequestURI().endsWith("/broken")) {
				throw new IllegalStateException("broken");
			}
			return null;
		});
	}

	/** Spring Security would go by it. */
	@Bean
	CorsConfigurationSource corsConfigurationSource() {
		return source("/source");
	}

	private static UrlBasedCorsConfigurationSource source(String pattern) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration(pattern, configuration());
		return source;
	}

	static CorsConfiguration configuration() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of(FRIEND));
		configuration.setAllowedMethods(List.of("GET"));
		configuration.setAllowCredentials(true);
		return configuration;
	}

	@RestController
	static class Resources {

		@CrossOrigin(origins = FRIEND)
		@GetMapping("/annotated")
		String annotated() {
			return "annotated";
		}

		@CrossOrigin(originPatterns = "https://*.example", allowCredentials = "true", exposedHeaders = "X-Exposed")
		@GetMapping("/credentials")
		String credentials() {
			return "credentials";
		}

		@CrossOrigin
		@GetMapping("/anyone")
		String anyone() {
			return "anyone";
		}

		@GetMapping({ "/plain", "/socket", "/source", "/global/resource", "/global/credentials", "/global/anyone",
				"/global/routed", "/filtered/resource", "/registered/mapped", "/registered/mapped/resource",
				"/registered/resource", "/registered/resource.text", "/registered/exactly", "/disabled/resource",
				"/early/resource" })
		String resource() {
			return "resource";
		}

		@CrossOrigin("https://other.example")
		@GetMapping({ "/filtered/annotated", "/early/annotated" })
		String both() {
			return "both";
		}

	}

	/** The resources without any filter, which would answer preflights. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Resources.class)
	static class WithoutFilters {

	}

}
