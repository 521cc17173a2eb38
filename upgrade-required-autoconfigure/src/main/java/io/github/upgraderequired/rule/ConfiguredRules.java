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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * The rules of the configuration, and behind them the one for discovered WebSocket
 * endpoints, with those who are told what they make of requests.
 */
public final class ConfiguredRules implements AutoCloseable {

	private final List<EvaluationListener> listeners;

	private final InstantSource clock;

	private final List<IncidentListener> incidents;

	private volatile RuleSnapshot snapshot;

	/**
	 * Create a set of rules.
	 * @param settings what the configuration says
	 * @param clock tells whether the dates of rules have come
	 * @param incidents are told of requests that do not meet a rule that reports, or that
	 * are served with the news
	 */
	public ConfiguredRules(RuleSettings settings, InstantSource clock, List<IncidentListener> incidents) {
		Executor inAMinute = CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES);
		this.listeners = List.of(new RuleWatches(inAMinute), new ReportLog(inAMinute));
		this.clock = clock;
		this.incidents = List.copyOf(incidents);
		this.snapshot = new RuleSnapshot(settings, ManualModes.NONE);
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
			if (!this.incidents.isEmpty()) {
				tellOfUnmet(evaluation);
			}
		}
		return evaluation.decision();
	}

	private void tellOfUnmet(Evaluation evaluation) {
		for (Verdict verdict : evaluation.verdicts()) {
			boolean announced = verdict.isAnnounced() && evaluation.answer() == null;
			if (announced || (verdict.stage() == Stage.REPORT && !verdict.isMet())) {
				Incident incident = new Incident(announced ? Effect.ANNOUNCED : Effect.REPORTED, verdict.refusal());
				this.incidents.forEach((listener) -> listener.happened(incident));
			}
		}
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
		return rules().normalizes(context);
	}

	/**
	 * Find out what the rules make of a request, without leaving a trace of it.
	 * @param context the request
	 * @return what they make of it
	 */
	public Evaluation evaluate(UpgradeContext context) {
		return rules().evaluate(context, this.clock);
	}

	/**
	 * Return the refusals that do not differ from request to request.
	 * @return those of all rules, in any mode
	 */
	public Set<UpgradeRefusal> refusals() {
		return this.snapshot.refusals();
	}

	/**
	 * Take other settings from now on. Modes that have been set by hand stay, by the name
	 * of the rule.
	 * @param settings what the configuration says now
	 */
	public synchronized void replace(RuleSettings settings) {
		this.snapshot = new RuleSnapshot(settings, this.snapshot.manual());
		this.listeners.forEach(EvaluationListener::flush);
	}

	/**
	 * Set the global mode by hand, until the application ends.
	 * @param mode the mode, or {@code null} for the configured one
	 */
	public synchronized void switchMode(@Nullable Mode mode) {
		this.snapshot = new RuleSnapshot(this.snapshot.settings(), this.snapshot.manual().withGlobal(mode));
	}

	/**
	 * Set the mode of a rule by hand, until the application ends. The global mode stays
	 * its ceiling.
	 * @param rule the name of the rule
	 * @param mode the mode, or {@code null} for the configured one
	 * @return whether there is such a rule
	 */
	public synchronized boolean switchMode(String rule, @Nullable Mode mode) {
		RuleSnapshot switched = this.snapshot.switched(rule, mode);
		if (switched != null) {
			this.snapshot = switched;
		}
		return switched != null;
	}

	/**
	 * Describe the rules as they are at this moment: the global mode, what is exempt, and
	 * the rules in the order in which they answer, those for endpoints last.
	 * @return the description
	 */
	public RuleDescriptions describe() {
		return this.snapshot.describe(this.clock.instant());
	}

	/**
	 * Explain what the rules would make of a request, without leaving a trace of it.
	 * @param context the request at the door
	 * @param atEndpoint the request at the WebSocket endpoint that it would get to, or
	 * {@code null} if there is none
	 * @return the members of an explanation
	 */
	public Map<String, Object> explain(UpgradeContext context, @Nullable UpgradeContext atEndpoint) {
		return this.snapshot.explain(context, atEndpoint, this.clock.instant());
	}

	private RuleSet rules() {
		return this.snapshot.rules();
	}

	/**
	 * Return the rule that keeps a request from its handler, now or when its date has
	 * come.
	 * @param context the request
	 * @return the name of the rule that answers, or {@code null} if none does
	 */
	public @Nullable String ruleAgainst(UpgradeContext context) {
		Verdict answer = rules().evaluate(context, InstantSource.fixed(Instant.MAX)).answer();
		return (answer != null) ? answer.rule().name() : null;
	}

	/**
	 * Describe how the client that sent a request stands with every rule that knows it.
	 * @param context the request
	 * @return the members of each description; empty if no rule does
	 */
	public List<Map<String, Object>> describeClient(UpgradeContext context) {
		return this.snapshot.describeClient(context);
	}

	/**
	 * Return the configured rule that asks a request for WebSocket.
	 * @param context the request
	 * @return the name of the rule, or {@code null} if there is none
	 */
	public @Nullable String webSocketRule(UpgradeContext context) {
		return names(rules().covering(context), (rule) -> rule.includes(UpgradeProtocol.WEBSOCKET)).stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the rules that have an alternative of a kind.
	 * @param kind the kind
	 * @return the names of those that are not off, sorted
	 */
	public List<String> requiring(Kind kind) {
		return names(rules().rules(), (rule) -> rule.includes(kind));
	}

	/**
	 * Return the rules that send {@code Strict-Transport-Security}.
	 * @return the names, sorted
	 */
	public List<String> sendingStrictTransportSecurity() {
		return names(rules().rules(),
				(rule) -> rule.isEnforced() && rule.secureHeaders().sendsStrictTransportSecurity());
	}

	/**
	 * Return the rules that require TLS of a request.
	 * @param context the request
	 * @return the names, sorted
	 */
	public List<String> requiringTlsOf(UpgradeContext context) {
		return names(rules().covering(context), (rule) -> rule.isEnforced() && rule.includes(Kind.TLS));
	}

	private static List<String> names(List<Rule> rules, Predicate<Rule> which) {
		return rules.stream().filter(which).map(Rule::name).sorted().toList();
	}

	/**
	 * Tell how many rules there are, and warn of those that can never answer.
	 */
	public void tell() {
		this.snapshot.tell();
	}

	/**
	 * Warn of rules that leave no more than an extended CONNECT to a WebSocket endpoint.
	 * @param endpoints the patterns of the paths of endpoints
	 */
	public void warnOfShutOut(Collection<PathPattern> endpoints) {
		ShutOutEndpoints.warnOf(endpoints, rules());
	}

	/**
	 * Warn of rules that do so where another one requires WebSocket.
	 */
	public void warnOfShutOut() {
		warnOfShutOut(rules().rules()
			.stream()
			.filter((rule) -> rule.includes(UpgradeProtocol.WEBSOCKET))
			.flatMap((rule) -> rule.match().paths().stream())
			.toList());
	}

	/**
	 * Tell what has not been told, since the application ends.
	 */
	@Override
	public void close() {
		this.listeners.forEach(EvaluationListener::flush);
	}

}
