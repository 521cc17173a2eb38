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

package io.github.upgraderequired.wire;

import io.github.upgraderequired.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A version of HTTP and how a client comes to speak it.
 */
public enum HttpWay {

	HTTP_0_9("HTTP/0.9 (no version)", HttpVersion.HTTP_0_9, "clear", null, null),
	HTTP_1_0("HTTP/1.0", HttpVersion.HTTP_1_0, "clear", "--http1.0", null),
	HTTP_1_1("HTTP/1.1", HttpVersion.HTTP_1_1, "clear", "--http1.1", null),
	HTTP_1_1_OVER_TLS("HTTP/1.1 over TLS", HttpVersion.HTTP_1_1, "tls", "--http1.1", null),
	H2C_BY_PRIOR_KNOWLEDGE("h2c by prior knowledge", HttpVersion.HTTP_2, "clear", "--http2-prior-knowledge",
			"--verbose"),
	H2C_BY_UPGRADE("h2c by `Upgrade`", HttpVersion.HTTP_2, "clear", "--http2", "--upgrade"),
	H2_BY_ALPN("h2 by ALPN", HttpVersion.HTTP_2, "tls", "--http2", "--verbose"),
	HTTP_3("HTTP/3", HttpVersion.HTTP_3, "quic", null, null);

	private final String label;

	private final HttpVersion version;

	private final String transport;

	private final @Nullable String curlOption;

	private final @Nullable String nghttpOption;

	HttpWay(String label, HttpVersion version, String transport, @Nullable String curlOption,
			@Nullable String nghttpOption) {
		this.label = label;
		this.version = version;
		this.transport = transport;
		this.curlOption = curlOption;
		this.nghttpOption = nghttpOption;
	}

	public String label() {
		return this.label;
	}

	public HttpVersion version() {
		return this.version;
	}

	/**
	 * Return what is below HTTP: {@code clear}, {@code tls} or {@code quic}.
	 */
	public String transport() {
		return this.transport;
	}

	public boolean isSecure() {
		return !"clear".equals(this.transport);
	}

	/**
	 * Return the option that makes curl speak so, or {@code null} if it cannot.
	 */
	public @Nullable String curlOption() {
		return this.curlOption;
	}

	/**
	 * Return the option that makes nghttp speak so, or {@code null} if it cannot.
	 */
	public @Nullable String nghttpOption() {
		return this.nghttpOption;
	}

}
