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

package io.github.upgraderequired.wire.version;

import java.util.List;

import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.wire.HttpWay;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of rule that a plain GET meets or not, with a path of the wire application
 * under each.
 */
enum RuleKind {

	NONE("no rule", "/open", null), WEBSOCKET("`websocket`", "/ws/echo", "echo", "websocket"),
	TLS("`TLS`", "/account", "account", "TLS"), TLS_1_3("`TLS/1.3`", "/tls13", "tls13", "TLS/1.3"),
	HTTP_1_1("`HTTP/1.1`", "/http11", "http11", "HTTP/1.1"), HTTP_2("`HTTP/2`", "/feed", "feed", "HTTP/2.0"),
	HTTP_3("`HTTP/3`", "/guarded/handler", "guarded", "HTTP/3.0"),
	HTTP_3_OR_2("`HTTP/3, HTTP/2`", "/feed3", "feed3", "HTTP/3.0", "HTTP/2.0"),
	H2("`h2`", "/h2-alone", "h2-alone", "h2"), CUSTOM("`iot-mux/1`", "/iot", "iot", "iot-mux/1");

	private final String heading;

	private final String path;

	private final @Nullable String rule;

	private final List<String> protocols;

	RuleKind(String heading, String path, @Nullable String rule, String... protocols) {
		this.heading = heading;
		this.path = path;
		this.rule = rule;
		this.protocols = List.of(protocols);
	}

	/**
	 * Return whether a plain GET in that way meets the rule.
	 */
	boolean isMetBy(HttpWay way) {
		return switch (this) {
			case NONE -> true;
			// Those who want one offer it, or ask for it by CONNECT
			case WEBSOCKET, CUSTOM -> false;
			// The clients here take the latest version of TLS, and QUIC has no other
			case TLS, TLS_1_3 -> way.isSecure();
			case HTTP_1_1 -> way.version().isAtLeast(HttpVersion.HTTP_1_1);
			case HTTP_2, HTTP_3_OR_2 -> way.version().isAtLeast(HttpVersion.HTTP_2);
			case HTTP_3 -> way.version().isAtLeast(HttpVersion.HTTP_3);
			// The name is of HTTP/2 over TLS (RFC 9113, 3.2), and more is not too much
			case H2 -> way.isSecure() && way.version().isAtLeast(HttpVersion.HTTP_2);
		};
	}

	String heading() {
		return this.heading;
	}

	String path() {
		return this.path;
	}

	/**
	 * Return what the handler answers with.
	 */
	String served() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

	/**
	 * Return the protocols as a refusal names them.
	 */
	List<String> protocols() {
		return this.protocols;
	}

	/**
	 * Return the name of the rule, or {@code null} if there is none.
	 */
	@Nullable String rule() {
		return this.rule;
	}

}
