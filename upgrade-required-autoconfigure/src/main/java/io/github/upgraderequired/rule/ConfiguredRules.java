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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeProtocol.Kind;
import io.github.upgraderequired.UpgradeRequirement;
import io.github.upgraderequired.UpgradeRules;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * The rules of the configuration, and behind them the one for discovered WebSocket
 * endpoints: all that cover a request must hold, and the first that does not answers.
 */
public final class ConfiguredRules {

	/**
	 * Name of the rule for discovered endpoints: the property that switches it.
	 */
	public static final String DISCOVERED = "websocket.discover";

	private static final Log logger = LogFactory.getLog(ConfiguredRules.class);

	private final List<WatchedRule> rules;

	private final List<Rule> secureHeaderRules;

	private final Exemptions exemptions;

	private final ReportLog reports = new ReportLog(System::nanoTime);

	private final AtomicBoolean warnedOfUnknownVersion = new AtomicBoolean();

	/**
	 * Create a set of rules.
	 * @param ceiling the global mode
	 * @param exemptions the requests that no rule touches
	 * @param rules the rules, in any order
	 * @param discover whether to require WebSocket on the endpoints that discovery finds,
	 * where no rule names it
	 */
	public ConfiguredRules(Mode ceiling, Exemptions exemptions, List<Rule> rules, boolean discover) {
		this.exemptions = exemptions;
		List<Rule> all = new ArrayList<>(rules);
		Collections.sort(all);
		if (discover) {
			all.add(discovered(rules));
		}
		this.rules = all.stream()
			.map((rule) -> rule.withCeiling(ceiling))
			.filter((rule) -> rule.mode() != Mode.OFF)
			.map((rule) -> new WatchedRule(rule, new RuleWatch(rule, System::nanoTime)))
			.toList();
		this.secureHeaderRules = this.rules.stream()
			.map(WatchedRule::rule)
			.filter((rule) -> rule.mode() == Mode.ENFORCE && !rule.secureHeaders().isEmpty())
			.toList();
	}

	private static Rule discovered(List<Rule> configured) {
		List<Rule> naming = configured.stream()
			.filter((rule) -> rule.requirement().includes(UpgradeProtocol.WEBSOCKET))
			.toList();
		return new Rule(DISCOVERED, 0, Mode.ENFORCE, new EndpointMatch(naming),
				UpgradeRequirement.anyOf(List.of(UpgradeProtocol.WEBSOCKET)));
	}

	/**
	 * Return the configured rule that asks a request for WebSocket.
	 * @param context the request
	 * @return the name of the rule, or {@code null} if there is none
	 */
	public @Nullable String webSocketRule(UpgradeContext context) {
		for (WatchedRule watched : this.rules) {
			Rule rule = watched.rule();
			if (rule.match() instanceof PathMatch match && rule.requirement().includes(UpgradeProtocol.WEBSOCKET)
					&& match.covers(context)) {
				return rule.name();
			}
		}
		return null;
	}

	/**
	 * Return the rules that have an alternative of a kind.
	 * @param kind the kind
	 * @return the names of those that are not off, sorted
	 */
	public List<String> requiring(Kind kind) {
		return names((rule) -> rule.requirement().includes(kind));
	}

	/**
	 * Return the rules that send {@code Strict-Transport-Security}.
	 * @return the names, sorted
	 */
	public List<String> sendingStrictTransportSecurity() {
		return names((rule) -> rule.mode() == Mode.ENFORCE && rule.secureHeaders().sendsStrictTransportSecurity());
	}

	/**
	 * Return the rules that require TLS of a request.
	 * @param context the request
	 * @return the names, sorted
	 */
	public List<String> requiringTlsOf(UpgradeContext context) {
		return names(
				(rule) -> rule.mode() == Mode.ENFORCE && rule.requirement().includes(Kind.TLS) && rule.covers(context));
	}

	private List<String> names(Predicate<Rule> which) {
		return this.rules.stream().map(WatchedRule::rule).filter(which).map(Rule::name).sorted().toList();
	}

	/**
	 * Warn of rules that leave no more than an extended CONNECT to a WebSocket endpoint.
	 * @param endpoints the patterns of the paths of endpoints
	 */
	public void warnOfShutOut(Collection<PathPattern> endpoints) {
		ShutOutEndpoints.warnOf(endpoints, this.rules.stream().map(WatchedRule::rule).toList(), this.exemptions);
	}

