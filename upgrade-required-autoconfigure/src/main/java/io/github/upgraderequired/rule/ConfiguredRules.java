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

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.upgraderequired.Condition;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRequirement;
import io.github.upgraderequired.UpgradeRules;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * The rules of the configuration, and behind them the one for discovered WebSocket
 * endpoints, with those who are told what they make of requests.
 */
public final class ConfiguredRules {

	/**
	 * Name of the rule for discovered endpoints: the property that switches it.
	 */
	public static final String DISCOVERED = "websocket.discover";

	private static final Rule DISCOVERY = new Rule(DISCOVERED, 0, Mode.ENFORCE, PathMatch.EVERYTHING,
			UpgradeRequirement.anyOf(List.of(UpgradeProtocol.WEBSOCKET)));

	private final List<EvaluationListener> listeners = List.of(new RuleWatches(), new ReportLog(System::nanoTime));

	private final InstantSource clock;

	private volatile RuleSet rules;

	/**
	 * Create a set of rules.
	 * @param settings what the configuration says
	 * @param clock tells whether the dates of rules have come
	 */
	public ConfiguredRules(RuleSettings settings, InstantSource clock) {
		this.clock = clock;
		this.rules = compile(settings);
	}

	private static RuleSet compile(RuleSettings settings) {
		return new RuleSet(settings.rules().stream().map((rule) -> rule.withCeiling(settings.mode())).toList(),
				settings.discover() ? List.of(DISCOVERY.withCeiling(settings.mode())) : List.of(),
				settings.exemptions());
	}

	/**
	 * Decide about a request.
	 * @param context the request
	 * @return the decision
	 * @see UpgradeRules#decide
	 */
	public UpgradeDecision decide(UpgradeContext context) {
		return conclude(evaluate(context), context);
	}

	private UpgradeDecision conclude(Evaluation evaluation, UpgradeContext context) {
		if (!evaluation.verdicts().isEmpty()) {
			for (EvaluationListener listener : this.listeners) {
				listener.evaluated(evaluation, context);
			}
		}
		return evaluation.decision();
	}

	/**
	 * Decide about a request that meets all rules.
	 * @param context the request
	 * @return the decision; {@code null} if a rule is not met, in any mode, so that
	 * {@link #decide} is to be asked
	 */
	public @Nullable UpgradeDecision decideIfMet(UpgradeContext context) {
		Evaluation evaluation = evaluate(context);
		return evaluation.verdicts().stream().allMatch(Verdict::isMet) ? conclude(evaluation, context) : null;
	}

	/**
	 * Return whether handlers are to be shown a request in the normal form of a
	 * handshake.
	 * @param context the request
	 * @return whether it is a correct one in another form, and endpoints are judged
	 */
	public boolean normalizesHandshake(UpgradeContext context) {
		return this.rules.normalizes(context);
	}

	/**
	 * Find out what the rules make of a request, without leaving a trace of it.
	 * @param context the request
	 * @return what they make of it
	 */
	public Evaluation evaluate(UpgradeContext context) {
		return this.rules.evaluate(context, this.clock);
	}

	/**
	 * Return the refusals that do not differ from request to request.
	 * @return those of all rules that answer
	 */
	public Set<UpgradeRefusal> refusals() {
		return this.rules.refusals();
	}

	/**
	 * Return the rule that keeps a request from its handler.
	 * @param context the request
	 * @return the name of the rule that answers, or {@code null} if none does
	 */
	public @Nullable String ruleAgainst(UpgradeContext context) {
		Verdict answer = evaluate(context).answer();
		return (answer != null) ? answer.rule().name() : null;
	}

	/**
	 * Describe how the client that sent a request stands with every rule that knows it.
	 * @param context the request
	 * @return the members of each description; empty if no rule does
	 */
	public List<Map<String, Object>> describeClient(UpgradeContext context) {
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

	/**
	 * Return the configured rule that asks a request for WebSocket.
	 * @param context the request
	 * @return the name of the rule, or {@code null} if there is none
	 */
	public @Nullable String webSocketRule(UpgradeContext context) {
		return names(this.rules.covering(context), (rule) -> rule.includes(UpgradeProtocol.WEBSOCKET)).stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the rules that have an alternative of a kind.
	 * @param kind the kind
	 * @return the names of those that are not off, sorted
	 */
	public List<String> requiring(Kind kind) {
		return names(this.rules.rules(), (rule) -> rule.includes(kind));
	}

	/**
	 * Return the rules that send {@code Strict-Transport-Security}.
	 * @return the names, sorted
	 */
	public List<String> sendingStrictTransportSecurity() {
		return names(this.rules.rules(),
				(rule) -> rule.isEnforced() && rule.secureHeaders().sendsStrictTransportSecurity());
	}

	/**
	 * Return the rules that require TLS of a request.
	 * @param context the request
	 * @return the names, sorted
	 */
	public List<String> requiringTlsOf(UpgradeContext context) {
		return names(this.rules.covering(context), (rule) -> rule.isEnforced() && rule.includes(Kind.TLS));
	}

	private static List<String> names(List<Rule> rules, Predicate<Rule> which) {
		return rules.stream().filter(which).map(Rule::name).sorted().toList();
	}

	/**
	 * Warn of rules that leave no more than an extended CONNECT to a WebSocket endpoint.
	 * @param endpoints the patterns of the paths of endpoints
	 */
	public void warnOfShutOut(Collection<PathPattern> endpoints) {
		ShutOutEndpoints.warnOf(endpoints, this.rules);
	}

	/**
	 * Warn of rules that do so where another one requires WebSocket.
	 */
	public void warnOfShutOut() {
		warnOfShutOut(this.rules.rules()
			.stream()
			.filter((rule) -> rule.includes(UpgradeProtocol.WEBSOCKET))
			.flatMap((rule) -> rule.match().paths().stream())
			.toList());
	}

}
