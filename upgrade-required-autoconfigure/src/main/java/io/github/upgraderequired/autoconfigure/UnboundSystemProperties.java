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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Warns of system properties that nothing binds. Spring Boot leaves them out when it
 * looks for unknown properties, as it does with environment variables.
 */
final class UnboundSystemProperties {

	private static final Log logger = LogFactory.getLog(UnboundSystemProperties.class);

	private static final String PREFIX = "upgrade.required";

	private UnboundSystemProperties() {
	}

	static void warnOf(ConfigurableEnvironment environment) {
		PropertySource<?> system = environment.getPropertySources()
			.get(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		// To bind all of them once more may take long
		if (system == null || bind(new Binder(ConfigurationPropertySources.from(system),
				new PropertySourcesPlaceholdersResolver(environment))) == null) {
			return;
		}
		BindException ex = bind(Binder.get(environment));
		if (ex != null && ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
			unbound.getUnboundProperties()
				.forEach((property) -> logger.warn("System property " + property.getName()
						+ " has no effect: there is no such property below " + PREFIX + ". Check the spelling."));
		}
	}

	private static @Nullable BindException bind(Binder binder) {
		try {
			binder.bind(PREFIX, Bindable.of(UpgradeRequiredProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, UnboundSystemProperties::isSystem));
			return null;
		}
		catch (BindException ex) {
			return ex;
		}
	}

	private static boolean isSystem(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> properties
				&& StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME.equals(properties.getName());
	}

}
