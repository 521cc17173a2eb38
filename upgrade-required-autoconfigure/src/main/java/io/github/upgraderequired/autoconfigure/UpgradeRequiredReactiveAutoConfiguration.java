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

import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.reactive.NamedReactivePolicy;
import io.github.upgraderequired.reactive.ReactiveClientReport;
import io.github.upgraderequired.reactive.ReactiveCors;
import io.github.upgraderequired.reactive.ReactiveEnforcer;
import io.github.upgraderequired.reactive.ReactiveServer;
import io.github.upgraderequired.reactive.ReactiveServers;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.reactive.ReactorNettyServer;
import io.github.upgraderequired.reactive.RefusalExceptionHandler;
import io.github.upgraderequired.reactive.ServletBackedServer;
import io.github.upgraderequired.reactive.UpgradeRequiredWebFilter;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.websocket.ReactiveEndpointAdapter;
import io.github.upgraderequired.websocket.ReactiveEndpointPatterns;
import jakarta.servlet.http.HttpServletRequest;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.beans.factory.ListableBeanFactory;
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
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Auto-configuration for the reactive stack.
 */
@AutoConfiguration(after = UpgradeRequiredAutoConfiguration.class,
		afterName = { "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
				"org.springframework.boot.autoconfigure.web.reactive.WebFluxAutoConfiguration" })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(ConfiguredRules.class)
public final class UpgradeRequiredReactiveAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReactiveUpgradePolicy upgradeRequiredReactivePolicy(ApplicationContext context) {
		return NamedReactivePolicy.immediate(NamedPolicy.of(context.getAutowireCapableBeanFactory()));
	}

	@Bean
	ReactiveEnforcer upgradeRequiredEnforcer(ApplicationContext context, ConfiguredRules rules,
			RefusalResponses responses, ObjectProvider<ReactiveServer> servers, Deployment deployment) {
		NamedBeanHolder<ReactiveUpgradePolicy> policy = context.getAutowireCapableBeanFactory()
			.resolveNamedBean(ReactiveUpgradePolicy.class);
		return new ReactiveEnforcer(new NamedReactivePolicy(policy.getBeanName(), policy.getBeanInstance()), rules,
				responses, new ReactiveCors(context), new ReactiveServers(servers.stream().toList()),
				deployment.forwardedFields(), context);
	}

	@Bean
	UpgradeRequiredWebFilter upgradeRequiredWebFilter(ReactiveEnforcer enforcer, UpgradeRequiredProperties properties) {
		return new UpgradeRequiredWebFilter(enforcer, properties.getFilter().getOrder());
	}

	@Bean
	RefusalExceptionHandler upgradeRequiredRefusalExceptionHandler(ReactiveEnforcer enforcer) {
		return new RefusalExceptionHandler(enforcer);
	}

	@Bean
	ReactiveDeployment upgradeRequiredDeployment(ApplicationContext context, UpgradeRequiredProperties properties,
			ConfiguredRules rules) {
		return new ReactiveDeployment(context, properties, rules);
	}

	@Bean
	@ConditionalOnClass(HttpServerRequest.class)
	ReactiveServer upgradeRequiredReactorNetty() {
		return new ReactorNettyServer();
	}

	@Bean
	@ConditionalOnBean(HandlerAdapter.class)
	@Conditional(SwitchCondition.Discover.class)
	ReactiveEndpointPatterns upgradeRequiredEndpointPatterns(ConfigurableListableBeanFactory beanFactory,
			ConfiguredRules rules) {
		return new ReactiveEndpointPatterns(beanFactory, rules);
	}

	@Bean
	@ConditionalOnBean(ReactiveEndpointPatterns.class)
	ReactiveEndpointAdapter upgradeRequiredEndpointAdapter(ReactiveEnforcer enforcer,
			ReactiveEndpointPatterns endpoints, ListableBeanFactory beanFactory) {
		return new ReactiveEndpointAdapter(enforcer, endpoints, beanFactory);
	}

	@Bean
	@Conditional(CheckPathCondition.class)
	RouterFunction<ServerResponse> upgradeRequiredClientReport(UpgradeRequiredProperties properties,
			ReactiveEnforcer enforcer, ConfiguredRules rules) {
		return ReactiveClientReport.route(properties.getCheck().getPath(), enforcer, rules);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpServletRequest.class)
	static class ServletConfiguration {

		@Bean
		ServletBackedServer upgradeRequiredServletBackedServer(ServletServers servers) {
			return new ServletBackedServer(servers);
		}

	}

}
