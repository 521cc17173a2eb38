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

/**
 * The value of an {@code Alt-Svc} field (RFC 7838, section 3): other places that have the
 * same resources, each with the protocol that is spoken there. A value is read once, from
 * its first character to its last, and judged by what a sender may write.
 */
public final class AltSvc {

	/**
	 * The value that stands for no alternative, and takes earlier ones back.
	 */
	public static final String CLEAR = "clear";

	private static final int MAX_PORT = 65535;

	private final String text;

	private int position;

	private AltSvc(String text) {
		this.text = text;
	}

	/**
	 * Require that a text can be sent as the value of the field.
	 * @param text the text to look at
	 * @throws IllegalArgumentException if the grammar or the meaning of its parts forbid
	 * it; the message says what is wrong, and where
	 */
	public static void requireValid(String text) {
		// HTTP/2 forbids it there (RFC 9113, 8.2.1)
		if (!text.equals(text.strip())) {
			throw new IllegalArgumentException("White space stands before or behind the value");
		}
		if (!text.equals(CLEAR)) {
			new AltSvc(text).readAlternatives();
		}
	}

	private void readAlternatives() {
		readAlternative();
		while (this.position < this.text.length()) {
			if (!skip(',')) {
				throw wrong("After an alternative comes a semicolon with a parameter, a comma with another alternative,"
						+ " or nothing");
			}
			skipWhitespace();
			readAlternative();
		}
	}

	private void readAlternative() {
		int start = this.position;
		String protocol = readToken();
		if (protocol.isEmpty()) {
			throw wrong("An alternative begins with the ALPN name of its protocol, such as h3");
		}
		if (protocol.equalsIgnoreCase(CLEAR) && !isNext('=')) {
			throw wrongAt(start, "The word clear stands in lower case and alone");
		}
		requireProtocol(start, protocol);
		if (!skip('=')) {
			throw wrong("The protocol is followed by = and then by host and port in double quotes, as in h3=\":443\"");
		}
		start = this.position;
		if (!isNext('"')) {
			throw wrong("Host and port stand in double quotes, as in h3=\":443\"");
		}
		requireAuthority(start, readQuoted());
		readParameters();
	}

	private void readParameters() {
		skipWhitespace();
		while (skip(';')) {
			skipWhitespace();
			readParameter();
			skipWhitespace();
		}
	}

	private void readParameter() {
		int start = this.position;
		String name = readToken();
		if (name.isEmpty() || !skip('=')) {
			throw wrongAt(start, "A parameter is a name, = and a value without white space, as in ma=86400");
		}
		int valueStart = this.position;
		boolean quoted = isNext('"');
		String value = quoted ? readQuoted() : readToken();
		if (value.isEmpty() && !quoted) {
			throw wrong("A parameter is a name, = and a value without white space, as in ma=86400");
		}
		if (name.equalsIgnoreCase("ma") && (quoted || !isNumber(value))) {
			throw wrongAt(valueStart, "The value of ma is a number of seconds, in digits alone (RFC 7838, 3.1)");
		}
		if (name.equalsIgnoreCase("persist") && (quoted || !value.equals("1"))) {
			throw wrongAt(valueStart, "The only value of persist is 1 (RFC 7838, 3.1)");
		}
	}

	// The same name in one spelling only: what a token may hold is not encoded, but for
	// the percent sign itself
	private void requireProtocol(int start, String protocol) {
		for (int i = protocol.indexOf('%'); i >= 0; i = protocol.indexOf('%', i + 1)) {
			int high = (i + 2 < protocol.length()) ? hexadecimal(protocol.charAt(i + 1)) : -1;
			int low = (high >= 0) ? hexadecimal(protocol.charAt(i + 2)) : -1;
			if (low < 0) {
				throw wrongAt(start + i,
						"In the name of a protocol two hexadecimal digits in upper case follow a percent sign");
			}
			char decoded = (char) (high * 16 + low);
			if (decoded != '%' && Token.isToken(String.valueOf(decoded))) {
				throw wrongAt(start + i,
						"In the name of a protocol " + decoded + " is written as it is, not percent-encoded");
			}
		}
	}

	private static int hexadecimal(char c) {
		return "0123456789ABCDEF".indexOf(c);
	}

	private void requireAuthority(int start, String authority) {
		int colon = authority.lastIndexOf(':');
		if (colon < 0) {
			throw wrongAt(start, "In the quotes stand a host, which may be left out, a colon and a port, as in :443");
		}
		String host = authority.substring(0, colon);
		if (!host.isEmpty() && !isHost(host)) {
			throw wrongAt(start, "In the quotes, " + host + " is neither a name, an IPv4 address nor an IPv6 address in"
					+ " brackets");
		}
		String port = authority.substring(colon + 1);
		if (!isPort(port)) {
			throw wrongAt(start, "In the quotes, what follows the colon is a port from 1 to 65535");
		}
	}

	private static boolean isHost(String host) {
		if (host.startsWith("[")) {
			return host.endsWith("]") && host.contains(":")
					&& IpAddress.parse(host.substring(1, host.length() - 1)) != null;
		}
		return Host.isValid(host);
	}

	private static boolean isPort(String text) {
		if (!isNumber(text) || text.length() > 5) {
			return false;
		}
		int port = Integer.parseInt(text);
		return port > 0 && port <= MAX_PORT;
	}

	private static boolean isNumber(String text) {
		return !text.isEmpty() && text.chars().allMatch((c) -> c >= '0' && c <= '9');
	}

	private String readToken() {
		int start = this.position;
		while (this.position < this.text.length()
				&& Token.isToken(this.text.subSequence(this.position, this.position + 1))) {
			this.position++;
		}
		return this.text.substring(start, this.position);
	}

	private String readQuoted() {
		int start = this.position;
		this.position++;
		StringBuilder content = new StringBuilder();
		while (!skip('"')) {
			skip('\\');
			if (this.position == this.text.length()) {
				throw wrongAt(start, "The quoted text does not end");
			}
			char c = this.text.charAt(this.position);
			if (c != '\t' && (c < ' ' || c > '~')) {
				throw wrong("Quoted text is of ASCII characters that can be seen, and white space");
			}
			content.append(c);
			this.position++;
		}
		return content.toString();
	}

	private boolean skip(char c) {
		boolean next = isNext(c);
		if (next) {
			this.position++;
		}
		return next;
	}

	private void skipWhitespace() {
		while (isNext(' ') || isNext('\t')) {
			this.position++;
		}
	}

	private boolean isNext(char c) {
		return this.position < this.text.length() && this.text.charAt(this.position) == c;
	}

	private IllegalArgumentException wrong(String message) {
		return wrongAt(this.position, message);
	}

	private static IllegalArgumentException wrongAt(int position, String message) {
		return new IllegalArgumentException(message + " (position " + position + ")");
	}

}
