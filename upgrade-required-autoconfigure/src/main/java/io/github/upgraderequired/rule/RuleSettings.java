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

import java.util.List;

/**
 * What the configuration says of rules.
 *
 * @param mode the global mode, a ceiling for that of every rule
 * @param exemptions the requests that no rule touches
 * @param rules the rules, in any order
 * @param discover whether to require WebSocket on the endpoints that discovery finds,
 * where no rule names it
 */
public record RuleSettings(Mode mode, Exemptions exemptions, List<Rule> rules, boolean discover) {

	/**
	 * Create settings.
	 * @param mode the global mode, a ceiling for that of every rule
	 * @param exemptions the requests that no rule touches
	 * @param rules the rules, in any order
	 * @param discover whether to require WebSocket on the endpoints that discovery finds,
	 * where no rule names it
	 */
	public RuleSettings {
		rules = rules.stream().sorted().toList();
	}

}
