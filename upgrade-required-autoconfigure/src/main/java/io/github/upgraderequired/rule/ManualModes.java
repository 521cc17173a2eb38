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

package io.github.upgraderequired.rule;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The modes that somebody has set by hand while the application runs. They take the place
 * of the configured ones. Immutable.
 *
 * @param global the global mode, or {@code null} for the configured one
 * @param rules the modes of rules, by name
 */
record ManualModes(@Nullable Mode global, Map<String, Mode> rules) {

	static final ManualModes NONE = new ManualModes(null, Map.of());

	ManualModes withGlobal(@Nullable Mode mode) {
		return new ManualModes(mode, this.rules);
	}

	ManualModes withRule(String rule, @Nullable Mode mode) {
		Map<String, Mode> modes = new HashMap<>(this.rules);
		if (mode != null) {
			modes.put(rule, mode);
		}
		else {
			modes.remove(rule);
		}
		return new ManualModes(this.global, Map.copyOf(modes));
	}

	RuleSettings applyTo(RuleSettings settings) {
		return settings.with((this.global != null) ? this.global : settings.mode(),
				(rule) -> rule.withMode(this.rules.getOrDefault(rule.name(), rule.mode())));
	}

}
