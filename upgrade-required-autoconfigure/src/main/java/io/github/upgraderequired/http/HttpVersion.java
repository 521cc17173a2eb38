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

import org.jspecify.annotations.Nullable;

/**
 * A version of HTTP (RFC 9110, section 2.5). Its text form has two digits on the wire:
 * {@code HTTP/1.1}, {@code HTTP/2.0}.
 *
 * @param major the major version
 * @param minor the minor version
 * @since 0.1.0
 */
public record HttpVersion(int major, int minor) implements Comparable<HttpVersion> {

	/**
	 * The protocol before versions: a request line without one.
	 */
	public static final HttpVersion HTTP_0_9 = new HttpVersion(0, 9);

	/**
	 * HTTP/1.0.
	 */
	public static final HttpVersion HTTP_1_0 = new HttpVersion(1, 0);

	/**
	 * HTTP/1.1.
	 */
	public static final HttpVersion HTTP_1_1 = new HttpVersion(1, 1);

	/**
	 * HTTP/2.
	 */
	public static final HttpVersion HTTP_2 = new HttpVersion(2, 0);

	/**
	 * HTTP/3.
	 */
	public static final HttpVersion HTTP_3 = new HttpVersion(3, 0);

	private static final String NAME = "HTTP/";

	/**
	 * Read the version that a server reports for a request.
	 * @param protocol {@code HTTP/1.1}, {@code HTTP/2.0} or {@code HTTP/2}; empty for a
	 * request line without a version, which is HTTP/0.9
	 * @return the version, or {@code null} if the text is {@code null} or no HTTP version
	 */
	public static @Nullable HttpVersion parse(@Nullable String protocol) {
		if (protocol == null) {
			return null;
		}
		return switch (protocol) {
			case "HTTP/1.1" -> HTTP_1_1;
			case "HTTP/2.0" -> HTTP_2;
			case "HTTP/3.0" -> HTTP_3;
			case "HTTP/1.0" -> HTTP_1_0;
			case "" -> HTTP_0_9;
			default -> parseDigits(protocol);
		};
	}

	private static @Nullable HttpVersion parseDigits(String protocol) {
		int digits = protocol.length() - NAME.length();
		if (!protocol.startsWith(NAME) || (digits != 1 && digits != 3)) {
			return null;
		}
		int major = digit(protocol.charAt(5));
		int minor = 0;
		if (digits == 3) {
			minor = (protocol.charAt(6) == '.') ? digit(protocol.charAt(7)) : -1;
		}
		return (major >= 0 && minor >= 0) ? new HttpVersion(major, minor) : null;
	}

	/**
	 * Read the version that a proxy tells in a header field.
	 * @param value {@code HTTP/2.0}, {@code HTTP/2}, {@code 2.0} or {@code 2}
	 * @return the version, or {@code null} if the value is none
	 */
	public static @Nullable HttpVersion parseForwarded(String value) {
		return parse(value.startsWith(NAME) ? value : NAME + value);
	}

	private static int digit(char c) {
		return (c >= '0' && c <= '9') ? c - '0' : -1;
	}

	/**
	 * Return whether this version is the given one or a later one.
	 * @param minimum the version to compare with
	 * @return {@code true} if this version is not lower
	 */
	public boolean isAtLeast(HttpVersion minimum) {
		return compareTo(minimum) >= 0;
	}

	@Override
	public int compareTo(HttpVersion other) {
		return (this.major != other.major) ? Integer.compare(this.major, other.major)
				: Integer.compare(this.minor, other.minor);
	}

	/**
	 * Return the version as it stands on the wire, with two digits.
	 */
	@Override
	public String toString() {
		return NAME + this.major + "." + this.minor;
	}

}
