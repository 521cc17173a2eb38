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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.rule.ConfiguredRules;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Warns of what stands beside rules of TLS and undoes a part of them.
 */
final class TlsWarnings {

	private static final Log logger = LogFactory.getLog(TlsWarnings.class);

	/** Servlet, and WebFlux. */
	private static final List<String> SECURITY = List.of("springSecurityFilterChain",
			"org.springframework.security.config.annotation.web.reactive.WebFluxSecurityConfiguration.WebFilterChainFilter");

	private final ApplicationContext context;

	private final Deployment deployment;

	private final ConfiguredRules rules;

	TlsWarnings(ApplicationContext context, Deployment deployment, ConfiguredRules rules) {
		this.context = context;
		this.deployment = deployment;
		this.rules = rules;
	}

	void warn() {
		String hsts = quoted(this.rules.sendingStrictTransportSecurity());
		if (!hsts.isEmpty() && SECURITY.stream().anyMatch(this.context::containsBean)) {
			logger.warn("Strict-Transport-Security is sent by " + hsts
					+ " of upgrade.required.rules (hsts.max-age) and, where these do not, by Spring Security"
					+ " (headers().httpStrictTransportSecurity()): one host with two policies. Let one of them do it: leave"
					+ " hsts out of the rules, or disable that of Spring Security.");
		}
		String everything = quoted(this.rules.requiringTlsOf(UpgradeContext.builder("GET", "/").build()));
		if (!everything.isEmpty() && this.deployment.redirectsContextRoot()) {
			logger.warn("TLS is required of every request by " + everything
					+ " of upgrade.required.rules, but Tomcat itself redirects the context path without its slash in clear"
					+ " text, before any filter. Set server.tomcat.redirect-context-root=false (in a WAR"
					+ " mapperContextRootRedirectEnabled=\"false\" in its Context), so that it is judged as well.");
		}
	}

	private static String quoted(List<String> names) {
		return StringUtils.collectionToDelimitedString(names, ", ", "'", "'");
	}

}
