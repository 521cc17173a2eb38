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

import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.actuate.RuleObservationFilter;
import io.github.upgraderequired.actuate.UpgradeMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Auto-configuration for metrics and observations.
 */
@AutoConfiguration(before = UpgradeRequiredAutoConfiguration.class,
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration" })
@ConditionalOnWebApplication
@Conditional(SwitchCondition.Enabled.class)
@EnableConfigurationProperties(UpgradeRequiredProperties.class)
public final class UpgradeRequiredMetricsAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnSingleCandidate(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		UpgradeMetrics upgradeRequiredMetrics(MeterRegistry registry, UpgradeRequiredProperties properties) {
			return new UpgradeMetrics(registry, properties.getMetrics().getMaxClientVersions());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ HttpServletRequest.class, ObservationRegistry.class })
	@ConditionalOnBean(ObservationRegistry.class)
	static class ServletObservationConfiguration {

		@Bean
		RuleObservationFilter upgradeRequiredRuleObservationFilter() {
			return new RuleObservationFilter(ServletObservationConfiguration::rule);
		}

		private static @Nullable Object rule(Observation.Context context) {
			return (context instanceof ServerRequestObservationContext observed)
					? observed.getCarrier().getAttribute(UpgradeRules.RULE_ATTRIBUTE) : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass({ ServerWebExchange.class, ObservationRegistry.class })
	@ConditionalOnBean(ObservationRegistry.class)
	static class ReactiveObservationConfiguration {

		@Bean
		RuleObservationFilter upgradeRequiredRuleObservationFilter() {
			return new RuleObservationFilter(ReactiveObservationConfiguration::rule);
		}

		private static @Nullable Object rule(Observation.Context context) {
			return (context instanceof org.springframework.http.server.reactive.observation.ServerRequestObservationContext observed)
					? observed.getAttributes().get(UpgradeRules.RULE_ATTRIBUTE) : null;
		}

	}

}
