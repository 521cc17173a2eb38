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

import java.util.function.Function;

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
final class RuleOrigins implements Function<String, @Nullable String> {

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
	 * Return the origin of a rule.
	 * @param rule the name of the rule
	 * @return file and line, or what else there is to say; {@code null} if it is built in
	 */
	@Override
	public @Nullable String apply(String rule) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					if (isOf(rule, name)) {
						Origin origin = Origin.from(source.getConfigurationProperty(name));
						return (origin != null) ? origin.toString() : String.valueOf(source.getUnderlyingSource());
					}
				}
			}
		}
		return null;
	}

	private static boolean isOf(String rule, ConfigurationPropertyName name) {
		int length = RULES.getNumberOfElements();
		return RULES.isAncestorOf(name)
				&& RelaxedNames.uniform(name.getElement(length, ConfigurationPropertyName.Form.ORIGINAL))
					.equals(RelaxedNames.uniform(rule));
	}

}
