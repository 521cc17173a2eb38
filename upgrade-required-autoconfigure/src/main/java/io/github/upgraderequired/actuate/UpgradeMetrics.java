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

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.actuate.UpgradeMeters.Key;
import io.github.upgraderequired.http.VersionNumber;
import io.github.upgraderequired.rule.Effect;
import io.github.upgraderequired.rule.Incident;
import io.github.upgraderequired.rule.IncidentListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests that did not meet a rule.
 *
 * @see UpgradeMeters#REQUESTS
 */
public final class UpgradeMetrics implements IncidentListener {

	private static final String NONE = "none";

	private static final String OTHER = "other";

	/** Longer versions are no versions of a product that exists. */
	private static final int MAX_LENGTH = 20;

	private static final int BAD_REQUEST = 400;

	private static final Log logger = LogFactory.getLog(UpgradeMetrics.class);

	private final AtomicBoolean failed = new AtomicBoolean();

	private final MeterRegistry registry;

	private final int maxVersions;

	private final Set<String> versions = ConcurrentHashMap.newKeySet();

	private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();

	/**
	 * Create metrics.
	 * @param registry the registry of the application
	 * @param maxVersions how many versions of clients are told apart
	 */
	public UpgradeMetrics(MeterRegistry registry, int maxVersions) {
		this.registry = registry;
		this.maxVersions = maxVersions;
	}

	@Override
	public void happened(Incident incident) {
		try {
			count(incident);
		}
		catch (RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("Requests that do not meet a rule cannot be counted", ex);
			}
		}
	}

	private void count(Incident incident) {
		UpgradeRefusal refusal = incident.refusal();
		Labels labels = new Labels(incident.effect(), orNone(refusal.rule()), reason(refusal), refusal.upgradeField(),
				member(refusal, "client"), version(refusal));
		Counter counter = this.counters.get(labels);
		((counter != null) ? counter : this.counters.computeIfAbsent(labels, this::register)).increment();
	}

	private Counter register(Labels labels) {
		return Counter.builder(UpgradeMeters.REQUESTS.getName())
			.description("Requests that did not meet a rule, or were refused by a policy or the application")
			.tag(Key.RULE.asString(), labels.rule())
			.tag(Key.OUTCOME.asString(), labels.effect().name().toLowerCase(Locale.ROOT))
			.tag(Key.REASON.asString(), labels.reason())
			.tag(Key.PROTOCOL.asString(), labels.protocol())
			.tag(Key.CLIENT.asString(), labels.client())
			.tag(Key.VERSION.asString(), labels.version())
			.register(this.registry);
	}

	private static String reason(UpgradeRefusal refusal) {
		if (refusal.isDiagnosis()) {
			return (refusal.status() == BAD_REQUEST) ? "malformed" : "not-implemented";
		}
		return member(refusal, "reason");
	}

	private String version(UpgradeRefusal refusal) {
		String label = VersionNumber.majorMinor(member(refusal, "version"));
		if (label == null) {
			return NONE;
		}
		if (label.length() <= MAX_LENGTH && (this.versions.contains(label) || isFurther(label))) {
			return label;
		}
		return OTHER;
	}

	private synchronized boolean isFurther(String version) {
		return this.versions.size() < this.maxVersions && this.versions.add(version);
	}

	// A policy may give members of the same name to its own refusals, with any value
	private static String member(UpgradeRefusal refusal, String name) {
		return (refusal.kind() == Kind.CLIENT && refusal.members().get(name) instanceof String value) ? value : NONE;
	}

	private static String orNone(@Nullable String value) {
		return (value != null) ? value : NONE;
	}

	/**
	 * The values of the keys.
	 */
	private record Labels(Effect effect, String rule, String reason, String protocol, String client, String version) {

	}

}
