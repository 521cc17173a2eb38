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

import io.github.upgraderequired.Outcome;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;

/**
 * What a rule that covers a request made of it.
 *
 * @param rule the rule
 * @param stage how far the rule goes
 * @param outcomes what each of its conditions made of the request
 */
public record Verdict(Rule rule, Stage stage, List<Outcome> outcomes) {

	boolean isMet() {
		for (Outcome outcome : this.outcomes) {
			if (!outcome.met()) {
				return false;
			}
		}
		return true;
	}

	boolean isEnforced() {
		return this.stage == Stage.ENFORCE;
	}

	// The request will be refused, but is not yet
	boolean isAnnounced() {
		return this.stage == Stage.ANNOUNCE && !isMet();
	}

	/**
	 * Return what the request is judged as.
	 * @return the product of a client, for instance, or {@code null}
	 */
	@Nullable String subject() {
		for (Outcome outcome : this.outcomes) {
			if (outcome.particulars().subject() != null) {
				return outcome.particulars().subject();
			}
		}
		return null;
	}

	/**
	 * Return the protocols that the request may be switched to, as far as the rule goes.
	 * @return the protocols in order of preference; empty where it does not care
	 */
	List<UpgradeProtocol> accepted() {
		int negotiating = negotiating();
		return (negotiating >= 0) ? this.outcomes.get(negotiating).accepted() : List.of();
	}

	// The refusal that names all protocols that would have done
	UpgradeRefusal wish() {
		return this.rule.refusal(Math.max(negotiating(), 0));
	}

	private int negotiating() {
		for (int i = 0; i < this.outcomes.size(); i++) {
			if (!this.outcomes.get(i).accepted().isEmpty()) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return the decision against a request that does not meet the rule.
	 */
	UpgradeDecision decide(UpgradeContext context) {
		return this.rule.answer().decide(refusal(), context);
	}

	/**
	 * Return the refusal of a request that does not meet the rule.
	 */
	UpgradeRefusal refusal() {
		for (int i = 0; i < this.outcomes.size(); i++) {
			Outcome outcome = this.outcomes.get(i);
			if (!outcome.met()) {
				return this.rule.refusal(i).because(outcome);
			}
		}
		throw new IllegalStateException("Rule '" + this.rule.name() + "' is met");
	}

	/**
	 * Return the decision against a request that meets the rule, and another rule in a
	 * way that does not go with it.
	 */
	UpgradeRefusal refuse(String detail) {
		return this.rule.refusal(0).withDetail(detail);
	}

}
