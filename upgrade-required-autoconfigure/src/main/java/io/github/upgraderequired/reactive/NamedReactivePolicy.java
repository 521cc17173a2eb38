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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The application's policy, which is named where it breaks its contract.
 *
 * @param name the name of the bean
 * @param policy the bean
 */
public record NamedReactivePolicy(String name, ReactiveUpgradePolicy policy) implements ReactiveUpgradePolicy {

	/**
	 * Return a policy for one that does not wait.
	 * @param policy the policy
	 * @return the same for this stack
	 */
	public static ReactiveUpgradePolicy immediate(UpgradePolicy policy) {
		return new Immediate(policy);
	}

	/**
	 * Decide about a request without waiting.
	 * @param context the request
	 * @return the decision, or {@code null} where the policy may wait
	 */
	@Nullable UpgradeDecision decideNow(UpgradeContext context) {
		return (this.policy instanceof Immediate immediate) ? immediate.policy().decide(context) : null;
	}

	@Override
	public Mono<UpgradeDecision> decide(UpgradeContext context) {
		return Mono.defer(() -> {
			Mono<UpgradeDecision> decision = this.policy.decide(context);
			return (decision != null) ? decision : Mono.empty();
		}).switchIfEmpty(Mono.error(this::noDecision));
	}

	private IllegalStateException noDecision() {
		return new IllegalStateException("The ReactiveUpgradePolicy bean '" + this.name
				+ "' returned null or an empty Mono; it must return UpgradeDecision.proceed() to let a request pass");
	}

	private record Immediate(UpgradePolicy policy) implements ReactiveUpgradePolicy {

		@Override
		public Mono<UpgradeDecision> decide(UpgradeContext context) {
			return Mono.just(this.policy.decide(context));
		}

	}

}
