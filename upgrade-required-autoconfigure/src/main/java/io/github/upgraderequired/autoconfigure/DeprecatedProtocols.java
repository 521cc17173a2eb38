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
import java.util.stream.Collectors;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.rule.Mode;
import io.github.upgraderequired.rule.Rule;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of rules that ask for a protocol that clients have given up.
 */
final class DeprecatedProtocols {

	private static final Log logger = LogFactory.getLog(DeprecatedProtocols.class);

	private static final List<UpgradeProtocol> H2C_ALONE = List.of(UpgradeProtocol.parse("h2c"));

	private DeprecatedProtocols() {
	}

	static void logFor(List<Rule> rules, Mode ceiling) {
		String names = rules.stream()
			.filter((rule) -> rule.mode().weaker(ceiling) != Mode.OFF)
			.filter((rule) -> rule.requirement().refusal().protocols().equals(H2C_ALONE))
			.map((rule) -> "'" + rule.name() + "'")
			.sorted()
			.collect(Collectors.joining(", "));
		if (!names.isEmpty()) {
			logger.warn("Only h2c is named by " + names + " of upgrade.required.rules, but that token is deprecated"
					+ " (RFC 9113, 3.1), and hardly any client knows it. Write HTTP/2, which the same requests meet.");
		}
	}

}
