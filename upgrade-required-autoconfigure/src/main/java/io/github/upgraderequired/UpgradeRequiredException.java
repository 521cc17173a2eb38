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

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

/**
 * The application itself refuses a request, where it knows what no filter can: an
 * account, a body, a licence. Thrown by a handler, by what it calls, by an asynchronous
 * result or by a filter, it is answered as a refusal by a rule is: negotiated, with
 * {@code Upgrade} (RFC 9110, section 15.5.22), CORS and {@code no-store}. Where the
 * starter is switched off, Spring answers with the status alone.
 *
 * @since 0.1.0
 */
public class UpgradeRequiredException extends ResponseStatusException {

	/**
	 * Name of the rule that stands in a refusal that names none.
	 */
	public static final String RULE = "application";

	private static final long serialVersionUID = 1L;

	private final transient UpgradeRefusal refusal;

	/**
	 * Create an exception.
	 * @param refusal what is required, and why
	 */
	public UpgradeRequiredException(UpgradeRefusal refusal) {
		this(refusal, null);
	}

	/**
	 * Create an exception.
	 * @param refusal what is required, and why
	 * @param cause what the application has found out by, or {@code null}
	 */
	public UpgradeRequiredException(UpgradeRefusal refusal, @Nullable Throwable cause) {
		super(HttpStatusCode.valueOf(refusal.status()), refusal.detail(), cause);
		this.refusal = (refusal.rule() != null) ? refusal : refusal.withRule(RULE);
	}

	/**
	 * Create an exception.
	 * @param protocols the protocols to name, in order of preference, such as
	 * {@code acme-ios/3.2}
	 * @throws IllegalArgumentException if the grammar does not allow a protocol or there
	 * is none
	 */
	public UpgradeRequiredException(String... protocols) {
		this(named(UpgradeDecision.refuse(protocols)));
	}

	// To offer it in Upgrade, as for a rule, would not help
	private static UpgradeRefusal named(UpgradeRefusal refusal) {
		return refusal.withDetail("This request needs " + refusal.upgradeField().replace(", ", " or ") + ".");
	}

	/**
	 * Find such an exception in another one, as Spring finds those that it answers. Not
	 * for applications.
	 * @param ex the exception
	 * @return the exception itself, or one among its causes; {@code null} if there is
	 * none
	 */
	public static @Nullable UpgradeRequiredException in(@Nullable Throwable ex) {
		Throwable found = ex;
		while (found != null && !(found instanceof UpgradeRequiredException)) {
			Throwable cause = found.getCause();
			found = (cause != found) ? cause : null;
		}
		return (UpgradeRequiredException) found;
	}

	/**
	 * Return the refusal. A copy of the exception that has been serialized has none.
	 * @return what is required, and why
	 */
	public UpgradeRefusal refusal() {
		return this.refusal;
	}

}
