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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.http.Token;
import org.jspecify.annotations.Nullable;

/**
 * A protocol as the {@code Upgrade} header field names it: a name and an optional version
 * (RFC 9110, section 7.8).
 * <p>
 * Names compare case-insensitively and versions exactly. The names that the IANA upgrade
 * token registry knows are written in its spelling, and HTTP versions with two digits:
 * {@code http/2} becomes {@code HTTP/2.0}.
 *
 * @since 0.1.0
 */
public final class UpgradeProtocol {

	/**
	 * WebSocket (RFC 6455).
	 */
	public static final UpgradeProtocol WEBSOCKET = new UpgradeProtocol("websocket", null);

	/**
	 * TLS in any version.
	 */
	public static final UpgradeProtocol TLS = new UpgradeProtocol("TLS", null);

	/**
	 * HTTP/1.1 or later.
	 */
	public static final UpgradeProtocol HTTP_1_1 = new UpgradeProtocol("HTTP", "1.1");

	/**
	 * HTTP/2 or later.
	 */
	public static final UpgradeProtocol HTTP_2 = new UpgradeProtocol("HTTP", "2.0");

	/**
	 * HTTP/3.
	 */
	public static final UpgradeProtocol HTTP_3 = new UpgradeProtocol("HTTP", "3.0");

	private final String name;

	private final @Nullable String version;

	private UpgradeProtocol(String name, @Nullable String version) {
		this.name = name;
		this.version = version;
	}

	/**
	 * Parse a protocol.
	 * @param text {@code name} or {@code name/version}
	 * @return the protocol
	 * @throws IllegalArgumentException if the text is not what the grammar allows; its
	 * message says why
	 */
	public static UpgradeProtocol parse(String text) {
		UpgradeProtocol protocol = parseOrNull(text);
		if (protocol == null) {
			throw new IllegalArgumentException("A protocol is a name, or a name, a slash and a version, "
					+ "both of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, 7.8)");
		}
		return protocol;
	}

	/**
	 * Parse protocols that somebody else has written.
	 * @param texts the texts
	 * @return the protocols among them, in order; what the grammar does not allow is left
	 * out
	 */
	public static List<UpgradeProtocol> parseValid(List<String> texts) {
		List<UpgradeProtocol> protocols = new ArrayList<>(texts.size());
		for (String text : texts) {
			UpgradeProtocol protocol = parseOrNull(text);
			if (protocol != null) {
				protocols.add(protocol);
			}
		}
		return Collections.unmodifiableList(protocols);
	}

	private static @Nullable UpgradeProtocol parseOrNull(String text) {
		int slash = text.indexOf('/');
		String name = (slash >= 0) ? text.substring(0, slash) : text;
		String version = (slash >= 0) ? text.substring(slash + 1) : null;
		if (!Token.isToken(name) || (version != null && !Token.isToken(version))) {
			return null;
		}
		String registered = registeredName(name);
		if (registered.equals("HTTP") && version != null && version.length() == 1
				&& Character.isDigit(version.charAt(0))) {
			version = version + ".0";
		}
		return new UpgradeProtocol(registered, version);
	}

	private static String registeredName(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "websocket" -> "websocket";
			case "tls" -> "TLS";
			case "http" -> "HTTP";
			case "h2" -> "h2";
			case "h2c" -> "h2c";
			case "h3" -> "h3";
			case "connect-udp" -> "connect-udp";
			case "connect-ip" -> "connect-ip";
			default -> name;
		};
	}

	/**
	 * Return the name.
	 * @return a token
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the version.
	 * @return a token, or {@code null} if there is none
	 */
	public @Nullable String version() {
		return this.version;
	}

	/**
	 * Return what kind of condition it is to be on this protocol. Not for applications.
	 * @return the kind, told by the name
	 */
	public Kind kind() {
		return switch (this.name) {
			case "TLS" -> Kind.TLS;
			case "HTTP", "h2", "h2c", "h3" -> Kind.HTTP_VERSION;
			default -> Kind.SWITCHED;
		};
	}

	/**
	 * Return what an offer of the other protocol makes of this one.
	 * @param offered the protocol offered
	 * @return this protocol in the version offered, or {@code null} if the name differs,
	 * or the version where this protocol has one or can have none
	 */
	@Nullable UpgradeProtocol inVersionOf(UpgradeProtocol offered) {
		if (equals(offered)) {
			return this;
		}
		// RFC 6455, 4.2.1: websocket has no version here
		boolean open = this.version == null && !equals(WEBSOCKET);
		return (open && hasNameOf(offered)) ? new UpgradeProtocol(this.name, offered.version) : null;
	}

	boolean hasNameOf(UpgradeProtocol other) {
		return this.name.equalsIgnoreCase(other.name);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UpgradeProtocol that && hasNameOf(that) && Objects.equals(this.version, that.version);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.name.toLowerCase(Locale.ROOT), this.version);
	}

	/**
	 * Return the protocol as it stands in an {@code Upgrade} field.
	 */
	@Override
	public String toString() {
		return (this.version != null) ? this.name + "/" + this.version : this.name;
	}

}
