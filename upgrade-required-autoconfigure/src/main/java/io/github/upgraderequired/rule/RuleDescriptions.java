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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * What operators are told of rules, as members of JSON objects.
 *
 * @param mode the global mode, configured and effective
 * @param rules the rules in the order in which they answer, by name
 * @param exempt what no rule touches
 */
public record RuleDescriptions(Map<String, Object> mode, Map<String, Map<String, Object>> rules,
		Map<String, Object> exempt) {

	static RuleDescriptions of(RuleSettings configured, RuleSettings effective, Instant now) {
		List<Rule> configuredRules = configured.allRules().toList();
		List<Rule> effectiveRules = effective.allRules().toList();
		Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
		for (int i = 0; i < configuredRules.size(); i++) {
			Rule rule = configuredRules.get(i);
			rules.put(rule.name(), of(rule, effectiveRules.get(i), effective.mode(), now));
		}
		return new RuleDescriptions(ofMode(configured.mode(), effective.mode()), rules,
				configured.exemptions().describe());
	}

	private static Map<String, Object> ofMode(Mode configured, Mode effective) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("mode", text(effective));
		members.put("configuredMode", text(configured));
		return members;
	}

	private static Map<String, Object> of(Rule configured, Rule effective, Mode ceiling, Instant now) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("name", configured.name());
		Mode mode = effective.mode().weaker(ceiling);
		members.putAll(ofMode(configured.mode(), mode));
		members.put("stage", text((mode != Mode.OFF) ? effective.withMode(mode).stage(now) : mode));
		members.put("order", configured.order());
		members.put("requires", requires(configured));
		members.put("paths", patterns(configured.match().paths()));
		members.put("excludePaths", patterns(configured.match().excludePaths()));
		members.put("methods", configured.match().methods().stream().sorted().toList());
		members.put("status", configured.answer().isRedirect() ? configured.answer().redirectStatus()
				: configured.refusal(0).status());
		putIfPresent(members, "announceAt", configured.schedule().announceAt());
		putIfPresent(members, "enforceAt", configured.schedule().enforceAt());
		return members;
	}

	private static List<String> requires(Rule rule) {
		return rule.conditions()
			.stream()
			.flatMap((condition) -> condition.protocols().stream())
			.map(Object::toString)
			.toList();
	}

	static List<String> patterns(List<PathPattern> patterns) {
		return patterns.stream().map(PathPattern::getPatternString).toList();
	}

	/**
	 * Explain what becomes of a request.
	 * @param evaluation what the rules made of it
	 * @param verdicts the verdict of every rule that covers it; {@code null} if it is
	 * exempt
	 * @return the members of an explanation
	 */
	static Map<String, Object> explain(Evaluation evaluation, @Nullable List<Verdict> verdicts) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("exempt", verdicts == null);
		members.put("answer", answer(evaluation));
		members.put("rules", verdicts(verdicts));
		return members;
	}

	static List<Map<String, Object>> verdicts(@Nullable List<Verdict> verdicts) {
		return (verdicts != null) ? verdicts.stream().map(RuleDescriptions::of).toList() : List.of();
	}

	static Map<String, Object> answer(Evaluation evaluation) {
		Map<String, Object> members = new LinkedHashMap<>();
		if (evaluation.decision() instanceof UpgradeRefusal refusal) {
			members.put("status", refusal.status());
			putIfPresent(members, "rule", refusal.rule());
			members.put("requires", refusal.upgradeField());
			members.put("detail", refusal.detail());
		}
		else if (evaluation.decision() instanceof UpgradeRedirect redirect) {
			members.put("status", redirect.status());
			putIfPresent(members, "rule", redirect.rule());
			members.put("location", redirect.location());
		}
		else {
			members.put("served", true);
		}
		if (!evaluation.decision().headers().isEmpty()) {
			members.put("headers", evaluation.decision().headers());
		}
		return members;
	}

	private static Map<String, Object> of(Verdict verdict) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("name", verdict.rule().name());
		members.put("stage", text(verdict.stage()));
		members.put("met", verdict.isMet());
		if (!verdict.isMet()) {
			members.put("detail", verdict.refusal().detail());
		}
		return members;
	}

	private static String text(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	private static void putIfPresent(Map<String, Object> members, String name, @Nullable Object value) {
		if (value != null) {
			members.put(name, value.toString());
		}
	}

}
