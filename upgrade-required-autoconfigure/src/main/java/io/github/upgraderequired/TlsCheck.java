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

import io.github.upgraderequired.http.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * TLS on the client-facing hop, with or without a minimum version.
 *
 * @param minimum the minimum version, or {@code null} for any
 */
record TlsCheck(@Nullable TlsVersion minimum) implements ProtocolCheck {

	static TlsCheck of(UpgradeProtocol protocol) {
		String version = protocol.version();
		if (version == null) {
			return new TlsCheck(null);
		}
		return switch (version) {
			case "1.2" -> new TlsCheck(TlsVersion.TLS_1_2);
			case "1.3" -> new TlsCheck(TlsVersion.TLS_1_3);
			case "1.0", "1.1" -> throw new IllegalArgumentException(
					"TLS 1.0 and 1.1 are deprecated (RFC 8996); write TLS, TLS/1.2 or TLS/1.3");
			default ->
				throw new IllegalArgumentException("There is no such TLS version; write TLS, TLS/1.2 or TLS/1.3");
		};
	}

	@Override
	public String condition() {
		if (this.minimum == null) {
			return "over TLS (https)";
		}
		return "over TLS (https) in version " + ((this.minimum == TlsVersion.TLS_1_2) ? "1.2" : "1.3") + " or later";
	}

	@Override
	public Outcome check(UpgradeContext context, List<UpgradeProtocol> alternatives) {
		return isMet(context) ? Outcome.MET : Outcome.UNMET;
	}

	private boolean isMet(UpgradeContext context) {
		if (!context.isSecure()) {
			return false;
		}
		if (this.minimum == null) {
			return true;
		}
		TlsVersion version = context.tlsVersion();
		return version != null && version.isAtLeast(this.minimum);
	}

	@Override
	public boolean implies(ProtocolCheck other) {
		return other instanceof TlsCheck that
				&& (that.minimum == null || (this.minimum != null && this.minimum.isAtLeast(that.minimum)));
	}

}
