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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * A web application without a server whose configuration stands in files and environment
 * variables, as a user's does.
 */
final class ConfiguredApplication {

	private final Path directory;

	private final Map<String, Object> variables = new HashMap<>();

	private final List<ApplicationContextInitializer<ConfigurableApplicationContext>> initializers = new ArrayList<>();

	ConfiguredApplication(Path directory) {
		this.directory = directory;
	}

	ConfiguredApplication file(String name, String content) {
		try {
			Files.writeString(this.directory.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ConfiguredApplication variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	<T> ConfiguredApplication with(Class<T> type, T bean) {
		this.initializers.add((context) -> context.getBeanFactory().registerSingleton(type.getSimpleName(), bean));
		return this;
	}

	ConfiguredApplication source(PropertySource<?> source) {
		this.initializers.add((context) -> context.getEnvironment().getPropertySources().addFirst(source));
		return this;
	}

	ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(StarterConfiguration.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setApplicationContextFactory((type) -> new AnnotationConfigServletWebApplicationContext());
		application.setEnvironment(environment());
		application.addInitializers(this.initializers.toArray(ApplicationContextInitializer[]::new));
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		all.add("--spring.config.location=" + this.directory.toUri());
		all.add("--spring.main.banner-mode=off");
		return application.run(all.toArray(String[]::new));
	}

	private StandardServletEnvironment environment() {
		StandardServletEnvironment environment = new StandardServletEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, this.variables));
		return environment;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ UpgradeRequiredAutoConfiguration.class, UpgradeRequiredServletAutoConfiguration.class })
	static class StarterConfiguration {

	}

}
