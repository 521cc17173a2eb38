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

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.rule.ConfiguredRules;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * What depends on the surroundings of the filter, which each stack knows in its own way.
 */
@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

	@Bean
	ForwardedFields upgradeRequiredForwardedFields(UpgradeRequiredProperties properties, Deployment deployment) {
		ForwardedFields fields = deployment.strategy().fields(properties.getHttpVersion().getHeader());
		return deployment.transformsForwardedHeaders() ? fields.readByFramework() : fields;
	}

	@Bean
	ProxyWarnings upgradeRequiredProxyWarnings(UpgradeRequiredProperties properties, ApplicationContext context,
			Deployment deployment, ConfiguredRules rules) {
		return new ProxyWarnings(context.getEnvironment(), deployment, rules,
				StringUtils.hasLength(properties.getHttpVersion().getHeader()));
	}

	@Bean
	TlsWarnings upgradeRequiredTlsWarnings(ApplicationContext context, Deployment deployment, ConfiguredRules rules) {
		return new TlsWarnings(context, deployment, rules);
	}

}
