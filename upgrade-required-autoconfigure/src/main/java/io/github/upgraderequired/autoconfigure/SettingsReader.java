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

import io.github.upgraderequired.ClientIdentifier;
import io.github.upgraderequired.ClientVersions;
import io.github.upgraderequired.rule.ExemptPaths;
import io.github.upgraderequired.rule.RuleSettings;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * Makes rules of properties and of what else an application knows.
 */
final class SettingsReader {

	private final ConfigurableApplicationContext context;

	/**
	 * Create a reader.
	 * @param context the application
	 */
	SettingsReader(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Make the rules.
	 * @param properties the properties
	 * @return the rules
	 * @throws InvalidUpgradePropertyException if a property is not valid
	 */
	RuleSettings read(UpgradeRequiredProperties properties) {
		MangledProducts.requireNone(this.context.getEnvironment());
		return new RulesFactory(properties, dispatcherPath(this.context)).createSettings(
				this.context.getBeanProvider(ExemptPaths.class).getIfAvailable(() -> ExemptPaths.NONE),
				new ClientBeans(this.context.getBeanProvider(ClientIdentifier.class).getIfAvailable(),
						this.context.getBeanProvider(ClientVersions.class).getIfAvailable()));
	}

	static String dispatcherPath(ApplicationContext context) {
		return (context instanceof WebApplicationContext) ? DispatcherPath.in(context.getEnvironment()) : "";
	}

}
