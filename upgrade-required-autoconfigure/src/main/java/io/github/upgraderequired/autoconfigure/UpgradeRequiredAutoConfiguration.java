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

import java.time.InstantSource;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.actuate.ExemptEndpoints;
import io.github.upgraderequired.actuate.RuleCounts;
import io.github.upgraderequired.actuate.UpgradeRequiredEndpoint;
import io.github.upgraderequired.container.JettyEe10;
import io.github.upgraderequired.container.JettyEe11;
import io.github.upgraderequired.container.ServletServer;
import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.container.Tomcat;
import io.github.upgraderequired.container.Undertow;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.IncidentListener;
import io.github.upgraderequired.websocket.FoundEndpoints;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for what both stacks share: rules, policy, responses and the servlet
 * containers, which both run on.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@Conditional(SwitchCondition.Enabled.class)
@EnableConfigurationProperties(UpgradeRequiredProperties.class)
public final class UpgradeRequiredAutoConfiguration {

	@Bean
	ConfiguredRules upgradeRequiredConfiguredRules(UpgradeRequiredProperties properties,
			ObjectProvider<InstantSource> clock, ObjectProvider<IncidentListener> incidents,
			ConfigurableApplicationContext context, ConfigurableEnvironment environment) {
		UnboundSystemProperties.warnOf(environment);
		ConfiguredRules rules = new ConfiguredRules(new SettingsReader(context).read(properties),
				clock.getIfUnique(InstantSource::system), incidents.orderedStream().toList());
		rules.warnOfShutOut();
		return rules;
	}

	@Bean
	@ConditionalOnMissingBean
	UpgradeRules upgradeRequiredRules(ConfiguredRules rules) {
		return rules::decide;
	}

	@Bean
	@ConditionalOnMissingBean
	UpgradePolicy upgradeRequiredPolicy(UpgradeRules rules) {
		return rules::decide;
	}

	@Bean
	RefusalResponses upgradeRequiredRefusalResponses(UpgradeRequiredProperties properties, ConfiguredRules rules,
			ObjectProvider<UpgradeRefusalRenderer> renderer, ObjectProvider<IncidentListener> incidents) {
		RefusalResponses responses = new RefusalResponses(new RulesFactory(properties).createProblemType(),
				properties.getResponse().getUpgradeField(), renderer.getIfAvailable(),
				incidents.orderedStream().toList());
		responses.prepare(rules.refusals());
		return responses;
	}

	@Bean
	@ConditionalOnClass(name = "jakarta.servlet.http.HttpServletRequest")
	ServletServers upgradeRequiredServletServers(ObjectProvider<ServletServer> servers) {
		// Undertow is known by name, and a container that has it may hide its classes
		return new ServletServers(Stream.concat(servers.stream(), Stream.of(new Undertow())).toList());
	}

	@Bean
	@ConditionalOnClass(name = "org.apache.catalina.connector.RequestFacade")
	ServletServer upgradeRequiredTomcat() {
		return new Tomcat();
	}

	@Bean
	@ConditionalOnClass(name = "org.eclipse.jetty.ee11.servlet.ServletApiRequest")
	ServletServer upgradeRequiredJettyEe11() {
		return new JettyEe11();
	}

	@Bean
	@ConditionalOnClass(name = "org.eclipse.jetty.ee10.servlet.ServletApiRequest")
	ServletServer upgradeRequiredJettyEe10() {
		return new JettyEe10();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EnvironmentChangeEvent.class)
	static class RefreshConfiguration {

		// It has to know how things were at start
		@Bean
		@Lazy(false)
		RuleRefresh upgradeRequiredRuleRefresh(UpgradeRequiredProperties properties, ConfiguredRules rules,
				RefusalResponses responses, ConfigurableApplicationContext context) {
			return new RuleRefresh(properties, rules, responses, context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class })
	static class ActuatorConfiguration {

		@Bean
		ExemptEndpoints upgradeRequiredExemptEndpoints(UpgradeRequiredProperties properties, ApplicationContext context,
				ConfigurableListableBeanFactory beanFactory, ObjectProvider<ConfiguredRules> rules) {
			Environment environment = context.getEnvironment();
			return new ExemptEndpoints(beanFactory, rules::getObject, properties.getExempt().getActuator(),
					ManagementPortType.get(environment) == ManagementPortType.SAME,
					SettingsReader.dispatcherPath(context));
		}

		@Bean
		@ConditionalOnAvailableEndpoint(UpgradeRequiredEndpoint.class)
		RuleCounts upgradeRequiredRuleCounts() {
			return new RuleCounts();
		}

		@Bean
		@ConditionalOnAvailableEndpoint
		UpgradeRequiredEndpoint upgradeRequiredEndpoint(UpgradeRequiredProperties properties, ConfiguredRules rules,
				RuleCounts counts, Environment environment, ObjectProvider<FoundEndpoints> endpoints,
				ConfigurableListableBeanFactory beanFactory) {
			return new UpgradeRequiredEndpoint(rules, counts, new RuleOrigins(environment), endpoints::getIfAvailable,
					new ApplicationPolicy(beanFactory), properties.getExempt().getActuator());
		}

	}

}
