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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.upgraderequired.ClientIdentifier;
import io.github.upgraderequired.ClientRelease;
import io.github.upgraderequired.ClientRequirement;
import io.github.upgraderequired.ClientVersions;
import io.github.upgraderequired.Leniency;
import io.github.upgraderequired.ProductField;
import io.github.upgraderequired.VersionField;
import io.github.upgraderequired.VersionHeaders;
import io.github.upgraderequired.http.Token;
import io.github.upgraderequired.http.VersionNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the condition of a rule of clients: where it looks for them, and what it says of
 * them.
 */
final class ClientRules {

	/** What a refusal tells of a client. */
	static final Set<String> MEMBERS = Set.of("client", "version", "minimum", "latest", "update", "reason");

	private static final Function<String, @Nullable VersionNumber> NO_MINIMUMS = (product) -> null;

	private static final String USER_AGENT = "User-Agent";

	private final String prefix;

	private final String name;

	private final RuleProperties rule;

	private final ClientBeans beans;

	private final Consumer<String> warnings;

	/**
	 * Create a maker.
	 * @param prefix the name of the rule's properties up to the last dot
	 * @param name the name of the rule
	 * @param rule the properties
	 * @param beans what the application knows of clients
	 * @param warnings takes what is suspicious
	 */
	ClientRules(String prefix, String name, RuleProperties rule, ClientBeans beans, Consumer<String> warnings) {
		this.prefix = prefix;
		this.name = name;
		this.rule = rule;
		this.beans = beans;
		this.warnings = warnings;
	}

	/**
	 * Require that a rule without clients says nothing about them.
	 */
	void requireNothing() {
		requireUnset("identify.header", this.rule.getIdentify().getHeader(), USER_AGENT);
		requireUnset("identify.name-header", this.rule.getIdentify().getNameHeader(), null);
		requireUnset("identify.version-header", this.rule.getIdentify().getVersionHeader(), null);
		requireUnset("headers.minimum", this.rule.getHeaders().getMinimum(), null);
		requireUnset("headers.latest", this.rule.getHeaders().getLatest(), null);
		requireUnset("headers.enforce-at", this.rule.getHeaders().getEnforceAt(), null);
		requireUnset("missing", this.rule.getMissing(), Unproven.PASS);
		requireUnset("unreadable", this.rule.getUnreadable(), Unproven.REFUSE);
	}

	private void requireUnset(String property, @Nullable Object value, @Nullable Object unset) {
		if (value != null && !value.equals(unset) && !value.equals("")) {
			throw invalid(property, value, "The rule has no clients, of which it would say something.",
					"Name the clients in " + this.prefix + "clients, or leave the property out.");
		}
	}

	ClientRequirement create() {
		String map = this.prefix + "clients";
		Map<String, ClientProperties> clients = RelaxedNames.merge(map, "client", this.rule.getClients());
		List<ClientRelease> releases = new ArrayList<>();
		clients.forEach((product, client) -> releases
			.add(new ClientReleases(RelaxedNames.element(map, product), client).create(product, this.warnings)));
		return new ClientRequirement(releases, createIdentifier(clients.keySet()), createMinimums(),
				new Leniency(this.rule.getMissing() == Unproven.PASS, this.rule.getUnreadable() == Unproven.PASS),
				createHeaders(), StringUtils.hasText(this.rule.getDetail()) ? this.rule.getDetail() : "");
	}

	private VersionHeaders createHeaders() {
		ClientProperties.Headers headers = this.rule.getHeaders();
		return new VersionHeaders(fieldName("headers.minimum", headers.getMinimum()),
				fieldName("headers.latest", headers.getLatest()),
				fieldName("headers.enforce-at", headers.getEnforceAt()), new Dates(this.prefix, this.rule).enforceAt(),
				vary());
	}

	// A bean may look anywhere
	private List<String> vary() {
		ClientProperties.Identify identify = this.rule.getIdentify();
		if (this.beans.identifier() != null) {
			return List.of();
		}
		return StringUtils.hasLength(identify.getVersionHeader())
				? Stream.of(identify.getNameHeader(), identify.getVersionHeader())
					.filter(StringUtils::hasLength)
					.toList()
				: List.of(StringUtils.hasLength(identify.getHeader()) ? identify.getHeader() : USER_AGENT);
	}

	private Function<String, @Nullable VersionNumber> createMinimums() {
		ClientVersions versions = this.beans.versions();
		return (versions != null) ? new ClientMinimums(this.name, versions) : NO_MINIMUMS;
	}

	private ClientIdentifier createIdentifier(Set<String> listed) {
		ClientProperties.Identify identify = this.rule.getIdentify();
		Set<String> products = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		products.addAll(listed);
		String header = fieldName("identify.header", identify.getHeader());
		String nameHeader = fieldName("identify.name-header", identify.getNameHeader());
		String versionHeader = fieldName("identify.version-header", identify.getVersionHeader());
		if (versionHeader == null && nameHeader != null) {
			throw invalid("identify.name-header", nameHeader, "Nothing says where the version is.",
					"Set identify.version-header too, or identify.header where one field has both.");
		}
		if (versionHeader != null && header != null && !USER_AGENT.equalsIgnoreCase(header)) {
			throw invalid("identify.header", header, "The version has a field of its own, identify.version-header.",
					"Leave one of the two out.");
		}
		if (versionHeader != null && nameHeader == null && products.size() > 1) {
			throw invalid("identify.version-header", versionHeader,
					"The rule has more than one product, and nothing says which one has that version.",
					"Set identify.name-header too, or write a rule for each product.");
		}
		if (this.beans.identifier() != null) {
			return this.beans.identifier();
		}
		return (versionHeader != null) ? new VersionField(versionHeader, nameHeader, products)
				: new ProductField((header != null) ? header : USER_AGENT, products);
	}

	private @Nullable String fieldName(String property, @Nullable String text) {
		if (!StringUtils.hasLength(text)) {
			return null;
		}
		if (!Token.isToken(text)) {
			throw invalid(property, text, "The name of a header field is a token (RFC 9110, 5.1).",
					"Write a name such as X-App-Version.");
		}
		return text;
	}

	private InvalidUpgradePropertyException invalid(String property, @Nullable Object value, String reason,
			String remedy) {
		return new InvalidUpgradePropertyException(this.prefix + property, String.valueOf(value), reason, remedy);
	}

}