	/**
	 * Warn of rules that do so where another one requires WebSocket.
	 */
	public void warnOfShutOut() {
		warnOfShutOut(this.rules.stream()
			.map(WatchedRule::rule)
			.filter((rule) -> rule.requirement().includes(UpgradeProtocol.WEBSOCKET))
			.flatMap((rule) -> (rule.match() instanceof PathMatch match) ? match.paths().stream() : Stream.of())
			.toList());
	}

	/**
	 * Return the rule that keeps a request from its handler, without leaving a trace of
	 * the request.
	 * @param context the request
	 * @return the name of the rule that answers, or {@code null} if none does
	 */
	public @Nullable String ruleAgainst(UpgradeContext context) {
		for (WatchedRule watched : this.rules) {
			Rule rule = watched.rule();
			if (rule.mode() == Mode.ENFORCE && rule.covers(context) && !this.exemptions.cover(context)
					&& !(rule.check(context) instanceof Proceed)) {
				return rule.name();
			}
		}
		return null;
	}

	/**
	 * Decide about a request.
	 * @param context the request
	 * @return the decision
	 * @see UpgradeRules#decide
	 */
	public UpgradeDecision decide(UpgradeContext context) {
		UpgradeDecision decision = judge(context);
		SecureHeaders headers = secureHeaders(context);
		return !headers.isEmpty() ? decision.withHeaders(headers.fields()) : decision;
	}

	private UpgradeDecision judge(UpgradeContext context) {
		Proceed answer = UpgradeDecision.proceed();
		boolean covered = false;
		for (WatchedRule watched : this.rules) {
			Rule rule = watched.rule();
			if (!rule.covers(context)) {
				continue;
			}
			if (!covered && this.exemptions.cover(context)) {
				return answer;
			}
			covered = true;
			boolean enforced = rule.mode() == Mode.ENFORCE;
			UpgradeDecision decision = rule.check(context);
			if (decision instanceof Proceed proceed && enforced) {
				watched.watch().met();
				decision = join(answer, proceed);
			}
			if (!(decision instanceof Proceed)) {
				warnOfUnknownVersion(rule, context);
				if (enforced) {
					watched.watch().refused(decision, context);
					return decision;
				}
				this.reports.add(rule.name(), decision, context);
			}
			else if (enforced) {
				answer = (Proceed) decision;
			}
		}
		return answer;
	}

	// RFC 6797, 7.2, forbids the one over a hop that is not secure; the other could be
	// written there by anybody (RFC 7838, 9.2). A client that another rule refuses is
	// told too: it belongs to the place and not to the request
	private SecureHeaders secureHeaders(UpgradeContext context) {
		SecureHeaders headers = SecureHeaders.NONE;
		if (context.isSecure()) {
			for (Rule rule : this.secureHeaderRules) {
				headers = rule.covers(context) ? headers.and(rule.secureHeaders()) : headers;
			}
			headers = headers.forHost(context.host());
		}
		return (!headers.isEmpty() && this.exemptions.cover(context)) ? SecureHeaders.NONE : headers;
	}

	// The handler is shown one protocol: all rules must pass the request for that
	private static UpgradeDecision join(Proceed earlier, Proceed later) {
		UpgradeProtocol chosen = earlier.protocol();
		if (later.protocol() == null || later.protocol().equals(chosen)) {
			return earlier;
		}
		if (chosen == null) {
			return later;
		}
		return later.refuse(
				"Another rule passes this request for " + chosen + ". Offer only a protocol that every rule accepts.");
	}

	private void warnOfUnknownVersion(Rule rule, UpgradeContext context) {
		if (rule.requirement().includes(Kind.HTTP_VERSION) && context.clientHttpVersion() == null
				&& this.warnedOfUnknownVersion.compareAndSet(false, true)) {
			logger.warn("Rule '" + rule.name() + "' requires a version of HTTP, but it is not known which one a request"
					+ " has: the server does not tell, or the field of upgrade.required.http-version.header names none."
					+ " Such requests do not meet the rule.");
		}
	}

	private record WatchedRule(Rule rule, RuleWatch watch) {

	}

}
