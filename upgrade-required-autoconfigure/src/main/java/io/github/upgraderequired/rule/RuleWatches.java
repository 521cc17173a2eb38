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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches all rules, by name, whatever snapshot they are of.
 */
final class RuleWatches implements EvaluationListener {

	private static final Log logger = LogFactory.getLog(RuleWatches.class);

	private final Map<Watched, RuleWatch> watches = new ConcurrentHashMap<>();

	private final AtomicBoolean warnedOfUnknownVersion = new AtomicBoolean();

	private final Executor inAMinute;

	/**
	 * Create watches.
	 * @param inAMinute runs what it is given when a minute has passed
	 */
	RuleWatches(Executor inAMinute) {
		this.inAMinute = inAMinute;
	}

	@Override
	public void evaluated(Evaluation evaluation, UpgradeContext context) {
		for (Verdict verdict : evaluation.verdicts()) {
			if (!verdict.isMet()) {
				warnOfUnknownVersion(verdict.rule(), context);
			}
			else if (verdict.isEnforced()) {
				watch(verdict.rule(), verdict.subject()).met();
				// Whoever names no product is not the only one who asks
				if (verdict.subject() != null) {
					watch(verdict.rule(), null).met();
				}
			}
		}
		Verdict answer = evaluation.answer();
		if (answer != null) {
			watch(answer.rule(), answer.subject()).refused(evaluation.decision(), context);
		}
	}

	@Override
	public void flush() {
		this.watches.values().forEach(RuleWatch::flush);
		this.watches.clear();
	}

	private RuleWatch watch(Rule rule, @Nullable String subject) {
		Watched watched = new Watched(rule.name(), subject);
		RuleWatch watch = this.watches.get(watched);
		return (watch != null) ? watch
				: this.watches.computeIfAbsent(watched, (key) -> new RuleWatch(rule, key.subject(), this.inAMinute));
	}

	private void warnOfUnknownVersion(Rule rule, UpgradeContext context) {
		if (context.clientHttpVersion() == null && rule.includes(Kind.HTTP_VERSION)
				&& this.warnedOfUnknownVersion.compareAndSet(false, true)) {
			logger.warn("Rule '" + rule.name() + "' requires a version of HTTP, but it is not known which one a request"
					+ " has: the server does not tell, or the field of upgrade.required.http-version.header names none."
					+ " Such requests do not meet the rule.");
		}
	}

	/**
	 * Requests that a rule judges alike.
	 *
	 * @param rule the name of the rule
	 * @param subject what they are judged as
	 */
	private record Watched(String rule, @Nullable String subject) {

	}

}
