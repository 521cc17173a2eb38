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

import java.util.List;

import io.github.upgraderequired.UpgradeDecision;
import org.jspecify.annotations.Nullable;

/**
 * What the rules make of a request.
 *
 * @param verdicts what each rule that covers the request made of it, in answer order, up
 * to the one that answers; none where the request is exempt
 * @param answer the verdict that answers, or {@code null} if the request passes
 * @param decision the decision
 */
public record Evaluation(List<Verdict> verdicts, @Nullable Verdict answer, UpgradeDecision decision) {

	/**
	 * No rule covers the request, or it is exempt.
	 */
	static final Evaluation NONE = new Evaluation(List.of(), null, UpgradeDecision.proceed());

}
