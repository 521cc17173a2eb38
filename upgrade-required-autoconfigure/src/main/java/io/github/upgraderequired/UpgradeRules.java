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

package io.github.upgraderequired;

/**
 * What the rules under {@code upgrade.required.rules} say about a request. Always a bean,
 * so that an {@link UpgradePolicy} can delegate to it; deliberately not a policy itself,
 * so that a policy can be injected without ambiguity. Not for implementation, except in
 * tests.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UpgradeRules {

	/**
	 * Name of the request attribute that holds the name of the rule that answered, a
	 * {@link String}. Absent where a policy refused without a rule.
	 */
	String RULE_ATTRIBUTE = "io.github.upgraderequired.rule";

	/**
	 * Decide about a request by the rules. Exempt requests proceed, and rules in
	 * {@code report} mode never refuse. Where the request has come to a WebSocket
	 * endpoint of the application, the built-in rule for these is asked alone, else the
	 * configured ones.
	 * @param context the request
	 * @return the refusal of the first rule that the request does not meet, else a
	 * decision to proceed
	 */
	UpgradeDecision decide(UpgradeContext context);

}
