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

import java.util.ArrayList;
import java.util.List;

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

	private final List<Rule> webSocketRules;

	private final Exemptions exemptions;

	private final List<Rule> secureHeaderRules;

	/**
	 * Create a snapshot.
	 * @param rules the rules that are not off, in answer order
	 * @param endpointRules those that stand in their place where a WebSocket endpoint of
	 * the application is
	 * @param webSocketRules the rules, in any mode, that take the place of these where
	 * they name the path
	 * @param exemptions the requests that no rule touches
	 */
	RuleSet(List<Rule> rules, List<Rule> endpointRules, List<Rule> webSocketRules, Exemptions exemptions) {
		this.rules = List.copyOf(rules);
		this.endpointRules = List.copyOf(endpointRules);
		this.webSocketRules = List.copyOf(webSocketRules);
		this.exemptions = exemptions;
		this.secureHeaderRules = rules.stream()
			.filter((rule) -> rule.isEnforced() && !rule.secureHeaders().isEmpty())
			.toList();
	}

	List<Rule> rules() {
		return this.rules;
	}

	Exemptions exemptions() {
		return this.exemptions;
	}

	// Who judges endpoints sees to it that they understand whoever has it right
	boolean normalizes(UpgradeContext context) {
		return new WebSocketAttempt(context).isUnusual() && endpointRules(context).stream().anyMatch(Rule::isEnforced)
				&& !this.exemptions.cover(context);
	}

	Evaluation evaluate(UpgradeContext context) {
		List<Verdict> verdicts = null;
		Negotiated negotiated = Negotiated.NOTHING;
		for (Rule rule : context.isWebSocketEndpoint() ? endpointRules(context) : this.rules) {
			if (!rule.covers(context)) {
				continue;
			}
			if (verdicts == null) {
				if (this.exemptions.cover(context)) {
					return Evaluation.NONE;
				}
				verdicts = new ArrayList<>();
			}
			Verdict verdict = rule.judge(context);
			verdicts.add(verdict);
			if (!rule.isEnforced()) {
				continue;
			}
			if (!verdict.isMet()) {
				return answer(verdicts, verdict, verdict.decide(context), context);
			}
			Negotiated further = negotiated.and(verdict);
			if (further == null) {
				return answer(verdicts, verdict, verdict.refuse(negotiated.conflict()), context);
			}
			negotiated = further;
		}
		if (verdicts == null) {
			return Evaluation.NONE;
		}
		return new Evaluation(verdicts, null, withSecureHeaders(negotiated.proceed(), context));
	}

	private List<Rule> endpointRules(UpgradeContext context) {
		boolean configured = this.webSocketRules.stream().anyMatch((rule) -> rule.match().coversPath(context));
		return configured ? List.of() : this.endpointRules;
	}

	private Evaluation answer(List<Verdict> verdicts, Verdict answer, UpgradeDecision decision,
			UpgradeContext context) {
		return new Evaluation(verdicts, answer, withSecureHeaders(decision, context));
	}

	// RFC 6797, 7.2, forbids the one over a hop that is not secure; the other could be
	// written there by anybody (RFC 7838, 9.2). A client that another rule refuses is
	// told too: it belongs to the place and not to the request
	private UpgradeDecision withSecureHeaders(UpgradeDecision decision, UpgradeContext context) {
		// At an endpoint they are there already, by the door
		if (this.secureHeaderRules.isEmpty() || context.isWebSocketEndpoint() || !context.isSecure()) {
			return decision;
		}
		SecureHeaders headers = SecureHeaders.NONE;
		for (Rule rule : this.secureHeaderRules) {
			headers = rule.covers(context) ? headers.and(rule.secureHeaders()) : headers;
		}
		headers = headers.forHost(context.host());
		return headers.isEmpty() ? decision : decision.withHeaders(headers.fields());
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
			return (this.first != null)
					? proceed.withProtocol(this.candidates.get(0), this.first.alternatives(), this.first.rule().name())
					: proceed;
		}

	}

}
