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

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.github.upgraderequired.Condition;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.Outcome;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;

/**
 * A rule: a request that matches must meet all conditions.
 * <p>
 * Rules answer in the order of {@code order}, then of the kind of what they require, then
 * of the name.
 */
public final class Rule implements Comparable<Rule> {

	private static final Comparator<Rule> ORDER = Comparator.comparingInt(Rule::order)
		.thenComparing((rule) -> rule.conditions().get(0).kind())
		.thenComparing(Rule::name);

	private final String name;

	private final int order;

	private final Mode mode;

	private final PathMatch match;

	private final List<Condition> conditions;

	private final Answer answer;

	private final SecureHeaders secureHeaders;

	private final List<UpgradeRefusal> refusals;

	private final Schedule schedule;

	/**
	 * Create a rule.
	 * @param name the name
	 * @param order the position among the rules; the lowest answers first
	 * @param mode how far the rule goes, below the global ceiling
	 * @param match the requests that the rule covers
	 * @param conditions what they must meet; at least one
	 * @param answer what becomes of those that do not
	 * @param secureHeaders what secure responses tell clients besides
	 */
	public Rule(String name, int order, Mode mode, PathMatch match, List<Condition> conditions, Answer answer,
			SecureHeaders secureHeaders) {
		this.name = name;
		this.order = order;
		this.mode = mode;
		this.match = match;
		this.conditions = List.copyOf(conditions);
		this.answer = answer;
		this.secureHeaders = secureHeaders;
		this.refusals = this.conditions.stream()
			.map((condition) -> answer.complete(UpgradeRefusal.of(condition).withRule(name)))
			.toList();
		this.schedule = Schedule.ALWAYS;
	}

	private Rule(Rule rule, Mode mode, Schedule schedule) {
		this.name = rule.name;
		this.order = rule.order;
		this.mode = mode;
		this.match = rule.match;
		this.conditions = rule.conditions;
		this.answer = rule.answer;
		this.secureHeaders = rule.secureHeaders;
		this.refusals = rule.refusals;
		this.schedule = schedule;
	}

	/**
	 * Create a rule with one condition that refuses what does not meet it.
	 * @param name the name
	 * @param order the position among the rules; the lowest answers first
	 * @param mode how far the rule goes, below the global ceiling
	 * @param match the requests that the rule covers
	 * @param condition what they must meet
	 */
	public Rule(String name, int order, Mode mode, PathMatch match, Condition condition) {
		this(name, order, mode, match, List.of(condition), Answer.REFUSE, SecureHeaders.NONE);
	}

	String name() {
		return this.name;
	}

	int order() {
		return this.order;
	}

	Mode mode() {
		return this.mode;
	}

	PathMatch match() {
		return this.match;
	}

	List<Condition> conditions() {
		return this.conditions;
	}

	Answer answer() {
		return this.answer;
	}

	SecureHeaders secureHeaders() {
		return this.secureHeaders;
	}

	Schedule schedule() {
		return this.schedule;
	}

	Stage stage(Instant now) {
		if (this.mode != Mode.ENFORCE) {
			return Stage.REPORT;
		}
		return this.schedule.stage(now);
	}

	Verdict judge(UpgradeContext context, Stage stage) {
		Outcome[] outcomes = new Outcome[this.conditions.size()];
		for (int i = 0; i < outcomes.length; i++) {
			outcomes[i] = this.conditions.get(i).check(context);
		}
		return new Verdict(this, stage, List.of(outcomes));
	}

	// For a request that does not meet the condition in any way that can be told
	UpgradeRefusal refusal(int condition) {
		return this.refusals.get(condition);
	}

	List<UpgradeRefusal> refusals() {
		return this.refusals;
	}

	boolean includes(Kind kind) {
		for (Condition condition : this.conditions) {
			if (condition.includes(kind)) {
				return true;
			}
		}
		return false;
	}

	boolean includes(UpgradeProtocol protocol) {
		for (Condition condition : this.conditions) {
			if (condition.includes(protocol)) {
				return true;
			}
		}
		return false;
	}

	boolean isOff() {
		return this.mode == Mode.OFF;
	}

	boolean isEnforced() {
		return this.mode == Mode.ENFORCE;
	}

	Rule withMode(Mode mode) {
		return (this.mode == mode) ? this : new Rule(this, mode, this.schedule);
	}

	/**
	 * Return a copy with dates.
	 * @param schedule from when on the rule does what
	 * @return the copy
	 */
	public Rule withSchedule(Schedule schedule) {
		return new Rule(this, this.mode, schedule);
	}

	@Override
	public int compareTo(Rule other) {
		return ORDER.compare(this, other);
	}

}
