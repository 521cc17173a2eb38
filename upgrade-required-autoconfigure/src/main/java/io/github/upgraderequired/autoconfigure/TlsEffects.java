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

package io.github.upgraderequired.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.upgraderequired.Condition;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.rule.Action;
import io.github.upgraderequired.rule.Answer;
import io.github.upgraderequired.rule.SecureHeaders;

/**
 * What rules of TLS do besides refusing: they redirect, and they send
 * {@code Strict-Transport-Security}.
 */
final class TlsEffects {

	private static final Duration YEAR = Duration.ofDays(365);

	private static final int MAX_PORT = 65535;

	private final String prefix;

	private final RuleProperties rule;

	private final boolean tls;

	private final Consumer<String> warnings;

	/**
	 * Create the effects of a rule.
	 * @param prefix the name of the rule's properties up to the last dot
	 * @param rule the properties
	 * @param condition what the rule requires
	 * @param warnings takes what of them would surprise
	 */
	TlsEffects(String prefix, RuleProperties rule, Condition condition, Consumer<String> warnings) {
		this.prefix = prefix;
		this.rule = rule;
		this.tls = condition.includes(Kind.TLS);
		this.warnings = warnings;
	}

	Answer createAnswer(UnaryOperator<UpgradeRefusal> wording) {
		boolean redirect = this.rule.getAction() == Action.REDIRECT;
		if (redirect && !this.tls) {
			throw new InvalidUpgradePropertyException(this.prefix + "action", "redirect",
					"Only a rule that requires TLS can redirect: there is a URL for https, but none for "
							+ (this.rule.getProtocols().isEmpty() ? "clients"
									: String.join(", ", this.rule.getProtocols()))
							+ ".",
					"Leave the property out, so that the rule answers with 426.");
		}
		int status = this.rule.getRedirect().getStatus();
		if (!UpgradeRedirect.STATUS_CODES.contains(status)) {
			throw new InvalidUpgradePropertyException(this.prefix + "redirect.status", String.valueOf(status),
					"It is not the status of a redirect to another URL.",
					"Write 308 or 307, which keep method and body, or 301 or 302.");
		}
		int port = this.rule.getRedirect().getPort();
		if (port < 1 || port > MAX_PORT) {
			throw new InvalidUpgradePropertyException(this.prefix + "redirect.port", String.valueOf(port),
					"A port is a number from 1 to 65535.", "Write the port on which clients find https.");
		}
		return new Answer(redirect ? status : 0, port, wording);
	}

	SecureHeaders createStrictTransportSecurity() {
		TlsProperties.Hsts hsts = this.rule.getHsts();
		Duration maxAge = hsts.getMaxAge();
		if (maxAge == null) {
			requireNothing(hsts);
			return SecureHeaders.NONE;
		}
		if (!this.tls) {
			throw new InvalidUpgradePropertyException(this.prefix + "hsts.max-age", maxAge.toSeconds() + "s",
					"Strict-Transport-Security is about TLS, which this rule does not require.",
					"Move the property to a rule whose protocols are TLS.");
		}
		if (maxAge.isNegative()) {
			throw new InvalidUpgradePropertyException(this.prefix + "hsts.max-age", maxAge.toSeconds() + "s",
					"The time must not be negative (RFC 6797, 6.1.1).",
					"Write a time such as 365d, or 0s to take back what browsers were told before.");
		}
		if (!maxAge.isZero() && maxAge.toSeconds() == 0) {
			throw new InvalidUpgradePropertyException(this.prefix + "hsts.max-age", maxAge.toMillis() + "ms",
					"Strict-Transport-Security counts in seconds, and 0 would take back what browsers were told before.",
					"Write a time such as 365d, or 0s if that is what you want.");
		}
		warnOfSurprises(hsts, maxAge);
		return SecureHeaders.strictTransportSecurity(maxAge, hsts.isIncludeSubdomains(), hsts.isPreload());
	}

	private void requireNothing(TlsProperties.Hsts hsts) {
		if (hsts.isIncludeSubdomains() || hsts.isPreload()) {
			throw new InvalidUpgradePropertyException(
					this.prefix + (hsts.isPreload() ? "hsts.preload" : "hsts.include-subdomains"), "true",
					"Without max-age no Strict-Transport-Security is sent.",
					"Set " + this.prefix + "hsts.max-age, for example to 365d.");
		}
	}

	private void warnOfSurprises(TlsProperties.Hsts hsts, Duration maxAge) {
		if (!this.rule.getPaths().equals(List.of("/**")) || !this.rule.getExcludePaths().isEmpty()
				|| !this.rule.getMethods().isEmpty()) {
			this.warnings.accept("Property " + this.prefix
					+ "hsts.max-age stands at a rule that does not cover every request, but"
					+ " browsers will use https for the whole host (RFC 6797, 8.3). Where something is to stay in clear"
					+ " text there, leave the property out.");
		}
		if (hsts.isPreload() && (!hsts.isIncludeSubdomains() || maxAge.compareTo(YEAR) < 0)) {
			this.warnings.accept(
					"Property " + this.prefix + "hsts.preload has no effect: the preload lists of browsers take a host"
							+ " only with include-subdomains and a max-age of at least one year.");
		}
	}

}
