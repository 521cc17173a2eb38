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
import java.net.URISyntaxException;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;

/**
 * Reads properties that are URIs.
 */
final class UriProperty {

	private UriProperty() {
	}

	/**
	 * Parse a URI.
	 * @param property the name of the property
	 * @param text the value
	 * @param remedy what to write instead
	 * @return the URI
	 * @throws InvalidUpgradePropertyException if it is none
	 */
	static URI parse(String property, String text, String remedy) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw new InvalidUpgradePropertyException(property, text, ex.getReason() + ".", remedy);
		}
	}

	/**
	 * Parse a URI that a person may follow.
	 * @param property the name of the property
	 * @param text the value
	 * @param remedy what to write instead
	 * @return the URI
	 * @throws InvalidUpgradePropertyException if it is none, or a script
	 */
	static URI parseLink(String property, String text, String remedy) {
		URI link = parse(property, text, remedy);
		try {
			UpgradeDecision.refuse(UpgradeProtocol.WEBSOCKET).withLink(link);
			return link;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidUpgradePropertyException(property, text, ex.getMessage() + ".", remedy);
		}
	}

}
