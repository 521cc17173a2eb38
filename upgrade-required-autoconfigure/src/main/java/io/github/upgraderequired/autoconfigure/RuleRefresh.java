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

import java.util.List;

import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.RuleSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;

/**
 * Takes the rules anew when Spring Cloud says that the environment has changed. The
 * properties are bound to an object of their own: in the one that Spring Cloud binds
 * again, entries of maps that have been deleted survive.
 */
final class RuleRefresh implements ApplicationListener<EnvironmentChangeEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(RuleRefresh.class);

	private final FixedProperties fixed;

	private final ConfiguredRules rules;

	private final RefusalResponses responses;

	private final ConfigurableApplicationContext context;

	/**
	 * Create a refresh.
	 * @param properties the properties as they are at start
	 * @param rules the rules to replace
	 * @param responses the responses to prepare
	 * @param context the application
	 */
	RuleRefresh(UpgradeRequiredProperties properties, ConfiguredRules rules, RefusalResponses responses,
			ConfigurableApplicationContext context) {
		this.fixed = FixedProperties.of(properties);
		this.rules = rules;
		this.responses = responses;
		this.context = context;
	}

	// Before Spring Cloud binds the properties bean, which may fail
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public synchronized void onApplicationEvent(EnvironmentChangeEvent event) {
		RuleSettings settings;
		try {
			UpgradeRequiredProperties properties = bind();
			warnOf(this.fixed.changed(FixedProperties.of(properties)));
			this.fixed.keepIn(properties);
			settings = new SettingsReader(this.context).read(properties);
		}
		catch (RuntimeException ex) {
			logger.error("The configuration under upgrade.required has changed and is not valid; the rules stay as they"
					+ " were", ex);
			return;
		}
		this.rules.replace(settings);
		this.responses.prepare(this.rules.refusals());
		this.rules.tell();
	}

	// As strict as at start
	private UpgradeRequiredProperties bind() {
		BindHandler strict = new NoUnboundElementsBindHandler(new IgnoreTopLevelConverterNotFoundBindHandler(),
				new UnboundElementsSourceFilter());
		return Binder.get(this.context.getEnvironment(), strict)
			.bindOrCreate("upgrade.required", UpgradeRequiredProperties.class);
	}

	private static void warnOf(List<String> changed) {
		if (!changed.isEmpty()) {
			logger.warn("Changed, but without effect until the application is started again: "
					+ StringUtils.collectionToDelimitedString(changed, ", "));
		}
	}

}
