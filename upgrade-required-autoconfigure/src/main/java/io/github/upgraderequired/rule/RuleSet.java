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
import java.util.List;

import io.github.upgraderequired.Outcome;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.WebSocketAttempt;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the rules. All that cover a request must hold, and the first that does
 * not answers. To evaluate a request leaves no trace of it.
 */
final class RuleSet {

	private final List<Rule> rules;

	private final List<Rule> endpointRules;

	private final RuleIndex index;

	private final Exemptions exemptions;

	private final boolean dated;

	/**
	 * Create a snapshot.
	 * @param rules the rules, in answer order
	 * @param endpointRules those that stand in their place where a WebSocket endpoint of
	 * the application is and none of the rules, in any mode, names WebSocket. They cover
	 * every request there
	 * @param exemptions the requests that no rule touches
	 */
	RuleSet(List<Rule> rules, List<Rule> endpointRules, Exemptions exemptions) {
		this.rules = rules.stream().filter((rule) -> !rule.isOff()).toList();
		this.endpointRules = endpointRules.stream().filter((rule) -> !rule.isOff()).toList();
		this.exemptions = exemptions;
		this.dated = this.rules.stream().anyMatch((rule) -> !rule.schedule().isAlways());
		this.index = new RuleIndex(
				rules.stream().filter((rule) -> !rule.isOff() || rule.includes(UpgradeProtocol.WEBSOCKET)).toList(),
				exemptions.paths());
	}

	/**
	 * Return the rules that are not off.
	 * @return the rules, in answer order
	 */
	List<Rule> rules() {
		return this.rules;
	}

	// Who judges endpoints sees to it that they understand whoever has it right
	boolean normalizes(UpgradeContext context) {
		if (context.header("Upgrade") == null || context.header("Sec-WebSocket-Key") == null
				|| !new WebSocketAttempt(context).isUnusual()) {
			return false;
		}
		return endpointRules(context).stream().anyMatch(Rule::isEnforced) && !this.exemptions.coverBeyondPaths(context);
	}

	Evaluation evaluate(UpgradeContext context, InstantSource clock) {
		List<Rule> covering = context.isWebSocketEndpoint() ? endpointRules(context) : covering(context);
		if (covering.isEmpty() || this.exemptions.coverBeyondPaths(context)) {
			return Evaluation.NONE;
		}
		Instant now = now(clock);
		List<Verdict> verdicts = new ArrayList<>(covering.size());
		Negotiated negotiated = Negotiated.NOTHING;
		for (Rule rule : covering) {
			Stage stage = rule.stage(now);
			if (stage == Stage.SILENT) {
				continue;
			}
			Verdict verdict = rule.judge(context, stage);
			verdicts.add(verdict);
			if (stage != Stage.ENFORCE) {
				continue;
			}
			if (!verdict.isMet()) {
				return new Evaluation(verdicts, verdict,
						withSecureHeaders(verdict.decide(context), covering, context, now));
			}
			Negotiated further = negotiated.and(verdict);
			if (further == null) {
				return new Evaluation(verdicts, verdict,
						withSecureHeaders(verdict.refuse(negotiated.conflict()), covering, context, now));
			}
			negotiated = further;
		}
		return new Evaluation(verdicts, null,
				withSecureHeaders(withHeaders(negotiated.proceed(), verdicts), covering, context, now));
	}

	/**
	 * Judge a request by every rule that covers it, whether it answers or not.
	 * @param context the request
	 * @param clock tells whether the dates of rules have come
	 * @return the verdicts, in answer order; {@code null} if the request is exempt
	 */
	@Nullable List<Verdict> judgeAll(UpgradeContext context, InstantSource clock) {
		if (this.index.find(context.pathReadings()) == null || this.exemptions.coverBeyondPaths(context)) {
			return null;
		}
		List<Rule> covering = context.isWebSocketEndpoint() ? endpointRules(context) : covering(context);
		Instant now = now(clock);
		return covering.stream().map((rule) -> rule.judge(context, rule.stage(now))).toList();
	}

	// One moment for all rules, which nobody has to ask for where no rule has dates
	private Instant now(InstantSource clock) {
		return this.dated ? clock.instant() : Instant.EPOCH;
	}

	private static UpgradeDecision withHeaders(UpgradeDecision proceed, List<Verdict> verdicts) {
		UpgradeDecision decision = News.addTo(proceed, verdicts);
		for (Verdict verdict : verdicts) {
			if (verdict.stage() != Stage.REPORT) {
				for (Outcome outcome : verdict.outcomes()) {
					decision = decision.withHeaders(outcome.particulars().headers());
				}
			}
		}
		return decision;
	}

	/**
	 * Return the rules that cover a request by its path and method.
	 * @param context the request
	 * @return the rules, in answer order; none where the path is exempt
	 */
	List<Rule> covering(UpgradeContext context) {
		List<Rule> covering = this.index.find(context.pathReadings());
		if (covering == null || covering.isEmpty()) {
			return List.of();
		}
		covering.removeIf((rule) -> rule.isOff() || !rule.match().coversMethod(context));
		return covering;
	}

	private List<Rule> endpointRules(UpgradeContext context) {
		List<Rule> covering = this.index.find(context.pathReadings());
		boolean exempt = covering == null;
		return (exempt || covering.stream().anyMatch((rule) -> rule.includes(UpgradeProtocol.WEBSOCKET))) ? List.of()
				: this.endpointRules;
	}

	// RFC 6797, 7.2, forbids the one over a hop that is not secure; the other could be
	// written there by anybody (RFC 7838, 9.2). A client that another rule refuses is
	// told too: it belongs to the place and not to the request
	private static UpgradeDecision withSecureHeaders(UpgradeDecision decision, List<Rule> covering,
			UpgradeContext context, Instant now) {
		SecureHeaders headers = SecureHeaders.NONE;
		for (Rule rule : covering) {
			if (!rule.secureHeaders().isEmpty() && rule.stage(now) == Stage.ENFORCE) {
				headers = headers.and(rule.secureHeaders());
			}
		}
		if (headers.isEmpty() || !context.isSecure()) {
			return decision;
		}
		return headers.forHost(context.host()).addTo(decision);
	}

	/**
	 * The handler is shown one protocol: all rules must pass the request for that.
	 *
	 * @param candidates the protocols that every rule so far accepts, in order of
	 * preference; empty where none was asked for
	 * @param first the verdict of the first rule that asked for one, or {@code null} if
	 * none did
	 */
	private record Negotiated(List<UpgradeProtocol> candidates, @Nullable Verdict first) {

		private static final Negotiated NOTHING = new Negotiated(List.of(), null);

		@Nullable Negotiated and(Verdict verdict) {
			List<UpgradeProtocol> accepted = verdict.accepted();
			if (accepted.isEmpty()) {
				return this;
			}
			if (this.first == null) {
				return new Negotiated(accepted, verdict);
			}
			List<UpgradeProtocol> common = this.candidates.stream().filter(accepted::contains).toList();
			return common.isEmpty() ? null : new Negotiated(common, this.first);
		}

		String conflict() {
			return "Another rule passes this request for " + this.candidates.get(0)
					+ ". Offer only a protocol that every rule accepts.";
		}

		Proceed proceed() {
			Proceed proceed = UpgradeDecision.proceed();
			return (this.first != null) ? proceed.withProtocol(this.candidates.get(0), this.first.wish()) : proceed;
		}

	}

}
