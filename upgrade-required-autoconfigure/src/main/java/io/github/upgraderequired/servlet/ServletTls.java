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

package io.github.upgraderequired.servlet;

import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where each servlet container tells the TLS version of a connection.
 */
final class ServletTls {

	/** Servlet 6.1: Tomcat 11. */
	private static final String SECURE_PROTOCOL = "jakarta.servlet.request.secure_protocol";

	/** Tomcat 10.1. */
	private static final String TOMCAT_PROTOCOL_VERSION = "org.apache.tomcat.util.net.secure_protocol_version";

	/** Every container, the only one on Jetty. */
	private static final String CIPHER_SUITE = "jakarta.servlet.request.cipher_suite";

	private ServletTls() {
	}

	static @Nullable TlsVersion version(ServletRequest request) {
		for (String attribute : new String[] { SECURE_PROTOCOL, TOMCAT_PROTOCOL_VERSION }) {
			if (request.getAttribute(attribute) instanceof String protocol) {
				return TlsVersion.parse(protocol);
			}
		}
		return (request.getAttribute(CIPHER_SUITE) instanceof String suite) ? TlsVersion.ofCipherSuite(suite) : null;
	}

}
