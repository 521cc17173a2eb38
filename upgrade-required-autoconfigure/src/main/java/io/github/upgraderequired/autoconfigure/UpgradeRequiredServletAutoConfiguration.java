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

import java.util.Arrays;

import io.github.upgraderequired.cors.ServletApplicationCors;
import io.github.upgraderequired.discovery.ServletEndpointDiscovery;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.servlet.ServletCors;
import io.github.upgraderequired.servlet.ServletEndpoints;
import io.github.upgraderequired.servlet.UpgradeRequiredFilter;
import jakarta.servlet.DispatcherType;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Auto-configuration for the servlet stack.
 */
@AutoConfiguration(after = UpgradeRequiredAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ConfiguredRules.class)
@Import(DeploymentConfiguration.class)
public final class UpgradeRequiredServletAutoConfiguration {

	@Bean
	FilterRegistrationBean<UpgradeRequiredFilter> upgradeRequiredFilter(AutowireCapableBeanFactory beanFactory,
			ObjectProvider<ServletEndpoints> endpoints, RefusalResponses responses, ObjectProvider<ServletCors> cors,
			ForwardedFields forwarded, UpgradeRequiredProperties properties) {
		FilterRegistrationBean<UpgradeRequiredFilter> registration = new FilterRegistrationBean<>(
				new UpgradeRequiredFilter(NamedPolicy.of(beanFactory),
						endpoints.getIfAvailable(() -> ServletEndpoints.NONE), responses,
						cors.getIfAvailable(() -> ServletCors.NONE), forwarded));
		registration.setOrder(properties.getFilter().getOrder());
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	@Bean
	ServletDeployment upgradeRequiredDeployment(WebApplicationContext context, ObjectProvider<EmbeddedServer> server) {
		return new ServletDeployment(context, server.getIfAvailable());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactory.class)
	static class EmbeddedServerConfiguration {

		@Bean
		EmbeddedServer upgradeRequiredEmbeddedServer(ConfigurableListableBeanFactory beanFactory) {
			return () -> Arrays.stream(beanFactory.getBeanNamesForType(WebServerFactory.class, true, false))
				.anyMatch(beanFactory::containsSingleton);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DispatcherServlet.class, WebSocketHttpRequestHandler.class })
	@Conditional(DiscoveryCondition.class)
	static class DiscoveryConfiguration {

		@Bean
		ServletEndpointDiscovery upgradeRequiredEndpointDiscovery(ConfigurableListableBeanFactory beanFactory,
				WebApplicationContext context, ConfiguredRules rules) {
			return new ServletEndpointDiscovery(beanFactory, context, rules);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CorsFilter.class)
	static class CorsConfiguration {

		@Bean
		ServletApplicationCors upgradeRequiredCors(WebApplicationContext context) {
			return new ServletApplicationCors(context);
		}

	}

	@Lazy(false)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	@ConditionalOnBean(ReactiveUpgradePolicy.class)
	static class MisplacedReactivePolicyConfiguration {

		MisplacedReactivePolicyConfiguration(ListableBeanFactory beanFactory) {
			throw new MisplacedReactivePolicyException(beanFactory.getBeanNamesForType(ReactiveUpgradePolicy.class)[0]);
		}

	}

}
