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

import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses (RFC 4632, section 3.1; RFC 4291, section 2.3), which may be a
 * single one.
 */
public final class AddressBlock {

	/** The bits before an IPv4-mapped address. */
	private static final int MAPPED_PREFIX = 96;

	private static final List<AddressBlock> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

	private final IpAddress first;

	private final int prefix;

	private AddressBlock(IpAddress first, int prefix) {
		this.first = first;
		this.prefix = prefix;
	}

	/**
	 * Read an address or a block.
	 * @param text for example {@code 10.0.0.0/8} or {@code ::1}
	 * @return the block
	 * @throws IllegalArgumentException if the text is neither, with a message that says
	 * why
	 */
	public static AddressBlock parse(String text) {
		int slash = text.indexOf('/');
		String literal = (slash >= 0) ? text.substring(0, slash) : text;
		IpAddress address = parseAddress(literal);
		int mapped = (address.bits() == 32 && literal.indexOf(':') >= 0) ? MAPPED_PREFIX : 0;
		int bits = address.bits() + mapped;
		int prefix = (slash >= 0) ? parsePrefix(text.substring(slash + 1), bits) : bits;
		IpAddress first = address.first(prefix - mapped);
		if (prefix < mapped || !first.equals(address)) {
			throw new IllegalArgumentException("Bits are set beyond the first " + prefix
					+ ((prefix < mapped) ? "" : ", with which the block is " + first + "/" + (prefix - mapped)));
		}
		return new AddressBlock(first, prefix - mapped);
	}

	private static IpAddress parseAddress(String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException("The address is missing");
		}
		if (text.indexOf('%') >= 0) {
			throw new IllegalArgumentException(
					"A scope id names an interface of one machine (RFC 4007), and is no part of a network");
		}
		IpAddress address = IpAddress.parse(text);
		if (address == null) {
			throw new IllegalArgumentException(
					"That is neither an IPv4 nor an IPv6 address, and names are never looked up");
		}
		return address;
	}

	private static int parsePrefix(String text, int bits) {
		int prefix = IpAddress.parseDecimal(text);
		if (prefix < 0 || prefix > bits) {
			throw new IllegalArgumentException("The length of the prefix is a number from 0 to " + bits);
		}
		return prefix;
	}

	/**
	 * Return whether an address is that of the machine itself.
	 * @param address the address, or {@code null}
	 * @return whether it is a loopback address
	 */
	public static boolean isLoopback(@Nullable IpAddress address) {
		return address != null && LOOPBACK.stream().anyMatch((block) -> block.contains(address));
	}

	/**
	 * Return whether an address is one of the block. One of the other family is not, also
	 * where the prefix is 0.
	 * @param address the address
	 * @return whether it begins with the prefix
	 */
	public boolean contains(IpAddress address) {
		return address.bits() == this.first.bits() && address.first(this.prefix).equals(this.first);
	}

	/**
	 * Return the first address and the length of the prefix, as they can be parsed.
	 */
	@Override
	public String toString() {
		return this.first + "/" + this.prefix;
	}

}
