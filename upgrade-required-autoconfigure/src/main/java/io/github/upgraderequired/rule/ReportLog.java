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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells what rules in {@link Mode#REPORT} would refuse: one line a rule and minute, with
 * the number of requests since the line before.
 */
final class ReportLog implements EvaluationListener {

	private static final Log logger = LogFactory.getLog(ReportLog.class);

	private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	/**
	 * Create a log.
	 * @param nanoTime the clock, in nanoseconds from any origin
	 */
	ReportLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public void evaluated(Evaluation evaluation, UpgradeContext context) {
		for (Verdict verdict : evaluation.verdicts()) {
			if (verdict.stage() == Stage.REPORT && !verdict.isMet()) {
				add(verdict.rule().name(), () -> verdict.decide(context), context);
			}
		}
	}

	void add(String rule, Supplier<UpgradeDecision> decision, UpgradeContext context) {
		this.throttles.computeIfAbsent(rule, (name) -> new Throttle(this.nanoTime))
			.count()
			.ifPresent((count) -> logger.info("Rule '" + rule + "' is in report mode and would have refused " + count
					+ ((count == 1) ? " request" : " requests") + ", the last one " + describe(context) + " with "
					+ decision.get()));
	}

	// The path as it was sent, with its line breaks escaped
	private static String describe(UpgradeContext context) {
		return context.method() + " " + context.rawPath();
	}

}
