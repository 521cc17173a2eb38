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

import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.http.ForwardedFields;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches what a rule does and warns of what looks like a mistake: in the configuration,
 * at a proxy, or at a client.
 */
final class RuleWatch {

	private static final Log logger = LogFactory.getLog(RuleWatch.class);

	/** So many refusals without one request that met the rule are no accident. */
	private static final int SUSPICIOUS = 100;

	private final Rule rule;

	private final @Nullable String subject;

	private final MinuteCount exposures;

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicBoolean loops = new AtomicBoolean();

	private volatile boolean met;

	/**
	 * Create a watch.
	 * @param rule the rule
	 * @param subject what the requests are judged as, or {@code null}
	 * @param inAMinute runs what it is given when a minute has passed
	 */
	RuleWatch(Rule rule, @Nullable String subject, Executor inAMinute) {
		this.rule = rule;
		this.subject = subject;
		this.exposures = new MinuteCount(inAMinute, this::warnOfExposures);
	}

	void met() {
		if (!this.met) {
			this.met = true;
		}
	}

	void refused(UpgradeDecision decision, UpgradeContext context) {
		if (!this.met && this.refused.incrementAndGet() == SUSPICIOUS) {
			logger.warn("Rule '" + this.rule.name() + "' has refused its first " + SUSPICIOUS + " requests"
					+ ((this.subject != null) ? " of " + this.subject : "") + ", and none met it. " + suspicion()
					+ " Does the rule cover the wrong paths? Its mode 'report' shows what it would refuse.");
		}
		if (this.rule.includes(Kind.TLS) && !context.isSecure()) {
			warnOfExposure(context);
			warnOfLoop(decision, context);
		}
	}

	private String suspicion() {
		if (this.rule.includes(Kind.CLIENT)) {
			return (this.subject != null) ? "Has a version been released that it accepts?"
					: "Do its clients say who they are, where the rule looks for it (identify)?";
		}
		return this.rule.includes(Kind.TLS)
				? "Does a proxy end TLS in front of the application (see server.forward-headers-strategy)?"
				: "Does a proxy in front of the application speak another protocol to it than the client to the proxy"
						+ " (for a version of HTTP, see upgrade.required.http-version.header)?";
	}

	private void warnOfExposure(UpgradeContext context) {
		if (context.header("Authorization") != null || context.header("Cookie") != null) {
			this.exposures.add(String.valueOf(context.remoteAddress()));
		}
	}

	private void warnOfExposures(int count, String last) {
		logger.warn("Rule '" + this.rule.name() + "' has refused "
				+ MinuteCount.inWords(count, " in clear text with credentials")
				+ " (Authorization or Cookie), the last one from " + last
				+ ". They have been exposed on the way: revoke them, and let the client use https from the start.");
	}

	void flush() {
		this.exposures.flush();
	}

	// Looked at for this warning alone: what counts is what the server makes of it
	private void warnOfLoop(UpgradeDecision decision, UpgradeContext context) {
		if (decision instanceof UpgradeRedirect && saysHttps(context) && this.loops.compareAndSet(false, true)) {
			logger.warn("Rule '" + this.rule.name()
					+ "' redirects a request to https that came over https already, as a proxy"
					+ " says in Forwarded or X-Forwarded-Proto. The server does not heed it, so that the redirect"
					+ " loops without end. It came from " + context.remoteAddress() + ". If that is your proxy, let the"
					+ " server heed it: server.forward-headers-strategy is 'native' or 'framework' then, on Tomcat 'native'"
					+ " also wants that address in server.tomcat.remoteip.internal-proxies, and a ForwardedHeaderFilter"
					+ " of the application's own has to come before this filter.");
		}
	}

	private static boolean saysHttps(UpgradeContext context) {
		// In capitals too, which not every server takes for https
		return ForwardedFields.sayHttps((name) -> {
			String value = context.header(name);
			return (value != null) ? value.toLowerCase(Locale.ROOT) : null;
		});
	}

}
