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

import io.github.upgraderequired.httpclient.UpgradeRequiredClientCustomizer;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientCustomizer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration for Spring's HTTP clients that understand a 426, in any kind of
 * application.
 */
@AutoConfiguration
@Conditional(SwitchCondition.Client.class)
@EnableConfigurationProperties(UpgradeRequiredProperties.class)
public final class UpgradeRequiredClientAutoConfiguration {

	// What is wrong stops the start, whenever the clients are made
	@Bean
	@Lazy(false)
	ClientSettings upgradeRequiredClientSettings(UpgradeRequiredProperties properties, Environment environment,
			ObjectProvider<BuildProperties> build) {
		return ClientSettings.read(properties, environment, build.getIfUnique());
	}

	@Bean
	UpgradeRequiredClientCustomizer upgradeRequiredClientCustomizer(ClientSettings settings) {
		return new UpgradeRequiredClientCustomizer(settings.product(), settings.following());
	}

	@Bean
	static CustomizedBeans<RestClient.Builder> upgradeRequiredCustomizedRestClients(
			ObjectProvider<UpgradeRequiredClientCustomizer> customizer) {
		return new CustomizedBeans<>(RestClient.Builder.class, (builder) -> customizer.getObject().customize(builder));
	}

	@Bean
	static CustomizedBeans<RestTemplate> upgradeRequiredCustomizedRestTemplates(
			ObjectProvider<UpgradeRequiredClientCustomizer> customizer) {
		return new CustomizedBeans<>(RestTemplate.class, (template) -> customizer.getObject().customize(template));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientHttpServiceGroupConfigurer.class)
	static class RestClientGroupConfiguration {

		@Bean
		RestClientHttpServiceGroupConfigurer upgradeRequiredRestClientGroupConfigurer(
				UpgradeRequiredClientCustomizer customizer) {
			return (groups) -> groups.forEachClient((group, builder) -> customizer.customize(builder));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClient.class)
	static class WebClientConfiguration {

		@Bean
		UpgradeRequiredWebClientCustomizer upgradeRequiredWebClientCustomizer(ClientSettings settings) {
			return new UpgradeRequiredWebClientCustomizer(settings.product(), settings.following());
		}

		@Bean
		static CustomizedBeans<WebClient.Builder> upgradeRequiredCustomizedWebClients(
				ObjectProvider<UpgradeRequiredWebClientCustomizer> customizer) {
			return new CustomizedBeans<>(WebClient.Builder.class,
					(builder) -> customizer.getObject().customize(builder));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClientHttpServiceGroupConfigurer.class)
	static class WebClientGroupConfiguration {

		@Bean
		WebClientHttpServiceGroupConfigurer upgradeRequiredWebClientGroupConfigurer(
				UpgradeRequiredWebClientCustomizer customizer) {
			return (groups) -> groups.forEachClient((group, builder) -> customizer.customize(builder));
		}

	}

}
