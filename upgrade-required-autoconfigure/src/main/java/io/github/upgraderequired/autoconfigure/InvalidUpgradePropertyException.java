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

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start when a property under {@code upgrade.required} has a value that makes
 * no sense.
 */
public final class InvalidUpgradePropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final @Nullable String value;

	private final String reason;

	private final String remedy;

	InvalidUpgradePropertyException(String property, @Nullable String value, String reason, String remedy) {
		super("Property " + property + ((value != null) ? " with value '" + printable(value) + "'" : "")
				+ " is not valid: " + reason);
		this.property = property;
		this.value = (value != null) ? printable(value) : null;
		this.reason = reason;
		this.remedy = remedy;
	}

	private static String printable(String value) {
		StringBuilder printable = new StringBuilder();
		for (char c : value.toCharArray()) {
			if (Character.isISOControl(c)) {
				printable.append("\\u%04x".formatted((int) c));
			}
			else {
				printable.append(c);
			}
		}
		return printable.toString();
	}

	/**
	 * Return the name of the property.
	 * @return the name, with the index of the element where the value is one of a list
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return the value, with control characters escaped.
	 * @return the value, or {@code null} if it is missing
	 */
	public @Nullable String getValue() {
		return this.value;
	}

	/**
	 * Return what is wrong with the value.
	 * @return a sentence
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
