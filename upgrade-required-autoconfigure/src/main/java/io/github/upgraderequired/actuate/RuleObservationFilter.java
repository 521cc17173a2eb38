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

package io.github.upgraderequired.actuate;

import java.util.function.Function;

import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.actuate.UpgradeMeters.Key;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rule that answered to the observation of a request, as a value of high
 * cardinality: to its trace, and not to the metrics {@code http.server.requests}.
 */
public final class RuleObservationFilter implements ObservationFilter {

	private final Function<Observation.Context, @Nullable Object> rule;

	/**
	 * Create a filter.
	 * @param rule returns the value of {@link UpgradeRules#RULE_ATTRIBUTE} of the request
	 * that is observed, or {@code null}
	 */
	public RuleObservationFilter(Function<Observation.Context, @Nullable Object> rule) {
		this.rule = rule;
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		if (this.rule.apply(context) instanceof String name) {
			context.addHighCardinalityKeyValue(KeyValue.of("upgrade.required." + Key.RULE.asString(), name));
		}
		return context;
	}

}
