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

package io.github.upgraderequired.actuate;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRequirement;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.Exemptions;
import io.github.upgraderequired.rule.Mode;
import io.github.upgraderequired.rule.PathMatch;
import io.github.upgraderequired.rule.Rule;
import io.github.upgraderequired.rule.RuleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ExemptEndpoints}. Which paths they are is asked of real servers.
 */
class ExemptEndpointsTests {

	private static final PathReadings HEALTH = PathReadings.of("/actuator/health", null);

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ExemptEndpoints.class);

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private int failures;

	@Test
	void nothingIsExemptWithoutActuatorsEndpoints() {
		ExemptEndpoints endpoints = endpoints();
		endpoints.afterSingletonsInstantiated();
		assertThat(endpoints.cover(HEALTH)).isFalse();
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@Test
	void endpointsThatExistAreReadAtStart() {
		this.beanFactory.registerSingleton("endpoints", new PathMappedEndpoints("/actuator", List::of));
		ExemptEndpoints endpoints = endpoints();
		endpoints.afterSingletonsInstantiated();
		this.beanFactory.destroySingleton("endpoints");
		assertThat(endpoints.cover(HEALTH)).isFalse();
	}

	@Test
	void endpointsAreNotCreatedAtStart() {
		this.failures = 1;
		registerEndpoints();
		endpoints().afterSingletonsInstantiated();
		assertThat(this.failures).isOne();
		assertThat(this.beanFactory.containsSingleton("endpoints")).isFalse();
	}

	@Test
	void failureWithARequestIsOneWarningUntilItIsOver() {
		this.failures = 2;
		registerEndpoints();
		ExemptEndpoints endpoints = endpoints();
		endpoints.afterSingletonsInstantiated();
		for (int i = 0; i < 4; i++) {
			assertThat(endpoints.cover(HEALTH)).isFalse();
		}
		assertThat(this.failures).isZero();
		assertThat(this.beanFactory.containsSingleton("endpoints")).isTrue();
		assertThat(this.log.messages(Level.WARN))
			.containsExactly("No endpoint of Actuator is exempt until they can be found");
	}

	@Test
	void failureAtStartStopsTheStart() {
		this.beanFactory.registerSingleton("endpoints", new PathMappedEndpoints("/actuator", List::of) {

			@Override
			public Iterator<PathMappedEndpoint> iterator() {
				throw new IllegalStateException("the endpoints cannot be listed");
			}

		});
		assertThatIllegalStateException().isThrownBy(endpoints()::afterSingletonsInstantiated)
			.withMessage("the endpoints cannot be listed");
	}

	private void registerEndpoints() {
		RootBeanDefinition definition = new RootBeanDefinition(PathMappedEndpoints.class, () -> {
			if (this.failures > 0) {
				this.failures--;
				throw new IllegalStateException("an endpoint cannot be created");
			}
			return new PathMappedEndpoints("/actuator", List::of);
		});
		this.beanFactory.registerBeanDefinition("endpoints", definition);
	}

	private ExemptEndpoints endpoints() {
		Rule rule = new Rule("tls", 0, Mode.ENFORCE,
				new PathMatch(List.of(PathPatternParser.defaultInstance.parse("/**")), List.of(), Set.of()),
				UpgradeRequirement.anyOf(List.of(UpgradeProtocol.parse("TLS"))));
		ConfiguredRules rules = new ConfiguredRules(
				new RuleSettings(Mode.ENFORCE, new Exemptions(false, false, List.of()), List.of(rule), false),
				InstantSource.system(), List.of());
		return new ExemptEndpoints(this.beanFactory, () -> rules, ActuatorExemption.ALL, true, "");
	}

}
