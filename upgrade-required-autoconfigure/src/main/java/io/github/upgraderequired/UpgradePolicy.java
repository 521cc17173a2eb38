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
 * Decides whether a request may go on over the protocol it came with. Declare a bean of
 * this type to replace the decision; delegate to {@link UpgradeRules} for what the
 * configured rules say.
 * <p>
 * A policy is asked about every request, before authentication, and must neither block
 * nor read the body. It is asked again where a request has come to a WebSocket endpoint
 * of the application without a correct handshake
 * ({@link UpgradeContext#isWebSocketEndpoint()}). What it throws goes to the
 * application's normal error handling.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UpgradePolicy {

	/**
	 * Decide about a request.
	 * @param context the request
	 * @return the decision; never {@code null}
	 */
	UpgradeDecision decide(UpgradeContext context);

}
