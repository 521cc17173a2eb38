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

package io.github.upgraderequired.http;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A version of TLS, in ascending order.
 *
 * @since 0.1.0
 */
public enum TlsVersion {

	/**
	 * TLS 1.0, deprecated by RFC 8996.
	 */
	TLS_1_0("TLSv1"),

	/**
	 * TLS 1.1, deprecated by RFC 8996.
	 */
	TLS_1_1("TLSv1.1"),

	/**
	 * TLS 1.2 (RFC 5246).
	 */
	TLS_1_2("TLSv1.2"),

	/**
	 * TLS 1.3 (RFC 8446).
	 */
	TLS_1_3("TLSv1.3");

	/** Servlet 6.1, and Tomcat 10.1. */
	private static final List<String> PROTOCOL_ATTRIBUTES = List.of("jakarta.servlet.request.secure_protocol",
			"org.apache.tomcat.util.net.secure_protocol_version");

	/** Every container, and the only one on Jetty. */
	private static final String CIPHER_SUITE_ATTRIBUTE = "jakarta.servlet.request.cipher_suite";

	private final String protocol;

	TlsVersion(String protocol) {
		this.protocol = protocol;
	}

	/**
	 * Read the protocol name that a TLS session of the JDK reports.
	 * @param protocol for example {@code TLSv1.3}, or {@code null}
	 * @return the version, or {@code null} if the name is {@code null} or unknown
	 */
	public static @Nullable TlsVersion parse(@Nullable String protocol) {
		for (TlsVersion version : values()) {
			if (version.protocol.equals(protocol)) {
				return version;
			}
		}
		return null;
	}

	/**
	 * Read the version where servlet containers tell it, for a request that is secure.
	 * @param version the HTTP version of the request, or {@code null} if it is not known
	 * @param attributes the attributes of the request, by name
	 * @return the version, or {@code null} if nothing tells it
	 */
	public static @Nullable TlsVersion ofServletRequest(@Nullable HttpVersion version,
			Function<String, @Nullable Object> attributes) {
		if (version != null && version.isAtLeast(HttpVersion.HTTP_3)) {
			// RFC 9001, 4.2: QUIC has no other, and Jetty shows none
			return TLS_1_3;
		}
		for (String name : PROTOCOL_ATTRIBUTES) {
			if (attributes.apply(name) instanceof String protocol) {
				return parse(protocol);
			}
		}
		return (attributes.apply(CIPHER_SUITE_ATTRIBUTE) instanceof String suite) ? ofCipherSuite(suite) : null;
	}

	/**
	 * Conclude the version from a cipher suite, for servers that tell only that.
	 * @param suite the name of the suite as the JDK spells it, or {@code null}
	 * @return version 1.3 for a suite that names no key exchange, 1.2 for what came with
	 * that version, {@code null} for suites that older versions have too
	 */
	public static @Nullable TlsVersion ofCipherSuite(@Nullable String suite) {
		if (suite == null || !suite.startsWith("TLS_")) {
			return null;
		}
		if (!suite.contains("_WITH_")) {
			return TLS_1_3;
		}
		boolean since12 = suite.endsWith("_SHA256") || suite.endsWith("_SHA384") || suite.contains("_CCM");
		return since12 ? TLS_1_2 : null;
	}

	/**
	 * Return whether this version is the given one or a later one.
	 * @param minimum the version to compare with
	 * @return {@code true} if this version is not lower
	 */
	public boolean isAtLeast(TlsVersion minimum) {
		return compareTo(minimum) >= 0;
	}

}
