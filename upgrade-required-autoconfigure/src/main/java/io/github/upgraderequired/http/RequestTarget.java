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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * The path and the query of a request as parts of a URI (RFC 3986, sections 3.3 and 3.4).
 * Servers let clients send more than a URI may hold, such as raw bytes of UTF-8.
 */
public final class RequestTarget {

	/** ASCII characters that no path may hold. */
	private static final BitSet EXCLUDED = new BitSet(0x80);

	static {
		EXCLUDED.set(0, ' ' + 1);
		EXCLUDED.set(0x7f);
		"\"#<>[\\]^`{|}".chars().forEach(EXCLUDED::set);
	}

	private static final char UNREADABLE = '\ufffd';

	private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

	private RequestTarget() {
	}

	/**
	 * Percent-encode the bytes beyond ASCII of a path or a query. All else stays as the
	 * client sent it.
	 * @param text the text as the server shows it
	 * @param charset the character set in which the server has read the bytes; where a
	 * character is beyond it, somebody else has, in UTF-8
	 * @return the text in ASCII; as it is where the server could not read the bytes
	 */
	public static String escapeBytes(String text, Charset charset) {
		if (isVisible(text) || text.indexOf(UNREADABLE) >= 0) {
			return text;
		}
		boolean beyond = text.chars().anyMatch((c) -> c > 0xff);
		return escape(text, beyond ? StandardCharsets.UTF_8 : charset, (c) -> c > 0x7f);
	}

	/**
	 * Percent-encode what the path of a URI may not hold. An escape stays as it is.
	 * @param path a path
	 * @return the path of a URI
	 */
	public static String escapeExcluded(String path) {
		return escape(path, StandardCharsets.UTF_8, (c) -> c > 0x7f || EXCLUDED.get(c));
	}

	/**
	 * Return whether a text may stand in a header field, and holds no white space.
	 * @param text the text
	 * @return whether there is nothing in it but visible characters of ASCII
	 */
	public static boolean isVisible(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c <= ' ' || c >= 0x7f) {
				return false;
			}
		}
		return true;
	}

	private static String escape(String text, Charset charset, IntPredicate escaped) {
		if (!isEscaped(text, escaped)) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length() + 16);
		for (byte b : text.getBytes(charset)) {
			if (escaped.test(b & 0xff)) {
				result.append('%').append(HEXADECIMAL.toHexDigits(b));
			}
			else {
				result.append((char) b);
			}
		}
		return result.toString();
	}

	private static boolean isEscaped(String text, IntPredicate escaped) {
		for (int i = 0; i < text.length(); i++) {
			if (escaped.test(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

}
