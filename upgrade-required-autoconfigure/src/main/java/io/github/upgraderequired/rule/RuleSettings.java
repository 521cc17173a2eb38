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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRequirement;

/**
 * What the configuration says of rules.
 *
 * @param mode the global mode, a ceiling for that of every rule
 * @param exemptions the requests that no rule touches
 * @param rules the rules, in answer order
 * @param endpointRules those that stand in their place at WebSocket endpoints of the
 * application
 */
public record RuleSettings(Mode mode, Exemptions exemptions, List<Rule> rules, List<Rule> endpointRules) {

	/**
	 * Name of the rule for discovered endpoints: the property that switches it.
	 */
	static final String DISCOVERED = "websocket.discover";

	private static final Rule DISCOVERY = new Rule(DISCOVERED, 0, Mode.ENFORCE, PathMatch.EVERYTHING,
			UpgradeRequirement.anyOf(List.of(UpgradeProtocol.WEBSOCKET)));

	/**
	 * Create settings.
	 * @param mode the global mode, a ceiling for that of every rule
	 * @param exemptions the requests that no rule touches
	 * @param rules the rules, in any order
	 * @param discover whether to require WebSocket on the endpoints that discovery finds,
	 * where no rule names it
	 */
	public RuleSettings(Mode mode, Exemptions exemptions, List<Rule> rules, boolean discover) {
		this(mode, exemptions, rules.stream().sorted().toList(), discover ? List.of(DISCOVERY) : List.of());
	}

	Stream<Rule> allRules() {
		return Stream.concat(this.rules.stream(), this.endpointRules.stream());
	}

	RuleSettings with(Mode mode, UnaryOperator<Rule> change) {
		return new RuleSettings(mode, this.exemptions, this.rules.stream().map(change).toList(),
				this.endpointRules.stream().map(change).toList());
	}

	/**
	 * Compile the rules, each as far as the global mode lets it go.
	 */
	RuleSet compile() {
		RuleSettings below = with(this.mode, (rule) -> rule.withMode(rule.mode().weaker(this.mode)));
		return new RuleSet(below.rules(), below.endpointRules(), this.exemptions);
	}

}
