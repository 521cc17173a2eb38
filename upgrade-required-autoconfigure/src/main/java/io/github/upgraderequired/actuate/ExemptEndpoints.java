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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.upgraderequired.PathReadings;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.ExemptPaths;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The endpoints of Actuator that are exempt. They are read once: at start or, where
 * Actuator is lazy, with the first request that a rule covers. Asked any earlier,
 * Actuator would create all endpoints, and whatever they need, before their time.
 */
public final class ExemptEndpoints implements ExemptPaths, SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ExemptEndpoints.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<ConfiguredRules> rules;

	private final ActuatorExemption exemption;

	private final boolean samePort;

	private final String prefix;

	private volatile @Nullable ExemptPaths found;

	private boolean failed;

	/**
	 * Create exempt endpoints.
	 * @param beanFactory the beans of the application
	 * @param rules the rules, which are asked what they refuse when the endpoints are
	 * known
	 * @param exemption which endpoints are exempt
	 * @param samePort whether the endpoints are on the application's own port. Where they
	 * are not, only their additional paths are there
	 * @param prefix the path of the dispatcher servlet below the context path; empty for
	 * the root
	 */
	public ExemptEndpoints(ConfigurableListableBeanFactory beanFactory, Supplier<ConfiguredRules> rules,
			ActuatorExemption exemption, boolean samePort, String prefix) {
		this.beanFactory = beanFactory;
		this.rules = rules;
		this.exemption = exemption;
		this.samePort = samePort;
		this.prefix = prefix;
	}

	// Comes before the server accepts connections
	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.beanFactory.getBeanNamesForType(PathMappedEndpoints.class, true, false)) {
			if (!this.beanFactory.containsSingleton(name)) {
				return;
			}
		}
		find();
	}

	@Override
	public boolean cover(PathReadings path) {
		ExemptPaths paths = this.found;
		return ((paths != null) ? paths : findLate()).cover(path);
	}

	private synchronized ExemptPaths findLate() {
		ExemptPaths paths = this.found;
		if (paths != null) {
			return paths;
		}
		try {
			return find();
		}
		catch (RuntimeException ex) {
			// Actuator's own handler mappings fail likewise; what does not need them goes
			// on
			if (!this.failed) {
				this.failed = true;
				logger.warn("No endpoint of Actuator is exempt until they can be found", ex);
			}
			return ExemptPaths.NONE;
		}
	}

	private ExemptPaths find() {
		List<ActuatorEndpoint> endpoints = this.beanFactory.getBeanProvider(PathMappedEndpoints.class)
			.stream()
			.flatMap((mapped) -> ActuatorEndpoint.of(mapped, this.prefix).stream())
			.toList();
		List<PathPattern> patterns = new ArrayList<>();
		for (ActuatorEndpoint endpoint : endpoints) {
			if (endpoint.isIn(this.exemption)) {
				patterns.addAll(endpoint.additionalPaths());
				patterns.addAll(this.samePort ? endpoint.operations() : List.of());
			}
		}
		ExemptPaths paths = ExemptPaths.of(patterns);
		this.found = paths;
		if (this.samePort) {
			warnOfRefused(endpoints);
		}
		return paths;
	}

	private void warnOfRefused(List<ActuatorEndpoint> endpoints) {
		Map<String, TreeSet<String>> refused = new TreeMap<>();
		for (ActuatorEndpoint endpoint : endpoints) {
			UpgradeContext request = UpgradeContext.builder("GET", endpoint.path()).remoteAddress(null).build();
			String rule = this.rules.get().ruleAgainst(request);
			if (rule != null) {
				refused.computeIfAbsent(rule, (name) -> new TreeSet<>()).add(endpoint.name());
			}
		}
		if (!refused.isEmpty()) {
			List<String> parts = new ArrayList<>();
			refused.forEach((rule, names) -> parts.add(String.join(", ", names) + " (rule '" + rule + "')"));
			logger.warn("Plain clear-text requests no longer reach these endpoints of Actuator: "
					+ String.join("; ", parts) + ". Where something depends on them, such as Prometheus, set"
					+ " upgrade.required.exempt.actuator=all, add its network to upgrade.required.exempt.networks,"
					+ " or add their paths to exclude-paths of the rule.");
		}
	}

}
