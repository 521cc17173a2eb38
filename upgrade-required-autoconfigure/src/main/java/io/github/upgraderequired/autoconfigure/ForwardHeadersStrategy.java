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

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.Token;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Who goes by forwarded headers, as Spring Boot decides it when it configures the server.
 *
 * @param framework whether it is Spring's filter
 * @param server whether it is the server
 * @param isSet whether that is a strategy, set or deduced, and not a property of Tomcat's
 * alone
 * @param protocolHeader the field that Tomcat goes by instead of the usual one, or
 * {@code null}
 */
record ForwardHeadersStrategy(boolean framework, boolean server, boolean isSet, @Nullable String protocolHeader) {

	static final String PROPERTY = "server.forward-headers-strategy";

	static final String HTTP_VERSION_HEADER = "upgrade.required.http-version.header";

	private static final String TOMCAT = "server.tomcat.remoteip.";

	static ForwardHeadersStrategy of(Environment environment) {
		String strategy = environment.getProperty(PROPERTY);
		String protocolHeader = environment.getProperty(TOMCAT + "protocol-header");
		boolean valve = StringUtils.hasText(protocolHeader)
				|| StringUtils.hasText(environment.getProperty(TOMCAT + "remote-ip-header"));
		boolean framework = "framework".equalsIgnoreCase(strategy);
		boolean server = StringUtils.hasText(strategy) ? "native".equalsIgnoreCase(strategy) : isDeduced(environment);
		return new ForwardHeadersStrategy(framework, valve || server, framework || server,
				StringUtils.hasText(protocolHeader) ? protocolHeader : null);
	}

	private static boolean isDeduced(Environment environment) {
		CloudPlatform platform = CloudPlatform.getActive(environment);
		return platform != null && platform.isUsingForwardHeaders();
	}

	/**
	 * Return the strategy without what is set and not done.
	 * @param byFramework whether Spring's filter would do it
	 * @param byServer whether the server would
	 * @return a copy
	 */
	ForwardHeadersStrategy carriedOutBy(boolean byFramework, boolean byServer) {
		boolean server = this.server && byServer;
		// Whoever deploys a WAR may set the one and have the other
		boolean framework = (this.framework || (this.server && !byServer)) && byFramework;
		return new ForwardHeadersStrategy(framework, server, this.isSet && (framework || server), this.protocolHeader);
	}

	boolean isInForce() {
		return this.framework || this.server;
	}

	/**
	 * Return the fields in which a proxy tells how its client came.
	 * @param httpVersionHeader the one that has the HTTP version, believed only with a
	 * strategy; {@code null} or empty if there is none
	 * @return the fields
	 */
	ForwardedFields fields(@Nullable String httpVersionHeader) {
		// Spring's filter need not be known of: it takes away the fields that it goes by
		ForwardedFields fields = (this.protocolHeader != null) ? new ForwardedFields(this.server, this.protocolHeader)
				: new ForwardedFields(this.server);
		if (!StringUtils.hasLength(httpVersionHeader)) {
			return fields;
		}
		if (!Token.isToken(httpVersionHeader)) {
			throw new InvalidUpgradePropertyException(HTTP_VERSION_HEADER, httpVersionHeader,
					"The name of a header field is a token (RFC 9110, 5.1): letters, digits and !#$%&'*+-.^_`|~.",
					"Write the name alone, such as X-Forwarded-Http-Version.");
		}
		return this.isSet ? fields.withHttpVersionField(httpVersionHeader) : fields;
	}

}
