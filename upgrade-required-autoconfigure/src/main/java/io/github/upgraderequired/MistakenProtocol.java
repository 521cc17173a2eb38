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

	private static final Pattern SEPARATORS = Pattern.compile("[-_.]");

	private static final Pattern TLS = Pattern.compile("(?:https|ssl|tls)v?(\\d*)");

	private static final Pattern WEBSOCKET = Pattern.compile("wss?|websockets?\\d*");

	private static final Pattern HTTP = Pattern.compile("(?:https?v?|h(?=1$))([123])\\d*|quic");

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
			throw mistaken(protocol, meantHttp(http.group(1)));
		}
		if (tls.matches()) {
			throw mistaken(protocol, meantTls(name, tls.group(1)));
		}
		if (WEBSOCKET.matcher(name).matches()) {
			throw mistaken(protocol, "websocket");
		}
	}

	// Without a version it is QUIC
	private static String meantHttp(@Nullable String major) {
		String version = (major != null) ? major : "3";
		return "HTTP/" + (version.equals("1") ? "1.1" : version);
	}

	private static String meantTls(String name, String version) {
		boolean versioned = name.startsWith("tls") && (version.equals("12") || version.equals("13"));
		return versioned ? "TLS/1." + version.charAt(1) : "TLS";
	}

	private static IllegalArgumentException mistaken(UpgradeProtocol protocol, String meant) {
		return new IllegalArgumentException(
				"No client offers " + protocol + " in Upgrade, so that nobody would pass; write " + meant);
	}

}
