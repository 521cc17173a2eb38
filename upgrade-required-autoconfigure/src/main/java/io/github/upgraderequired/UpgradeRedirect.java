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
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The request is sent on to https (RFC 9110, section 15.4). Immutable.
 *
 * @since 0.1.0
 */
public final class UpgradeRedirect implements UpgradeDecision {

	/**
	 * The status codes that a redirect may have. 307 and 308 keep method and body (RFC
	 * 9110, sections 15.4.8 and 15.4.9).
	 */
	public static final Set<Integer> STATUS_CODES = Set.of(301, 302, 307, 308);

	private static final UpgradeRefusal TLS = UpgradeDecision.refuse(UpgradeProtocol.TLS);

	private final int status;

	private final String location;

	private final HeaderFields headers;

	private final UpgradeRefusal refusal;

	private UpgradeRedirect(int status, String location, HeaderFields headers, UpgradeRefusal refusal) {
		this.status = status;
		this.location = location;
		this.headers = headers;
		this.refusal = refusal;
	}

	/**
	 * Redirect a request to itself over https.
	 * @param context the request
	 * @param status one of the {@link #STATUS_CODES}
	 * @param port the port for https, 1 to 65535; 443 is left out of the URL
	 * @return the redirect, or {@code null} where it cannot be followed: the hop is
	 * secure already, so that it would loop, the host is missing or not valid, or the
	 * request is a WebSocket handshake, whose clients do not follow
	 */
	public static @Nullable UpgradeRedirect toHttps(UpgradeContext context, int status, int port) {
		Assert.isTrue(STATUS_CODES.contains(status), () -> "Not the status of a redirect: " + status);
		boolean fruitless = context.isSecure() || new WebSocketAttempt(context).isOfWebSocketClient();
		String location = fruitless ? null : context.httpsUrl(port);
		return (location != null) ? new UpgradeRedirect(status, location, HeaderFields.NONE, TLS) : null;
	}

	/**
	 * Return a copy that names the rule that redirects.
	 * @param rule the name of the rule
	 * @return the copy
	 */
	public UpgradeRedirect withRule(String rule) {
		return insteadOf(this.refusal.withRule(rule));
	}

	/**
	 * Return a copy that stands in the place of a refusal. Not for applications.
	 * @param refusal what the request would get else
	 * @return the copy, which names the rule of the refusal
	 */
	public UpgradeRedirect insteadOf(UpgradeRefusal refusal) {
		return new UpgradeRedirect(this.status, this.location, this.headers, refusal);
	}

	/**
	 * Return the refusal in whose place it stands. Not for applications.
	 * @return what is required, and why
	 */
	public UpgradeRefusal refusal() {
		return this.refusal;
	}

	/**
	 * Return the status to answer with.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the value for the {@code Location} field.
	 * @return an https URL with path and query as the client sent them
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Return the name of the rule that redirects.
	 * @return the name, or {@code null} if a policy redirects without a rule
	 */
	public @Nullable String rule() {
		return this.refusal.rule();
	}

	@Override
	public Map<String, List<String>> headers() {
		return this.headers.lines();
	}

	@Override
	public UpgradeRedirect withHeaders(Map<String, List<String>> headers) {
		return headers.isEmpty() ? this
				: new UpgradeRedirect(this.status, this.location, this.headers.and(headers), this.refusal);
	}

	@Override
	public String toString() {
		return this.status + " to " + this.location + ((rule() != null) ? " by rule " + rule() : "");
	}

}
