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

import java.util.function.UnaryOperator;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;

/**
 * How a rule answers a request that does not meet it.
 *
 * @param redirectStatus the status of the redirect that sends people on to https, where a
 * refusal would leave them; 0 to refuse
 * @param httpsPort the port for https, of the redirect and of the link in a refusal
 * @param adaptation what the rule says in its own way in a refusal
 */
public record Answer(int redirectStatus, int httpsPort, UnaryOperator<UpgradeRefusal> adaptation) {

	/**
	 * A refusal.
	 */
	public static final Answer REFUSE = new Answer(0, 443, UnaryOperator.identity());

	boolean isRedirect() {
		return this.redirectStatus != 0;
	}

	UpgradeRefusal complete(UpgradeRefusal refusal) {
		return this.adaptation.apply(refusal.withHttpsPort(this.httpsPort));
	}

	UpgradeDecision decide(UpgradeRefusal refusal, UpgradeContext context) {
		UpgradeRedirect redirect = isRedirect() ? UpgradeRedirect.toHttps(context, this.redirectStatus, this.httpsPort)
				: null;
		return (redirect != null) ? redirect.insteadOf(refusal) : refusal;
	}

}
