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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.upgraderequired.ClientVersions;
import io.github.upgraderequired.http.Token;
import io.github.upgraderequired.http.VersionNumber;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The minimum versions for a rule that an application tells. What is wrong with them is
 * warned of once, and the properties hold.
 */
final class ClientMinimums implements Function<String, @Nullable VersionNumber> {

	private static final Log logger = LogFactory.getLog(ClientMinimums.class);

	private final String rule;

	private final ClientVersions versions;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create the minimums for a rule.
	 * @param rule the name of the rule
	 * @param versions tells them
	 */
	ClientMinimums(String rule, ClientVersions versions) {
		this.rule = rule;
		this.versions = versions;
	}

	@Override
	public @Nullable VersionNumber apply(String product) {
		try {
			String minimum = this.versions.minimum(this.rule, product);
			return (minimum != null) ? parse(minimum) : null;
		}
		catch (RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("The ClientVersions bean has no minimum version of " + product + " for rule '" + this.rule
						+ "'; the properties hold wherever it fails", ex);
			}
			return null;
		}
	}

	private static VersionNumber parse(String text) {
		VersionNumber version = Token.isToken(text) ? VersionNumber.parse(text) : null;
		if (version == null) {
			throw new IllegalArgumentException("'" + text + "' is no version");
		}
		return version;
	}

}
