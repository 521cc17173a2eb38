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
import java.util.function.BooleanSupplier;

import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.servlet.RefusalExceptionResolver;
import io.github.upgraderequired.servlet.ServletClientReport;
import io.github.upgraderequired.servlet.ServletCors;
import io.github.upgraderequired.servlet.ServletEnforcer;
import io.github.upgraderequired.servlet.UpgradeRequiredFilter;
import io.github.upgraderequired.websocket.JakartaEndpointFilter;
import io.github.upgraderequired.websocket.JakartaEndpoints;
import io.github.upgraderequired.websocket.ServletEndpointAdapter;
import io.github.upgraderequired.websocket.ServletEndpointPatterns;
import io.github.upgraderequired.websocket.UnhandledRequestResolver;
import jakarta.servlet.DispatcherType;
import jakarta.websocket.server.ServerEndpointConfig;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Auto-configuration for the servlet stack.
 */
@AutoConfiguration(after = UpgradeRequiredAutoConfiguration.class,
		afterName = { "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
				"org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration" })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ConfiguredRules.class)
public final class UpgradeRequiredServletAutoConfiguration {

	@Bean
	ServletEnforcer upgradeRequiredEnforcer(AutowireCapableBeanFactory beanFactory, ConfiguredRules rules,
			RefusalResponses responses, ServletCors cors, ServletServers servers, Deployment deployment,
			WebApplicationContext context) {
		return new ServletEnforcer(NamedPolicy.of(beanFactory), rules, responses, cors, servers,
				deployment.forwardedFields(), context);
	}

	@Bean
	FilterRegistrationBean<UpgradeRequiredFilter> upgradeRequiredFilter(ServletEnforcer enforcer,
			UpgradeRequiredProperties properties) {
		FilterRegistrationBean<UpgradeRequiredFilter> registration = new FilterRegistrationBean<>(
				new UpgradeRequiredFilter(enforcer));
		registration.setOrder(properties.getFilter().getOrder());
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	@Bean
	@ConditionalOnMissingBean
	ServletCors upgradeRequiredCorsWithoutMvc(WebApplicationContext context) {
		return new ServletCors(context, UrlBasedCorsConfigurationSource::new);
	}

	@Bean
	@ConditionalOnClass(WebServerFactory.class)
	ServletDeployment upgradeRequiredDeployment(WebApplicationContext context, UpgradeRequiredProperties properties,
			ConfiguredRules rules, ConfigurableListableBeanFactory beanFactory, ServletServers servers) {
		BooleanSupplier server = () -> Arrays
			.stream(beanFactory.getBeanNamesForType(WebServerFactory.class, true, false))
			.anyMatch(beanFactory::containsSingleton);
		return new ServletDeployment(context, properties, rules, server, servers);
	}

	@Bean
	@ConditionalOnMissingBean
	ServletDeployment upgradeRequiredDeploymentWithoutServer(WebApplicationContext context,
			UpgradeRequiredProperties properties, ConfiguredRules rules, ServletServers servers) {
		return new ServletDeployment(context, properties, rules, null, servers);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebMvcConfigurer.class)
	static class MvcConfiguration {

		@Bean
		ServletCors upgradeRequiredCors(WebApplicationContext context) {
			return new ServletCors(context, () -> ServletCors.MvcRegistry.read(context));
		}

		// One alone would take the place of all that a dispatcher has by default
		@Bean
		@ConditionalOnBean(HandlerExceptionResolver.class)
		RefusalExceptionResolver upgradeRequiredRefusalExceptionResolver(ServletEnforcer enforcer) {
			return new RefusalExceptionResolver(enforcer);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RouterFunction.class)
	@Conditional(CheckPathCondition.class)
	static class ClientReportConfiguration {

		@Bean
		RouterFunction<ServerResponse> upgradeRequiredClientReport(UpgradeRequiredProperties properties,
				ServletEnforcer enforcer, ConfiguredRules rules) {
			return ServletClientReport.route(properties.getCheck().getPath(), enforcer, rules);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebMvcConfigurer.class, WebSocketHttpRequestHandler.class })
	@Conditional(SwitchCondition.Discover.class)
	static class EndpointConfiguration {

		@Bean
		ServletEndpointPatterns upgradeRequiredEndpointPatterns(ConfigurableListableBeanFactory beanFactory,
				ConfiguredRules rules, Environment environment, ObjectProvider<JakartaEndpoints> container) {
			return new ServletEndpointPatterns(beanFactory, DispatcherPath.in(environment), rules,
					container.getIfAvailable());
		}

		// One alone would take the place of all that a dispatcher has by default
		@Bean
		@ConditionalOnBean(HandlerAdapter.class)
		ServletEndpointAdapter upgradeRequiredEndpointAdapter(ServletEnforcer enforcer) {
			return new ServletEndpointAdapter(enforcer);
		}

		@Bean
		@ConditionalOnBean(HandlerExceptionResolver.class)
		UnhandledRequestResolver upgradeRequiredUnhandledRequestResolver(ServletEnforcer enforcer,
				ServletEndpointPatterns endpoints) {
			return new UnhandledRequestResolver(enforcer, endpoints);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ServerEndpointConfig.class, ServerEndpointExporter.class })
	@ConditionalOnBean(ServerEndpointExporter.class)
	@Conditional(SwitchCondition.Discover.class)
	static class JakartaEndpointConfiguration {

		@Bean
		JakartaEndpoints upgradeRequiredJakartaEndpoints(ApplicationContext context) {
			return new JakartaEndpoints(context);
		}

		@Bean
		JakartaEndpointFilter upgradeRequiredJakartaEndpointFilter(ServletEnforcer enforcer, JakartaEndpoints endpoints,
				ServletServers servers) {
			return new JakartaEndpointFilter(enforcer, endpoints, servers);
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
