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

package io.github.upgraderequired.rule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.http.Host;
import org.jspecify.annotations.Nullable;

/**
 * Header fields that a rule adds to secure responses under its paths, rendered. Clients
 * believe them over a secure hop only.
 */
public final class SecureHeaders {

	/**
	 * No header field.
	 */
	public static final SecureHeaders NONE = new SecureHeaders(Map.of());

	private static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";

	private final Map<String, List<String>> fields;

	private final Proceed proceed;

	// The lines by name, in the spelling of their specification
	private SecureHeaders(Map<String, List<String>> fields) {
		this.fields = Map.copyOf(fields);
		this.proceed = UpgradeDecision.proceed().withHeaders(this.fields);
	}

	/**
	 * Tell browsers to come over https only (RFC 6797, section 6.1).
	 * @param maxAge how long they keep to it, in whole seconds; zero takes it back
	 * @param includeSubdomains whether it holds for the subdomains too
	 * @param preload whether the host may be built into browsers
	 * @return the header field
	 */
	public static SecureHeaders strictTransportSecurity(Duration maxAge, boolean includeSubdomains, boolean preload) {
		return new SecureHeaders(Map.of(STRICT_TRANSPORT_SECURITY, List.of("max-age=" + maxAge.toSeconds()
				+ (includeSubdomains ? "; includeSubDomains" : "") + (preload ? "; preload" : ""))));
	}

	/**
	 * Tell clients where else the same resources are, over another protocol (RFC 7838,
	 * section 3).
	 * @param alternatives the value of the field
	 * @return the header field
	 */
	public static SecureHeaders altSvc(String alternatives) {
		return new SecureHeaders(Map.of("Alt-Svc", List.of(alternatives)));
	}

	Map<String, List<String>> fields() {
		return this.fields;
	}

	boolean sendsStrictTransportSecurity() {
		return this.fields.containsKey(STRICT_TRANSPORT_SECURITY);
	}

	/**
	 * Add the header fields to a decision.
	 * @param decision the decision
	 * @return a decision with both
	 */
	UpgradeDecision addTo(UpgradeDecision decision) {
		return (decision == UpgradeDecision.proceed()) ? this.proceed : decision.withHeaders(this.fields);
	}

	/**
	 * Return whether there is no header field.
	 * @return whether nothing is added
	 */
	public boolean isEmpty() {
		return this.fields.isEmpty();
	}

	/**
	 * Return the header fields for a host. Browsers keep
	 * {@code Strict-Transport-Security} for a host whatever the port, so that for
	 * {@code localhost} it would lock a developer out of everything else that runs there.
	 * @param host the host, or {@code null} if it is not known
	 * @return the fields that make sense for it
	 */
	public SecureHeaders forHost(@Nullable String host) {
		if (host == null || !sendsStrictTransportSecurity() || !Host.isLoopback(host)) {
			return this;
		}
		Map<String, List<String>> others = new HashMap<>(this.fields);
		others.remove(STRICT_TRANSPORT_SECURITY);
		return new SecureHeaders(others);
	}

	/**
	 * Add header fields that are not there yet.
	 * @param later the fields to add; one that is there stays as it is
	 * @return both
	 */
	public SecureHeaders and(SecureHeaders later) {
		if (isEmpty() || later.isEmpty()) {
			return isEmpty() ? later : this;
		}
		Map<String, List<String>> both = new HashMap<>(later.fields());
		both.putAll(this.fields);
		return new SecureHeaders(both);
	}

}
