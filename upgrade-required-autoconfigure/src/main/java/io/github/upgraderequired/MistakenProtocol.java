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

package io.github.upgraderequired;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Names that look like a protocol and are none that a client offers: the scheme of a URL,
 * another name for TLS, or a name and its version in one word.
 */
final class MistakenProtocol {

	private static final Pattern SEPARATORS = Pattern.compile("[-_.+]");

	private static final Pattern TLS = Pattern.compile("https|(?:m|d|start)?(?:tls|ssl){1,2}v?(\\d*)");

	private static final Pattern WEBSOCKET = Pattern.compile("(?:wss?|websockets?)v?\\d*|wssecure|securewebsocket");

	private static final Pattern HTTP = Pattern.compile("(?:https?v?|h)(\\d).*|spdy\\d*|quic|hq\\d*");

	private MistakenProtocol() {
	}

	/**
	 * Require that a protocol which is not known here may be one of somebody's own.
	 * @param protocol the protocol
	 * @throws IllegalArgumentException if another one is meant; the message says which
	 */
	static void requireNone(UpgradeProtocol protocol) {
		String name = SEPARATORS.matcher(protocol.name().toLowerCase(Locale.ROOT)).replaceAll("");
		Matcher http = HTTP.matcher(name);
		Matcher tls = TLS.matcher(name);
		if (http.matches()) {
			throw mistaken(protocol, meantHttp(name, http.group(1)));
		}
		if (tls.matches()) {
			throw mistaken(protocol, meantTls(tls.group(1)));
		}
		if (WEBSOCKET.matcher(name).matches()) {
			throw mistaken(protocol, "websocket");
		}
	}

	// Without a version it is QUIC, or SPDY
	private static String meantHttp(String name, @Nullable String major) {
		if (major == null) {
			return name.startsWith("spdy") ? "HTTP/2" : "HTTP/3";
		}
		return switch (major) {
			case "0", "1" -> "HTTP/1.1";
			case "2" -> "HTTP/2";
			default -> "HTTP/3";
		};
	}

	private static String meantTls(@Nullable String version) {
		boolean versioned = "12".equals(version) || "13".equals(version);
		return versioned ? "TLS/1." + version.charAt(1) : "TLS";
	}

	private static IllegalArgumentException mistaken(UpgradeProtocol protocol, String meant) {
		return new IllegalArgumentException(
				"No client offers " + protocol + " in Upgrade, so that nobody would pass; write " + meant);
	}

}
