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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.upgraderequired.Condition;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeRefusal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The rules at a moment: what the configuration says, what has been switched by hand, and
 * what there is to tell of both. Immutable, and replaced as a whole.
 *
 * @param settings what the configuration says
 * @param manual the modes that somebody has set by hand
 * @param effective what comes of both
 * @param rules the same, compiled
 */
record RuleSnapshot(RuleSettings settings, ManualModes manual, RuleSettings effective, RuleSet rules) {

	private static final Log logger = LogFactory.getLog(RuleSnapshot.class);

	RuleSnapshot(RuleSettings settings, ManualModes manual) {
		this(settings, manual, manual.applyTo(settings));
	}

	private RuleSnapshot(RuleSettings settings, ManualModes manual, RuleSettings effective) {
		this(settings, manual, effective, effective.compile());
	}

	/**
	 * Set the mode of a rule by hand. What has been set can be taken back while a rule is
	 * gone.
	 * @param rule the name of the rule
	 * @param mode the mode, or {@code null} for the configured one
	 * @return the rules from now on, or {@code null} if there is no such rule
	 */
	@Nullable RuleSnapshot switched(String rule, @Nullable Mode mode) {
		boolean isThere = this.settings.allRules().anyMatch((known) -> known.name().equals(rule));
		return (isThere || (mode == null && this.manual.rules().containsKey(rule)))
				? new RuleSnapshot(this.settings, this.manual.withRule(rule, mode)) : null;
	}

	Set<UpgradeRefusal> refusals() {
		return this.settings.allRules()
			.flatMap((rule) -> rule.refusals().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	RuleDescriptions describe(Instant now) {
		return RuleDescriptions.of(this.settings, this.effective, now);
	}

	Map<String, Object> explain(UpgradeContext context, @Nullable UpgradeContext atEndpoint, Instant now) {
		InstantSource moment = InstantSource.fixed(now);
		Evaluation evaluation = this.rules.evaluate(context, moment);
		Map<String, Object> explanation = RuleDescriptions.explain(evaluation, this.rules.judgeAll(context, moment));
		if (atEndpoint != null) {
			Evaluation late = this.rules.evaluate(atEndpoint, moment);
			if (evaluation.answer() == null && late.answer() != null) {
				explanation.put("answer", RuleDescriptions.answer(late));
			}
			explanation.put("webSocketEndpoint", RuleDescriptions.verdicts(this.rules.judgeAll(atEndpoint, moment)));
		}
		return explanation;
	}

	List<Map<String, Object>> describeClient(UpgradeContext context) {
		List<Map<String, Object>> descriptions = new ArrayList<>();
		for (Rule rule : this.rules.rules()) {
			for (Condition condition : rule.conditions()) {
				Map<String, Object> description = condition.describeClient(context);
				if (description != null) {
					Map<String, Object> named = new LinkedHashMap<>(Map.of("rule", rule.name()));
					named.putAll(description);
					descriptions.add(named);
				}
			}
		}
		return descriptions;
	}

	void tell() {
		int count = this.effective.rules().size();
		int off = count - this.rules.rules().size();
		logger.info(((count == 1) ? "1 rule" : count + " rules") + " under upgrade.required.rules"
				+ ((off > 0) ? ", " + off + " of them off" : "")
				+ ((this.effective.mode() != Mode.ENFORCE) ? ", in the global mode " + this.effective.mode() : ""));
		ShadowedRules.warnOf(this.rules.rules());
	}

}
