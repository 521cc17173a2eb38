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
import java.util.stream.Collectors;

import io.github.upgraderequired.UpgradeProtocol.Kind;
import io.github.upgraderequired.rule.Mode;
import io.github.upgraderequired.rule.Rule;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Warns of rules that judge how a client came where the application cannot see it: behind
 * a proxy, and nobody goes by what the proxy says.
 */
final class ProxyWarnings {

	private static final Log logger = LogFactory.getLog(ProxyWarnings.class);

	private static final List<String> KEYS = List.of("bundle", "key-store", "certificate");

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	ProxyWarnings(Environment environment, ListableBeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	void logFor(List<Rule> rules, UpgradeRequiredProperties properties) {
		ForwardHeadersStrategy strategy = ForwardHeadersStrategy.of(this.environment);
		boolean header = StringUtils.hasLength(properties.getHttpVersion().getHeader());
		String tls = names(rules, properties.getMode(), Kind.TLS);
		String versions = names(rules, properties.getMode(), Kind.HTTP_VERSION);
		if (!tls.isEmpty() && !strategy.isInForce() && !serverHasTls() && !applicationReadsForwardedHeaders()) {
			logger.warn("TLS is required by " + tls
					+ " of upgrade.required.rules, but no request will be seen to have it: the server has no TLS itself"
					+ " (server.ssl) and does not go by the forwarded headers of a proxy that ends TLS ("
					+ ForwardHeadersStrategy.PROPERTY + ").");
		}
		if (!versions.isEmpty() && strategy.isSet() && !header) {
			logger.warn("A version of HTTP is required by " + versions + " of upgrade.required.rules, and "
					+ ForwardHeadersStrategy.PROPERTY
					+ " is set or deduced. Behind a proxy that is the version that the proxy speaks to this server, often"
					+ " HTTP/1.1, whatever its clients speak. Let the proxy tell theirs in a header, and name that in "
					+ ForwardHeadersStrategy.HTTP_VERSION_HEADER + ".");
		}
		// A policy may look at the version too, so that there need not be a rule
		if (header && !strategy.isSet()) {
			logger.warn("Property " + ForwardHeadersStrategy.HTTP_VERSION_HEADER + " has no effect without "
					+ ForwardHeadersStrategy.PROPERTY + ", since every client could claim a version. A filter of the"
					+ " application's own for forwarded headers does not count.");
		}
	}

	private static String names(List<Rule> rules, Mode ceiling, Kind kind) {
		return rules.stream()
			.filter((rule) -> rule.mode().weaker(ceiling) != Mode.OFF && rule.requirement().includes(kind))
			.map((rule) -> "'" + rule.name() + "'")
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private boolean serverHasTls() {
		return this.environment.getProperty("server.ssl.enabled", Boolean.class, true)
				&& (KEYS.stream().anyMatch((key) -> StringUtils.hasText(property(key)))
						|| "PKCS11".equals(property("key-store-type")));
	}

	private String property(String name) {
		return this.environment.getProperty("server.ssl." + name, "");
	}

	private boolean applicationReadsForwardedHeaders() {
		return isBean(ResolvableType.forClass(ForwardedHeaderTransformer.class))
				|| (ClassUtils.isPresent("jakarta.servlet.Filter", getClass().getClassLoader())
						&& (isBean(ResolvableType.forClass(ForwardedHeaderFilter.class)) || isBean(ResolvableType
							.forClassWithGenerics(FilterRegistrationBean.class, ForwardedHeaderFilter.class))));
	}

	// By what is declared, since no bean may be created this early
	private boolean isBean(ResolvableType type) {
		return this.beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

}
