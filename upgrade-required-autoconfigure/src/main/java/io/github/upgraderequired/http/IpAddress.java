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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, read from text without ever asking anybody for a name. An
 * IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2) is the IPv4 address.
 */
public final class IpAddress {

	private static final int IPV4_BYTES = 4;

	private static final int IPV6_BYTES = 16;

	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1 };

	private final byte[] bytes;

	private IpAddress(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Read an address.
	 * @param text four decimal numbers, or the hexadecimal form of RFC 4291, section 2.2
	 * @return the address, or {@code null} if the text is anything else
	 */
	public static @Nullable IpAddress parse(String text) {
		byte[] bytes = (text.indexOf(':') >= 0) ? parseIpv6(text) : parseIpv4(text);
		return (bytes != null) ? new IpAddress(withoutMapping(bytes)) : null;
	}

	/**
	 * Read the address of a client as servers report it, who may have it from a forwarded
	 * header as it was written there: in quotes, an IPv6 address in brackets, each with a
	 * port behind it (RFC 7239, section 6), and with the scope id (RFC 4007) of the
	 * interface that it came in by.
	 * @param text the text, or {@code null}
	 * @return the address, or {@code null} if there is none, such as in the obfuscated
	 * identifiers of a forwarded header (RFC 7239, section 6.3)
	 */
	public static @Nullable IpAddress parseReported(@Nullable String text) {
		if (text == null) {
			return null;
		}
		boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
		String address = withoutPort(quoted ? text.substring(1, text.length() - 1) : text);
		int scope = address.indexOf('%');
		return parse((scope >= 0 && address.indexOf(':') >= 0) ? address.substring(0, scope) : address);
	}

	// Spring takes every colon for a sign of IPv6, and puts 192.0.2.7:80 in brackets
	private static String withoutPort(String text) {
		int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
		if (bracket >= 0) {
			boolean ends = bracket == text.length() - 1 || text.charAt(bracket + 1) == ':';
			return ends ? withoutPort(text.substring(1, bracket)) : text;
		}
		// With more than one it is an IPv6 address
		int colon = text.indexOf(':');
		return (colon >= 0 && colon == text.lastIndexOf(':')) ? text.substring(0, colon) : text;
	}

	private static byte @Nullable [] parseIpv4(String text) {
		String[] parts = text.split("\\.", -1);
		if (parts.length != IPV4_BYTES) {
			return null;
		}
		byte[] bytes = new byte[IPV4_BYTES];
		for (int i = 0; i < IPV4_BYTES; i++) {
			int value = parseDecimal(parts[i]);
			if (value < 0 || value > 255) {
				return null;
			}
			bytes[i] = (byte) value;
		}
		return bytes;
	}

	/**
	 * Read a small decimal number. A leading zero is refused, since some read it as
	 * octal.
	 * @param text the text
	 * @return the number, or -1 if the text is none of up to three digits
	 */
	static int parseDecimal(String text) {
		boolean digits = text.chars().allMatch((c) -> c >= '0' && c <= '9');
		boolean leadingZero = text.length() > 1 && text.startsWith("0");
		return (digits && !leadingZero && !text.isEmpty() && text.length() <= 3) ? Integer.parseInt(text) : -1;
	}

	private static byte @Nullable [] parseIpv6(String text) {
		int gap = text.indexOf("::");
		if (gap < 0) {
			byte[] bytes = parseGroups(text, true);
			return (bytes != null && bytes.length == IPV6_BYTES) ? bytes : null;
		}
		byte[] head = parseGroups(text.substring(0, gap), false);
		byte[] tail = parseGroups(text.substring(gap + 2), true);
		// The gap stands for one group or more
		if (head == null || tail == null || head.length + tail.length > IPV6_BYTES - 2) {
			return null;
		}
		byte[] bytes = Arrays.copyOf(head, IPV6_BYTES);
		System.arraycopy(tail, 0, bytes, IPV6_BYTES - tail.length, tail.length);
		return bytes;
	}

	private static byte @Nullable [] parseGroups(String text, boolean last) {
		if (text.isEmpty()) {
			return new byte[0];
		}
		String[] groups = text.split(":", -1);
		byte[] ipv4 = last ? parseIpv4(groups[groups.length - 1]) : null;
		int count = (ipv4 != null) ? groups.length - 1 : groups.length;
		byte[] bytes = new byte[count * 2 + ((ipv4 != null) ? IPV4_BYTES : 0)];
		for (int i = 0; i < count; i++) {
			int value = parseHexadecimal(groups[i]);
			if (value < 0) {
				return null;
			}
			bytes[2 * i] = (byte) (value >> 8);
			bytes[2 * i + 1] = (byte) value;
		}
		if (ipv4 != null) {
			System.arraycopy(ipv4, 0, bytes, 2 * count, IPV4_BYTES);
		}
		return bytes;
	}

	private static int parseHexadecimal(String text) {
		boolean digits = text.chars()
			.allMatch((c) -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
		return (digits && !text.isEmpty() && text.length() <= 4) ? Integer.parseInt(text, 16) : -1;
	}

	private static byte[] withoutMapping(byte[] bytes) {
		boolean mapped = bytes.length == IPV6_BYTES && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
		return mapped ? Arrays.copyOfRange(bytes, MAPPED.length, IPV6_BYTES) : bytes;
	}

	/**
	 * Return the length of the address.
	 * @return 32 or 128
	 */
	int bits() {
		return this.bytes.length * Byte.SIZE;
	}

	/**
	 * Return the address with all bits cleared but the first ones.
	 * @param prefix the number of bits to keep
	 * @return the first address of the block
	 */
	IpAddress first(int prefix) {
		byte[] first = new byte[this.bytes.length];
		for (int i = 0; i < first.length; i++) {
			int kept = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
			first[i] = (byte) (this.bytes[i] & (0xFF00 >> kept));
		}
		return new IpAddress(first);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IpAddress that && Arrays.equals(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/**
	 * Return the address in a form that {@link #parse} reads.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.bytes.length; i++) {
			if (this.bytes.length == IPV4_BYTES) {
				text.append((i > 0) ? "." : "").append(this.bytes[i] & 0xFF);
			}
			else if (i % 2 == 0) {
				int group = (this.bytes[i] & 0xFF) << 8 | (this.bytes[i + 1] & 0xFF);
				text.append((i > 0) ? ":" : "").append(Integer.toHexString(group));
			}
		}
		return text.toString();
	}

}
