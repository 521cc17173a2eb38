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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells what rules in {@link Mode#REPORT} would refuse: the first request at once, and
 * then once a minute and rule how many there were.
 */
final class ReportLog implements EvaluationListener {

	private static final Log logger = LogFactory.getLog(ReportLog.class);

	private final Map<String, MinuteCount> counts = new ConcurrentHashMap<>();

	private final Executor inAMinute;

	/**
	 * Create a log.
	 * @param inAMinute runs what it is given when a minute has passed
	 */
	ReportLog(Executor inAMinute) {
		this.inAMinute = inAMinute;
	}

	@Override
	public void evaluated(Evaluation evaluation, UpgradeContext context) {
		for (Verdict verdict : evaluation.verdicts()) {
			if (verdict.stage() == Stage.REPORT && !verdict.isMet()) {
				add(verdict.rule().name(), verdict.decide(context), context);
			}
		}
	}

	// The path as it was sent, with its line breaks escaped
	void add(String rule, UpgradeDecision decision, UpgradeContext context) {
		this.counts.computeIfAbsent(rule, this::count)
			.add(context.method() + " " + context.rawPath() + " with " + decision);
	}

	private MinuteCount count(String rule) {
		return new MinuteCount(this.inAMinute,
				(count, last) -> logger.info("Rule '" + rule + "' is in report mode and would have refused "
						+ MinuteCount.inWords(count, "") + ", the last one " + last));
	}

	@Override
	public void flush() {
		this.counts.values().forEach(MinuteCount::flush);
	}

}
