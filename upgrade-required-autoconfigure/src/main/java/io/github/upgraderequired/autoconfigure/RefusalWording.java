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

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a rule says in its own way in a refusal: sentence, link, members and status.
 */
final class RefusalWording {

	private static final UpgradeRefusal ANY = UpgradeDecision.refuse(UpgradeProtocol.WEBSOCKET);

	private final String prefix;

	private final RuleProperties rule;

	/**
	 * Create the wording of a rule.
	 * @param prefix the name of the rule's properties up to the last dot
	 * @param rule the properties
	 */
	RefusalWording(String prefix, RuleProperties rule) {
		this.prefix = prefix;
		this.rule = rule;
	}

	/**
	 * Create the wording.
	 * @return puts it into a refusal
	 * @throws InvalidUpgradePropertyException if a part of it is not valid
	 */
	UnaryOperator<UpgradeRefusal> create() {
		String detail = this.rule.getDetail();
		URI link = parseLink();
		requireMembers();
		check("status", this.rule.getStatus(), "Write 426, or the status that clients expect, such as 400, 403 or 410.",
				(refusal) -> refusal.withStatus(this.rule.getStatus()));
		return (refusal) -> {
			UpgradeRefusal said = refusal.withStatus(this.rule.getStatus());
			said = StringUtils.hasText(detail) ? said.withDetail(detail) : said;
			said = (link != null) ? said.withLink(link) : said;
			for (Map.Entry<String, Object> member : this.rule.getMembers().entrySet()) {
				said = said.withMember(member.getKey(), member.getValue());
			}
			return said;
		};
	}

	private @Nullable URI parseLink() {
		String text = this.rule.getLink();
		return StringUtils.hasLength(text) ? UriProperty.parseLink(this.prefix + "link", text,
				"Write the URI of a page that explains the requirement.") : null;
	}

	private void requireMembers() {
		Map<String, String> names = new LinkedHashMap<>();
		this.rule.getMembers().forEach((name, value) -> {
			if (value instanceof Map || value instanceof Iterable) {
				throw new InvalidUpgradePropertyException(this.prefix + "members." + name, null,
						"A member is a string, a number or a boolean.",
						"Declare an UpgradeRefusalRenderer bean to write more than that.");
			}
			String uniform = RelaxedNames.uniform(name);
			String other = names.put(uniform, name);
			if (other != null) {
				throw new InvalidUpgradePropertyException(this.prefix + "members", other + ", " + name,
						"Names that differ only in case, dashes and underscores are one property in some sources.",
						"Give the members different names.");
			}
			if (!this.rule.getClients().isEmpty() && ClientRules.MEMBERS.contains(uniform)) {
				throw new InvalidUpgradePropertyException(this.prefix + "members." + name, String.valueOf(value),
						"It is a member of every refusal of a client.", "Give the member another name.");
			}
			check("members." + name, value, "Give the member another name.",
					(refusal) -> refusal.withMember(uniform, value));
		});
	}

	private void check(String property, Object value, String remedy, UnaryOperator<UpgradeRefusal> change) {
		try {
			change.apply(ANY);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidUpgradePropertyException(this.prefix + property, String.valueOf(value),
					ex.getMessage() + ".", remedy);
		}
	}

}
