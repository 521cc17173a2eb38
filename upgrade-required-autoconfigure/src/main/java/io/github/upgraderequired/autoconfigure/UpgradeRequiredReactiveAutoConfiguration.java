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

import io.github.upgraderequired.cors.ReactiveApplicationCors;
import io.github.upgraderequired.discovery.ReactiveEndpointDiscovery;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.reactive.ReactiveCors;
import io.github.upgraderequired.reactive.ReactiveEndpoints;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.reactive.UpgradeRequiredWebFilter;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Auto-configuration for the reactive stack.
 */
@AutoConfiguration(after = UpgradeRequiredAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(ConfiguredRules.class)
@Import(DeploymentConfiguration.class)
public final class UpgradeRequiredReactiveAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReactiveUpgradePolicy upgradeRequiredReactivePolicy(ApplicationContext context) {
		NamedPolicy policy = NamedPolicy.of(context.getAutowireCapableBeanFactory());
		return (request) -> Mono.just(policy.decide(request));
	}

	@Bean
	UpgradeRequiredWebFilter upgradeRequiredWebFilter(ApplicationContext context,
			ObjectProvider<ReactiveEndpoints> endpoints, RefusalResponses responses, ObjectProvider<ReactiveCors> cors,
			ForwardedFields forwarded, UpgradeRequiredProperties properties) {
		NamedBeanHolder<ReactiveUpgradePolicy> policy = context.getAutowireCapableBeanFactory()
			.resolveNamedBean(ReactiveUpgradePolicy.class);
		return new UpgradeRequiredWebFilter(policy.getBeanInstance(), policy.getBeanName(),
				endpoints.getIfAvailable(() -> ReactiveEndpoints.NONE), responses,
				cors.getIfAvailable(() -> ReactiveCors.NONE), forwarded, context, properties.getFilter().getOrder());
	}

	@Bean
	ReactiveDeployment upgradeRequiredDeployment(ApplicationContext context) {
		return new ReactiveDeployment(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherHandler.class)
	@Conditional(DiscoveryCondition.class)
	static class DiscoveryConfiguration {

		@Bean
		ReactiveEndpointDiscovery upgradeRequiredEndpointDiscovery(ConfigurableListableBeanFactory beanFactory,
				ConfiguredRules rules) {
			return new ReactiveEndpointDiscovery(beanFactory, rules);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DispatcherHandler.class, CorsWebFilter.class })
	static class CorsConfiguration {

		@Bean
		ReactiveApplicationCors upgradeRequiredCors(ApplicationContext context) {
			return new ReactiveApplicationCors(context);
		}

	}

}
