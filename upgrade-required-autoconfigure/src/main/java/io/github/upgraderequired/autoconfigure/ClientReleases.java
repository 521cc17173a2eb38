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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.upgraderequired.ClientRelease;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.Token;
import io.github.upgraderequired.http.VersionNumber;
import io.github.upgraderequired.http.VersionRange;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads which versions of a product a rule accepts.
 */
final class ClientReleases {

	/** Those that {@code Upgrade} knows as something else. */
	private static final Set<String> PROTOCOLS = Set.of("websocket", "connect-udp", "connect-ip");

	private final String prefix;

	private final ClientProperties client;

	/**
	 * Create a reader.
	 * @param prefix the name of the product's properties up to the last dot
	 * @param client the properties
	 */
	ClientReleases(String prefix, ClientProperties client) {
		this.prefix = prefix;
		this.client = client;
	}

	/**
	 * Read the versions.
	 * @param product the name of the product
	 * @param warnings takes what is suspicious
	 * @return the versions
	 * @throws InvalidUpgradePropertyException if one is not valid, or if they make no
	 * sense together
	 */
	ClientRelease create(String product, Consumer<String> warnings) {
		requireProduct(product);
		VersionNumber minimum = parse("minimum", this.client.getMinimum());
		if (minimum != null && !minimum.isExact()) {
			throw invalid("minimum", minimum, "What follows the number would not count.",
					"Write the number alone, such as \"3.2\".");
		}
		VersionNumber latest = parse("latest", this.client.getLatest());
		if (minimum != null && latest != null && minimum.compareTo(latest) > 0) {
			throw invalid("minimum", minimum, "It is above the latest version, " + latest + ".",
					"Raise latest, or leave it out.");
		}
		Set<String> accepted = new LinkedHashSet<>();
		List<VersionRange> refused = new ArrayList<>();
		for (int i = 0; i < this.client.getAccept().size(); i++) {
			accepted.add(text("accept[" + i + "]", this.client.getAccept().get(i)));
		}
		for (int i = 0; i < this.client.getRefuse().size(); i++) {
			refused.add(parseRange("refuse[" + i + "]", this.client.getRefuse().get(i)));
		}
		requireSomethingLeft(refused);
		if (!accepted.isEmpty() && minimum == null && refused.isEmpty()) {
			warnings
				.accept("Property " + this.prefix + "accept names versions that pass in any case, but others pass too"
						+ " if they begin with a number: nothing refuses them. Set minimum, or refuse to \">=0\".");
		}
		ClientRelease release = new ClientRelease(product, minimum, latest, accepted, refused, parseUpdateUri());
		requireAccepted("minimum", minimum, release);
		requireAccepted("latest", latest, release);
		return release;
	}

	// Each text is a range of its own, and a comma makes two of one
	private void requireSomethingLeft(List<VersionRange> refused) {
		if (refused.stream().anyMatch((above) -> refused.stream().anyMatch(above::completes))) {
			throw invalid("refuse", this.client.getRefuse(), "Together these ranges refuse every version.",
					"Write the bounds of a range in one text, with a space between them: \">=3.4.0 <3.4.3\".");
		}
	}

	private void requireAccepted(String property, @Nullable VersionNumber version, ClientRelease release) {
		if (version != null && release.refuses(version)) {
			throw invalid(property, version,
					"It is among the versions that are refused, so that clients would be told to install what does not"
							+ " pass.",
					"Write a version that passes, or correct refuse: a range is one text, such as \">=3.4.0 <3.4.3\".");
		}
	}

	private void requireProduct(String product) {
		String name = this.prefix.substring(0, this.prefix.length() - 1);
		if (!Token.isToken(product)) {
			throw new InvalidUpgradePropertyException(name, product,
					"A product is a token (RFC 9110, 10.1.5): it is not empty and holds no space, comma or slash.",
					"Write the name as clients send it, such as acme-ios, and in brackets where it holds more than letters,"
							+ " digits and dashes: \"[com.acme.app]\".");
		}
		UpgradeProtocol protocol = UpgradeProtocol.parse(product);
		if (protocol.kind() != Kind.SWITCHED || PROTOCOLS.contains(protocol.name())) {
			throw new InvalidUpgradePropertyException(name, product,
					"It is the name of a protocol, which clients would take the refusal to ask for.",
					"Write the rule with protocols in place of clients, or another name for the product.");
		}
	}

	private @Nullable VersionNumber parse(String property, @Nullable Object value) {
		if (value == null || "".equals(value)) {
			return null;
		}
		String text = text(property, value);
		VersionNumber version = VersionNumber.parse(text);
		if (version == null) {
			throw invalid(property, text, "It does not begin with a number.",
					"Write a version that begins with a dotted number, such as \"3.2\".");
		}
		if (!Token.isToken(text)) {
			throw invalid(property, text,
					"It cannot stand in the field Upgrade: a version there is a token (RFC 9110, 7.8).",
					"Write the number alone, such as \"3.2\".");
		}
		return version;
	}

	private VersionRange parseRange(String property, Object value) {
		String text = text(property, value);
		try {
			return VersionRange.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(property, text, ex.getMessage() + ".",
					"Write a version such as \"3.4.1\", or a range such as \">=3.4.0 <3.4.3\".");
		}
	}

	// A number of YAML does not say how it was written: 3.10 and 3.1 are the same
	private String text(String property, Object value) {
		if (value instanceof Double || value instanceof Float) {
			throw invalid(property, value, "YAML reads it as a decimal number, in which 3.10 is 3.1.",
					"Put the version in quotes, as in \"3.10\".");
		}
		if (value.toString().contains("${")) {
			throw invalid(property, value, "Nothing says what the placeholder stands for.",
					"Import where it is defined, for example with spring.config.import.");
		}
		return value.toString();
	}

	private @Nullable URI parseUpdateUri() {
		String text = this.client.getUpdateUri();
		if (!StringUtils.hasLength(text)) {
			return null;
		}
		String remedy = "Write a URI such as https://example.com/app.";
		URI uri = UriProperty.parseLink(this.prefix + "update-uri", text, remedy);
		if (!uri.isAbsolute()) {
			throw invalid("update-uri", text, "The URI is not absolute.", remedy);
		}
		return uri;
	}

	private InvalidUpgradePropertyException invalid(String property, Object value, String reason, String remedy) {
		return new InvalidUpgradePropertyException(this.prefix + property, value.toString(), reason, remedy);
	}

}
