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

	// A list may stand in one scalar, which has the name without an index
	private @Nullable ConfigurationProperty find(String name) {
		ConfigurationProperty property = findExactly(name);
		return (property == null && name.endsWith("]")) ? findExactly(name.substring(0, name.lastIndexOf('[')))
				: property;
	}

	private @Nullable ConfigurationProperty findExactly(String name) {
		if (this.environment == null) {
			return null;
		}
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.adapt(name, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(propertyName);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

}
