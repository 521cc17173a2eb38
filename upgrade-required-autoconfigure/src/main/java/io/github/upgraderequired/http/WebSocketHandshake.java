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

/**
 * What RFC 6455, section 4.2.1, asks of the fields of an opening handshake.
 */
public final class WebSocketHandshake {

	/**
	 * The one version of the protocol that there is: RFC 6455, section 4.4.
	 */
	public static final String VERSION = "13";

	/** 16 bytes in base64: 22 characters and two of padding. */
	private static final int KEY_LENGTH = 24;

	private static final String KEY_PADDING = "==";

	private WebSocketHandshake() {
	}

	/**
	 * Return whether the client speaks the accepted version.
	 * @param lines the values of all {@code Sec-WebSocket-Version} lines
	 * @return {@code true} if there is just one line and it says {@link #VERSION}
	 */
	public static boolean isVersionAccepted(List<String> lines) {
		return lines.size() == 1 && VERSION.equals(lines.get(0));
	}

	/**
	 * Return whether the client sent a key: 16 bytes in base64.
	 * @param lines the values of all {@code Sec-WebSocket-Key} lines
	 * @return {@code true} if there is just one line and it holds a key
	 */
	public static boolean isKeyValid(List<String> lines) {
		return lines.size() == 1 && isKey(lines.get(0));
	}

	private static boolean isKey(String text) {
		if (text.length() != KEY_LENGTH || !text.endsWith(KEY_PADDING)) {
			return false;
		}
		// The bits left over in the last character may be set: RFC 6455's own example
		// key in section 4.1 has them
		return text.chars().limit(KEY_LENGTH - KEY_PADDING.length()).allMatch(WebSocketHandshake::isBase64);
	}

	private static boolean isBase64(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
	}

}
