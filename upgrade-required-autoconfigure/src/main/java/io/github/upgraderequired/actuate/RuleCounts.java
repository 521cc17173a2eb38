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

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.upgraderequired.rule.Effect;
import io.github.upgraderequired.rule.Incident;
import io.github.upgraderequired.rule.IncidentListener;

/**
 * Counts by rule what became of requests that did not meet it, since the application
 * started.
 */
public final class RuleCounts implements IncidentListener {

	private final Map<String, Map<Effect, LongAdder>> counts = new ConcurrentHashMap<>();

	@Override
	public void happened(Incident incident) {
		String rule = incident.refusal().rule();
		if (rule != null) {
			of(rule).get(incident.effect()).increment();
		}
	}

	private Map<Effect, LongAdder> of(String rule) {
		Map<Effect, LongAdder> present = this.counts.get(rule);
		return (present != null) ? present : this.counts.computeIfAbsent(rule, (name) -> zeros());
	}

	private static Map<Effect, LongAdder> zeros() {
		Map<Effect, LongAdder> zeros = new EnumMap<>(Effect.class);
		for (Effect effect : Effect.values()) {
			zeros.put(effect, new LongAdder());
		}
		return zeros;
	}

	Map<String, Long> describe(String rule) {
		Map<String, Long> members = new LinkedHashMap<>();
		this.counts.getOrDefault(rule, zeros())
			.forEach((effect, count) -> members.put(effect.name().toLowerCase(Locale.ROOT), count.sum()));
		return members;
	}

}
