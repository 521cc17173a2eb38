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

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import com.sun.management.ThreadMXBean;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.ClientRelease;
import io.github.upgraderequired.ClientRequirement;
import io.github.upgraderequired.Leniency;
import io.github.upgraderequired.Outcome;
import io.github.upgraderequired.ProductField;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.VersionHeaders;
import io.github.upgraderequired.http.VersionNumber;
import io.github.upgraderequired.rule.Effect;
import io.github.upgraderequired.rule.Incident;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpgradeMetrics}.
 */
class UpgradeMetricsTests {

	private static final ClientRequirement MOBILE = new ClientRequirement(
			List.of(new ClientRelease("acme-ios", VersionNumber.parse("999999999999.0"), null, Set.of(), List.of(),
					null)),
			new ProductField("User-Agent", caseInsensitive("acme-ios")), (product) -> null, new Leniency(false, false),
			new VersionHeaders(null, null, null, null, List.of()), "");

	@RegisterExtension
	final CapturedLog log = new CapturedLog(UpgradeMetrics.class);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final UpgradeMetrics metrics = new UpgradeMetrics(this.registry, 100);

	@ParameterizedTest
	@CsvSource({ "acme-ios/3.1.9, too-old, acme-ios, 3.1", "ACME-iOS/v03, too-old, acme-ios, 3.0",
			"acme-ios/beta, unreadable, acme-ios, none", "curl/8, missing, none, none" })
	void clientIsCountedByProductAndVersion(String agent, String reason, String client, String version) {
		this.metrics.happened(new Incident(Effect.REFUSED, refusal(agent)));
		assertThat(tags()).containsExactly(Map.of("rule", "mobile", "outcome", "refused", "reason", reason, "protocol",
				"acme-ios/999999999999.0", "client", client, "version", version));
	}

	@Test
	void keysAreAlwaysTheSame() {
		UpgradeRefusal tls = UpgradeDecision.refuse("TLS");
		for (Effect effect : Effect.values()) {
			this.metrics.happened(new Incident(effect, tls.withRule("secure")));
		}
		this.metrics.happened(new Incident(Effect.REFUSED, tls));
		this.metrics.happened(new Incident(Effect.REFUSED, refusal("acme-ios/1")));
		Set<String> documented = Arrays.stream(UpgradeMeters.REQUESTS.getKeyNames())
			.map((key) -> key.asString())
			.collect(Collectors.toSet());
		assertThat(tags()).hasSize(6).allMatch((tags) -> tags.keySet().equals(documented));
		assertThat(tags()).contains(Map.of("rule", "none", "outcome", "refused", "reason", "none", "protocol", "TLS",
				"client", "none", "version", "none"));
	}

	@Test
	void everyRequestCounts() {
		Incident incident = new Incident(Effect.REPORTED, UpgradeDecision.refuse("TLS").withRule("secure"));
		this.metrics.happened(incident);
		this.metrics.happened(incident);
		assertThat(this.registry.get("upgrade.required.requests").tag("outcome", "reported").counter().count())
			.isEqualTo(2);
	}

	@Test
	void malformedAttemptHasItsReason() {
		UpgradeContext handshake = UpgradeContext.builder("GET", "/")
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.header("Sec-WebSocket-Key", "short")
			.build();
		this.metrics
			.happened(new Incident(Effect.REFUSED, (UpgradeRefusal) UpgradeDecision.require(handshake, "websocket")));
		assertThat(tags()).singleElement().satisfies((tags) -> assertThat(tags).containsEntry("reason", "malformed"));
	}

	@Test
	void membersOfAPolicyAreNoValues() {
		this.metrics.happened(new Incident(Effect.REFUSED,
				UpgradeDecision.refuse("TLS").withMember("client", "x").withMember("version", "1.2")));
		assertThat(tags()).singleElement()
			.satisfies((tags) -> assertThat(tags).containsEntry("client", "none").containsEntry("version", "none"));
	}

	@Test
	void tenThousandRandomVersionsMakeNoMoreThanTheLimitAndOneMore() {
		Random random = new Random(42);
		for (int i = 0; i < 10_000; i++) {
			this.metrics.happened(new Incident(Effect.REFUSED,
					refusal("acme-ios/" + random.nextInt(100_000) + "." + random.nextInt(100_000))));
		}
		assertThat(tags()).hasSize(101).anyMatch((tags) -> tags.get("version").equals("other"));
	}

	@Test
	void longVersionIsAnotherOne() {
		this.metrics.happened(new Incident(Effect.REFUSED, refusal("acme-ios/1." + "2".repeat(30))));
		assertThat(tags()).singleElement().satisfies((tags) -> assertThat(tags).containsEntry("version", "other"));
	}

	@Test
	void incidentAllocatesAtMostTwoHundredBytes() {
		UpgradeRefusal tls = UpgradeDecision.refuse("TLS").withRule("secure");
		UpgradeRefusal client = refusal("acme-ios/3.1.9");
		assertThat(bytesPerCall(() -> this.metrics.happened(new Incident(Effect.REFUSED, tls)))).isLessThan(200);
		assertThat(bytesPerCall(() -> this.metrics.happened(new Incident(Effect.REFUSED, client)))).isLessThan(200);
	}

	private static long bytesPerCall(Runnable call) {
		int calls = 20_000;
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		IntStream.range(0, calls).forEach((i) -> call.run());
		long before = threads.getCurrentThreadAllocatedBytes();
		IntStream.range(0, calls).forEach((i) -> call.run());
		return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
	}

	@Test
	void registryThatFailsStopsNoRequest() {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("no");
			}

		});
		this.metrics.happened(new Incident(Effect.REFUSED, UpgradeDecision.refuse("TLS")));
		this.metrics.happened(new Incident(Effect.REFUSED, UpgradeDecision.refuse("TLS")));
		assertThat(this.log.messages(Level.WARN)).containsExactly("Requests that do not meet a rule cannot be counted");
	}

	@Test
	void meterIsDocumented() {
		assertThat(UpgradeMeters.REQUESTS.getName()).isEqualTo("upgrade.required.requests");
		assertThat(UpgradeMeters.REQUESTS.getType()).isEqualTo(Meter.Type.COUNTER);
	}

	private List<Map<String, String>> tags() {
		return this.registry.getMeters()
			.stream()
			.map((meter) -> meter.getId().getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue)))
			.toList();
	}

	private static UpgradeRefusal refusal(String agent) {
		Outcome outcome = MOBILE.check(UpgradeContext.builder("GET", "/").header("User-Agent", agent).build());
		return UpgradeRefusal.of(MOBILE).withRule("mobile").because(outcome);
	}

	private static Set<String> caseInsensitive(String product) {
		Set<String> products = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		products.add(product);
		return products;
	}

}
