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

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Where rules have been written: the first of their properties in the strongest source.
 */
final class RuleOrigins implements Supplier<Function<String, @Nullable String>> {

	private static final ConfigurationPropertyName RULES = ConfigurationPropertyName.of("upgrade.required.rules");

	private final Environment environment;

	/**
	 * Create origins.
	 * @param environment has the properties
	 */
	RuleOrigins(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Look up the origins as they are now.
	 * @return returns for the name of a rule file and line, or what else there is to say;
	 * {@code null} if it is built in
	 */
	@Override
	public Function<String, @Nullable String> get() {
		Map<String, String> origins = new HashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter(RULES::isAncestorOf)
					.forEach((name) -> origins.computeIfAbsent(rule(name),
							(rule) -> String.valueOf(Origin.from(source.getConfigurationProperty(name)))));
			}
		}
		return (rule) -> origins.get(RelaxedNames.uniform(rule));
	}

	private static String rule(ConfigurationPropertyName name) {
		return RelaxedNames
			.uniform(name.getElement(RULES.getNumberOfElements(), ConfigurationPropertyName.Form.ORIGINAL));
	}

}
