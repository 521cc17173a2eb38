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

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.rule.ConfiguredRules;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Warns of rules that judge how a client came where the application cannot see it: behind
 * a proxy, and nobody goes by what the proxy says, or too late.
 */
final class ProxyWarnings {

	private static final Log logger = LogFactory.getLog(ProxyWarnings.class);

	private static final List<String> KEYS = List.of("bundle", "key-store", "certificate");

	private final Environment environment;

	private final Deployment deployment;

	private final ConfiguredRules rules;

	private final boolean header;

	/**
	 * Create warnings.
	 * @param environment the properties
	 * @param deployment who goes by forwarded headers
	 * @param rules the rules
	 * @param header whether a header is configured that tells the client's HTTP version
	 */
	ProxyWarnings(Environment environment, Deployment deployment, ConfiguredRules rules, boolean header) {
		this.environment = environment;
		this.deployment = deployment;
		this.rules = rules;
		this.header = header;
	}

	void warn() {
		ForwardHeadersStrategy set = ForwardHeadersStrategy.of(this.environment);
		ForwardHeadersStrategy strategy = this.deployment.strategy();
		String tls = names(Kind.TLS);
		String versions = names(Kind.HTTP_VERSION);
		boolean needed = !tls.isEmpty() || !versions.isEmpty() || this.header;
		if (needed && set.isSet() && !strategy.isSet()) {
			warnOfStrategyThatNobodyCarriesOut();
		}
		String reader = needed ? this.deployment.forwardedHeaderReaderWarning() : null;
		if (reader != null) {
			logger.warn(reader);
		}
		if (!tls.isEmpty() && !set.isInForce() && !serverHasTls() && !this.deployment.isDeployed()
				&& !this.deployment.hasForwardedHeaderReader()) {
			logger.warn("TLS is required by " + tls
					+ " of upgrade.required.rules, but no request will be seen to have it: the server has no TLS itself"
					+ " (server.ssl) and does not go by the forwarded headers of a proxy that ends TLS ("
					+ ForwardHeadersStrategy.PROPERTY + ").");
		}
		if (!versions.isEmpty() && strategy.isSet() && !this.header) {
			logger.warn("A version of HTTP is required by " + versions + " of upgrade.required.rules, and "
					+ ForwardHeadersStrategy.PROPERTY
					+ " is set or deduced. Behind a proxy that is the version that the proxy speaks to this server, often"
					+ " HTTP/1.1, whatever its clients speak. Let the proxy tell theirs in a header, and name that in "
					+ ForwardHeadersStrategy.HTTP_VERSION_HEADER + ".");
		}
		// A policy may look at the version too, so that there need not be a rule
		if (this.header && !set.isSet()) {
			logger.warn("Property " + ForwardHeadersStrategy.HTTP_VERSION_HEADER + " has no effect without "
					+ ForwardHeadersStrategy.PROPERTY + ", since every client could claim a version. A filter of the"
					+ " application's own for forwarded headers does not count.");
		}
	}

	private String names(Kind kind) {
		return StringUtils.collectionToDelimitedString(this.rules.requiring(kind), ", ", "'", "'");
	}

	private void warnOfStrategyThatNobodyCarriesOut() {
		String reason = this.deployment.isDeployed()
				? "the application is deployed to a servlet container, which that property does not configure. Configure"
						+ " the container (on Tomcat its RemoteIpValve), or let Spring's filter do it: set the property to"
						+ " 'framework', or register a ForwardedHeaderFilter with the order -2147483648."
				: "there is nobody who does what it says.";
		logger.warn("Property " + ForwardHeadersStrategy.PROPERTY + " is set or deduced, but has no effect: " + reason
				+ (this.header ? " Nor has " + ForwardHeadersStrategy.HTTP_VERSION_HEADER + "." : ""));
	}

	private boolean serverHasTls() {
		return this.environment.getProperty("server.ssl.enabled", Boolean.class, true)
				&& (KEYS.stream().anyMatch((key) -> StringUtils.hasText(property(key)))
						|| "PKCS11".equals(property("key-store-type")));
	}

	private String property(String name) {
		return this.environment.getProperty("server.ssl." + name, "");
	}

}
