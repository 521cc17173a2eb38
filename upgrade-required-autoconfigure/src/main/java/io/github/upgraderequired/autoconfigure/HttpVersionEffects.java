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

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.upgraderequired.Condition;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.AltSvc;
import io.github.upgraderequired.rule.SecureHeaders;

import org.springframework.util.StringUtils;

/**
 * What rules of an HTTP version do besides refusing, and what of them would surprise.
 */
final class HttpVersionEffects {

	private static final Set<UpgradeProtocol> HTTP_3 = Set.of(UpgradeProtocol.HTTP_3, UpgradeProtocol.parse("h3"));

	private static final List<UpgradeProtocol> H2C_ALONE = List.of(UpgradeProtocol.parse("h2c"));

	private final String prefix;

	private final RuleProperties rule;

	private final Condition condition;

	/**
	 * Create the effects of a rule.
	 * @param prefix the name of the rule's properties up to the last dot
	 * @param rule the properties
	 * @param condition what the rule requires
	 */
	HttpVersionEffects(String prefix, RuleProperties rule, Condition condition) {
		this.prefix = prefix;
		this.rule = rule;
		this.condition = condition;
	}

	SecureHeaders createAltSvc() {
		String altSvc = this.rule.getAltSvc();
		if (!StringUtils.hasLength(altSvc)) {
			return SecureHeaders.NONE;
		}
		if (!this.condition.includes(Kind.HTTP_VERSION)) {
			throw new InvalidUpgradePropertyException(this.prefix + "alt-svc", altSvc,
					"Alt-Svc tells where another version of HTTP is spoken, and this rule requires none.",
					"Move the property to a rule whose protocols are versions of HTTP, such as HTTP/3.");
		}
		try {
			AltSvc.requireValid(altSvc);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidUpgradePropertyException(this.prefix + "alt-svc", altSvc, ex.getMessage() + ".",
					"Write a value such as h3=\":443\"; ma=86400, or clear (RFC 7838, 3).");
		}
		return SecureHeaders.altSvc(altSvc);
	}

	void warnOfSurprises(Consumer<String> warnings) {
		List<UpgradeProtocol> protocols = this.condition.protocols();
		if (HTTP_3.containsAll(protocols) && !namesAlternatives()) {
			warnings.accept("Property " + this.prefix
					+ "alt-svc names no alternative at a rule that leaves only HTTP/3. Clients find HTTP/3 by Alt-Svc (RFC"
					+ " 7838): set the property, for example to h3=\":443\"; ma=86400, unless something else sends that"
					+ " field.");
		}
		if (protocols.equals(H2C_ALONE)) {
			warnings.accept("Property " + this.prefix
					+ "protocols names h2c alone. That token is deprecated (RFC 9113, 3.1), and hardly any client knows it."
					+ " Write HTTP/2, which the same requests meet.");
		}
	}

	private boolean namesAlternatives() {
		return StringUtils.hasLength(this.rule.getAltSvc()) && !AltSvc.CLEAR.equals(this.rule.getAltSvc());
	}

}
