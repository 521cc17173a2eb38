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

package io.github.upgraderequired.reactive;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRules;
import reactor.core.publisher.Mono;

/**
 * An {@link UpgradePolicy} that may wait, in a reactive application. Declare a bean of
 * this type to replace the decision; delegate to {@link UpgradeRules} for what the
 * configured rules say.
 * <p>
 * The request waits for as long as the policy does: there is no other time limit than the
 * policy's own, so give it one ({@code Mono.timeout}). When the client goes away, Reactor
 * Netty cancels the policy; servlet containers do not notice. An error goes to the
 * application's normal error handling.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReactiveUpgradePolicy {

	/**
	 * Decide about a request.
	 * @param context the request, which is valid until the decision has been made
	 * @return the decision; an empty {@code Mono} is an error
	 */
	Mono<UpgradeDecision> decide(UpgradeContext context);

}
