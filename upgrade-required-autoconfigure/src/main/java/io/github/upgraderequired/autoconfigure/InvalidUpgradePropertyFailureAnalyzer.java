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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains an {@link InvalidUpgradePropertyException}: property, value, origin, reason
 * and remedy.
 */
final class InvalidUpgradePropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidUpgradePropertyException> {

	private final @Nullable Environment environment;

	InvalidUpgradePropertyFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidUpgradePropertyException cause) {
		StringBuilder description = new StringBuilder();
		description.append("A property of Upgrade Required is not valid:\n\n");
		description.append("    Property: ").append(cause.getProperty()).append('\n');
		if (cause.getValue() != null) {
			description.append("    Value: \"").append(cause.getValue()).append("\"\n");
		}
		ConfigurationProperty property = find(cause.getProperty());
		if (property != null && property.getOrigin() != null) {
			description.append("    Origin: ").append(property.getOrigin()).append('\n');
		}
		description.append("    Reason: ").append(cause.getReason());
		return new FailureAnalysis(description.toString(), cause.getRemedy(), cause);
	}

	private @Nullable ConfigurationProperty find(String name) {
		if (this.environment == null) {
			return null;
		}
		List<ConfigurationPropertyName> names = spellings(name);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			for (ConfigurationPropertyName spelling : names) {
				ConfigurationProperty property = source.getConfigurationProperty(spelling);
				if (property != null) {
					return property;
				}
			}
		}
		return null;
	}

	// A list stands in one scalar, or has an index for each element
	private static List<ConfigurationPropertyName> spellings(String name) {
		String other = name.endsWith("]") ? name.substring(0, name.lastIndexOf('[')) : name + "[0]";
		return List.of(ConfigurationPropertyName.adapt(name, '.'), ConfigurationPropertyName.adapt(other, '.'));
	}

}
