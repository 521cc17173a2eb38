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

import java.util.List;

import io.github.upgraderequired.http.HttpVersion;

/**
 * A minimum HTTP version. A version that is not known does not count.
 *
 * @param minimum the minimum version
 * @param overTls whether the connection must be secure too
 */
record HttpVersionCheck(HttpVersion minimum, boolean overTls) implements ProtocolCheck {

	static HttpVersionCheck of(UpgradeProtocol protocol) {
		String version = (protocol.version() != null) ? protocol.version() : "";
		return switch (version) {
			case "1.1" -> new HttpVersionCheck(HttpVersion.HTTP_1_1, false);
			case "2.0" -> new HttpVersionCheck(HttpVersion.HTTP_2, false);
			case "3.0" -> new HttpVersionCheck(HttpVersion.HTTP_3, false);
			case "1.0" -> throw new IllegalArgumentException(
					"A minimum of HTTP/1.0 would mean nothing; write HTTP/1.1, HTTP/2 or HTTP/3");
			case "" -> throw new IllegalArgumentException("HTTP needs a version; write HTTP/1.1, HTTP/2 or HTTP/3");
			default ->
				throw new IllegalArgumentException("There is no such HTTP version; write HTTP/1.1, HTTP/2 or HTTP/3");
		};
	}

	static HttpVersionCheck ofAlpn(UpgradeProtocol protocol) {
		if (protocol.version() != null) {
			throw new IllegalArgumentException(
					protocol.name() + " is HTTP/" + protocol.name().charAt(1) + " and has no version of its own");
		}
		HttpVersion minimum = "h3".equals(protocol.name()) ? HttpVersion.HTTP_3 : HttpVersion.HTTP_2;
		return new HttpVersionCheck(minimum, "h2".equals(protocol.name()));
	}

	@Override
	public String condition() {
		return "over " + label() + " or later" + (this.overTls ? " with TLS (https)" : "");
	}

	private String label() {
		return "HTTP/" + this.minimum.major() + ((this.minimum.minor() > 0) ? "." + this.minimum.minor() : "");
	}

	@Override
	public Outcome check(UpgradeContext context, List<UpgradeProtocol> alternatives) {
		HttpVersion version = context.clientHttpVersion();
		boolean met = version != null && version.isAtLeast(this.minimum) && (!this.overTls || context.isSecure());
		return met ? Outcome.MET : Outcome.UNMET;
	}

	@Override
	public boolean implies(ProtocolCheck other) {
		return other instanceof HttpVersionCheck that && this.minimum.isAtLeast(that.minimum)
				&& (this.overTls || !that.overTls);
	}

}
