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

import io.github.upgraderequired.rule.ConfiguredRules;

import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Tells at start how many rules there are, and warns of what is around the filter and
 * does not go with them.
 */
final class StartWarnings {

	private final ConfiguredRules rules;

	private final ProxyWarnings proxies;

	private final TlsWarnings tls;

	private final ClientWarnings clients;

	/**
	 * Create warnings.
	 * @param context the application
	 * @param properties the properties
	 * @param deployment what is around the filter
	 * @param rules the rules
	 */
	StartWarnings(ApplicationContext context, UpgradeRequiredProperties properties, Deployment deployment,
			ConfiguredRules rules) {
		this.rules = rules;
		this.proxies = new ProxyWarnings(context.getEnvironment(), deployment, rules,
				StringUtils.hasLength(properties.getHttpVersion().getHeader()));
		this.tls = new TlsWarnings(context, deployment, rules);
		this.clients = new ClientWarnings(context.getEnvironment(), properties);
	}

	void warn() {
		this.rules.tell();
		this.proxies.warn();
		this.tls.warn();
		this.clients.warn();
	}

}
