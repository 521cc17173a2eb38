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
 * The host of a URI (RFC 3986, section 3.2.2), in the forms that name a server: a name,
 * an IPv4 address, or an IPv6 address in brackets.
 */
public final class Host {

	private static final String LOCALHOST = "localhost";

	private Host() {
	}

	/**
	 * Return whether the text can be the host of a URL without being escaped.
	 * @param text the text to look at
	 * @return {@code false} if it is empty or holds anything but a name or an address
	 */
	public static boolean isValid(String text) {
		boolean bracketed = text.startsWith("[") && text.endsWith("]") && text.length() > 2;
		String host = bracketed ? text.substring(1, text.length() - 1) : text;
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (!(bracketed ? isAddressCharacter(c) : isNameCharacter(c))) {
				return false;
			}
		}
		return !host.isEmpty();
	}

	/**
	 * Return the host of an authority (RFC 3986, section 3.2), without its port.
	 * {@link java.net.URI} has none where a name holds an underscore.
	 * @param authority the authority, or {@code null}
	 * @return the host, or {@code null} if there is none that is valid
	 */
	public static @Nullable String ofAuthority(@Nullable String authority) {
		if (authority == null) {
			return null;
		}
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		String host = (colon >= 0) ? authority.substring(0, colon) : authority;
		return isValid(host) ? host : null;
	}

	/**
	 * Return whether a host is the machine that the client runs on: {@code localhost} or
	 * a name below it (RFC 6761, section 6.3), or a loopback address.
	 * @param host a host in one of these forms
	 * @return whether it stands for no other machine
	 */
	public static boolean isLoopback(String host) {
		String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		int start = name.length() - LOCALHOST.length();
		if (start >= 0 && name.regionMatches(true, start, LOCALHOST, 0, LOCALHOST.length())) {
			return start == 0 || name.charAt(start - 1) == '.';
		}
		return AddressBlock.isLoopback(IpAddress.parseReported(name));
	}

	private static boolean isNameCharacter(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-'
				|| c == '_';
	}

	private static boolean isAddressCharacter(int c) {
		return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' || c == '.';
	}

}
