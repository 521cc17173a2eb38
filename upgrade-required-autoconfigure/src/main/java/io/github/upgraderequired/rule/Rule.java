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

import java.util.Comparator;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRequirement;
import org.jspecify.annotations.Nullable;

/**
 * A rule: a request that matches must meet the requirement.
 * <p>
 * Rules answer in the order of {@code order}, then of the kind of what they require, then
 * of the name.
 *
 * @param name the name
 * @param order the position among the rules; the lowest answers first
 * @param mode how far the rule goes, below the global ceiling
 * @param match the requests that the rule covers
 * @param requirement what they must meet
 * @param redirect where to send those that do not, or {@code null} to refuse them
 * @param secureHeaders what secure responses tell clients besides
 */
public record Rule(String name, int order, Mode mode, RequestMatch match, UpgradeRequirement requirement,
		@Nullable Redirect redirect, SecureHeaders secureHeaders) implements Comparable<Rule> {

	private static final Comparator<Rule> ORDER = Comparator.comparingInt(Rule::order)
		.thenComparing((rule) -> rule.requirement().kind())
		.thenComparing(Rule::name);

	/**
	 * Create a rule.
	 * @param name the name
	 * @param order the position among the rules; the lowest answers first
	 * @param mode how far the rule goes, below the global ceiling
	 * @param match the requests that the rule covers
	 * @param requirement what they must meet
	 * @param redirect where to send those that do not, or {@code null} to refuse them
	 * @param secureHeaders what secure responses tell clients besides
	 */
	public Rule {
		requirement = requirement.withRule(name);
	}

	/**
	 * Create a rule that refuses what does not meet it.
	 * @param name the name
	 * @param order the position among the rules; the lowest answers first
	 * @param mode how far the rule goes, below the global ceiling
	 * @param match the requests that the rule covers
	 * @param requirement what they must meet
	 */
	public Rule(String name, int order, Mode mode, RequestMatch match, UpgradeRequirement requirement) {
		this(name, order, mode, match, requirement, null, SecureHeaders.NONE);
	}

	boolean covers(UpgradeContext context) {
		return this.match.covers(context);
	}

	UpgradeDecision check(UpgradeContext context) {
		UpgradeDecision decision = this.requirement.check(context);
		return (decision instanceof UpgradeRefusal refusal && this.redirect != null)
				? this.redirect.insteadOf(refusal, context) : decision;
	}

	Rule withCeiling(Mode ceiling) {
		return new Rule(this.name, this.order, this.mode.weaker(ceiling), this.match, this.requirement, this.redirect,
				this.secureHeaders);
	}

	@Override
	public int compareTo(Rule other) {
		return ORDER.compare(this, other);
	}

}
