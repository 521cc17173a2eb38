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

import io.github.upgraderequired.rule.Mode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Warns where a header is read for the version of a client and for that of an API: what
 * the one takes for a version means something else to the other.
 */
final class ClientWarnings {

	private static final Log logger = LogFactory.getLog(ClientWarnings.class);

	private static final List<String> API_VERSIONS = List.of("spring.mvc.apiversion.use.header",
			"spring.webflux.apiversion.use.header");

	private final Environment environment;

	private final UpgradeRequiredProperties properties;

	ClientWarnings(Environment environment, UpgradeRequiredProperties properties) {
		this.environment = environment;
		this.properties = properties;
	}

	void warn() {
		if (this.properties.getMode() == Mode.OFF) {
			return;
		}
		for (String property : API_VERSIONS) {
			String header = this.environment.getProperty(property);
			if (StringUtils.hasLength(header)) {
				RelaxedNames.merge("upgrade.required.rules", "rule", this.properties.getRules())
					.forEach((name, rule) -> warn(property, header, name, rule));
			}
		}
	}

	private static void warn(String property, String header, String name, RuleProperties rule) {
		ClientProperties.Identify identify = rule.getIdentify();
		String version = StringUtils.hasLength(identify.getVersionHeader()) ? identify.getVersionHeader()
				: identify.getHeader();
		if (!rule.getClients().isEmpty() && rule.getMode() != Mode.OFF && header.equalsIgnoreCase(version)) {
			logger.warn("Rule '" + name + "' reads the version of clients in " + version + ", where " + property
					+ " has Spring read the version of the API. One header cannot tell both: set identify of the rule"
					+ " to another one.");
		}
	}

}
