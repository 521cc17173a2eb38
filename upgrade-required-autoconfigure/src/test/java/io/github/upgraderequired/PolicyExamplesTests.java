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

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies as applications write them, with their tests. The documentation shows them.
 */
class PolicyExamplesTests {

	private final UpgradeRules rules = (context) -> UpgradeDecision.require(context, "TLS");

	private final UpgradeRules devices = (context) -> UpgradeDecision.require(context, "iot-mux/2", "iot-mux/1");

	@Test
	void legacyTenantKeepsClearText() {
		UpgradePolicy policy = new LegacyTenantsPolicy(Set.of("acme"), this.rules);
		UpgradeContext request = UpgradeContext.builder("GET", "/orders").header("X-Tenant", "acme").build();
		assertThat(policy.decide(request)).isEqualTo(UpgradeDecision.proceed());
	}

	@Test
	void everyoneElseFollowsTheRules() {
		UpgradePolicy policy = new LegacyTenantsPolicy(Set.of("acme"), this.rules);
		UpgradeContext stranger = UpgradeContext.builder("GET", "/orders").build();
		UpgradeContext tenant = UpgradeContext.builder("GET", "/orders").header("X-Tenant", "globex").build();
		assertThat(policy.decide(stranger)).isInstanceOf(UpgradeRefusal.class);
		assertThat(policy.decide(tenant)).isInstanceOf(UpgradeRefusal.class);
	}

	@Test
	void roomIsForWebSocketOnceItIsOpen() {
		OpenRoomsPolicy policy = new OpenRoomsPolicy(this.rules);
		UpgradeContext request = UpgradeContext.builder("GET", "/rooms/lobby").secure(null).build();
		assertThat(policy.decide(request)).isEqualTo(UpgradeDecision.proceed());
		policy.open("lobby");
		assertThat(policy.decide(request)).hasToString("426 [websocket]");
	}

	@Test
	void openRoomHearsAboutTheRulesFirst() {
		OpenRoomsPolicy policy = new OpenRoomsPolicy(this.rules);
		policy.open("lobby");
		UpgradeContext request = UpgradeContext.builder("GET", "/rooms/lobby").build();
		assertThat(policy.decide(request)).hasToString("426 [TLS]");
	}

	@Test
	void openRoomKeepsWhatTheRulesDecideAndAdd() {
		UpgradeContext request = UpgradeContext.builder("GET", "/rooms/lobby").build();
		UpgradeRedirect redirect = UpgradeRedirect.toHttps(request, 308, 443);
		OpenRoomsPolicy redirecting = new OpenRoomsPolicy((context) -> redirect);
		redirecting.open("lobby");
		assertThat(redirecting.decide(request)).isSameAs(redirect);
		OpenRoomsPolicy telling = new OpenRoomsPolicy(
				(context) -> UpgradeDecision.proceed().withHeader("Strict-Transport-Security", "max-age=1"));
		telling.open("lobby");
		assertThat(telling.decide(request)).hasToString("426 [websocket]");
		assertThat(telling.decide(request).headers()).containsOnlyKeys("Strict-Transport-Security");
	}

	@Test
	void oldBuildIsSentToTheStore() {
		URI store = URI.create("https://apps.example.com/acme");
		UpgradePolicy policy = new MinimumBuildPolicy(420, store, this.rules);
		UpgradeContext request = UpgradeContext.builder("GET", "/orders").header("X-App-Build", "419").build();
		assertThat(policy.decide(request)).isInstanceOfSatisfying(UpgradeRefusal.class, (refusal) -> {
			assertThat(refusal.upgradeField()).isEqualTo("acme-app/420");
			assertThat(refusal.link()).isEqualTo(store);
			assertThat(refusal.members()).isEqualTo(Map.of("minimumBuild", 420));
		});
	}

	@Test
	void currentBuildAndOtherClientsFollowTheRules() {
		UpgradePolicy policy = new MinimumBuildPolicy(420, URI.create("https://apps.example.com/acme"), this.rules);
		UpgradeContext current = UpgradeContext.builder("GET", "/orders")
			.header("X-App-Build", "420")
			.secure(null)
			.build();
		UpgradeContext unreadable = UpgradeContext.builder("GET", "/orders")
			.header("X-App-Build", "beta")
			.secure(null)
			.build();
		UpgradeContext browser = UpgradeContext.builder("GET", "/orders").build();
		assertThat(policy.decide(current)).isEqualTo(UpgradeDecision.proceed());
		assertThat(policy.decide(unreadable)).isEqualTo(UpgradeDecision.proceed());
		assertThat(policy.decide(browser)).hasToString("426 [TLS]");
	}

	@Test
	void oldDeviceKeepsTheOldProtocol() {
		UpgradePolicy policy = new OldDevicesPolicy(Set.of("d-17"), this.devices);
		assertThat(policy.decide(device("d-17", "iot-mux/1"))).hasToString("proceed with iot-mux/1");
		assertThat(policy.decide(device("d-18", "iot-mux/1"))).hasToString("426 [iot-mux/2]");
	}

	@Test
	void deviceThatKnowsTheNewProtocolFollowsTheRules() {
		UpgradePolicy policy = new OldDevicesPolicy(Set.of("d-17"), this.devices);
		for (String device : List.of("d-17", "d-18")) {
			assertThat(policy.decide(device(device, "iot-mux/1, iot-mux/2"))).hasToString("proceed with iot-mux/2");
		}
		assertThat(policy.decide(device("d-18", "h2c"))).hasToString("426 [iot-mux/2, iot-mux/1]");
	}

	private static UpgradeContext device(String device, String upgrade) {
		return UpgradeContext.builder("GET", "/devices")
			.header("X-Device", device)
			.header("Upgrade", upgrade)
			.header("Connection", "Upgrade")
			.build();
	}

	/**
	 * Some tenants may go on in clear text; the rules hold for everyone else.
	 */
	record LegacyTenantsPolicy(Set<String> legacyTenants, UpgradeRules rules) implements UpgradePolicy {

		@Override
		public UpgradeDecision decide(UpgradeContext context) {
			String tenant = context.header("X-Tenant");
			if (tenant != null && this.legacyTenants.contains(tenant)) {
				return UpgradeDecision.proceed();
			}
			return this.rules.decide(context);
		}

	}

	/**
	 * Rooms open while the application runs. What the rules say comes first; then an open
	 * room is for WebSocket only.
	 */
	record OpenRoomsPolicy(UpgradeRules rules, Set<PathPattern> rooms) implements UpgradePolicy {

		OpenRoomsPolicy(UpgradeRules rules) {
			this(rules, ConcurrentHashMap.newKeySet());
		}

		void open(String room) {
			this.rooms.add(PathPatternParser.defaultInstance.parse("/rooms/" + room));
		}

		@Override
		public UpgradeDecision decide(UpgradeContext context) {
			return this.rules.decide(context).and(() -> decideAboutRooms(context));
		}

		private UpgradeDecision decideAboutRooms(UpgradeContext context) {
			return this.rooms.stream().anyMatch(context::matches)
					? UpgradeDecision.require(context, UpgradeProtocol.WEBSOCKET) : UpgradeDecision.proceed();
		}

	}

	/**
	 * Builds of the app before the minimum are sent to the store. Who tells no build is
	 * not the app. The rules hold for everyone else.
	 */
	record MinimumBuildPolicy(int minimum, URI store, UpgradeRules rules) implements UpgradePolicy {

		@Override
		public UpgradeDecision decide(UpgradeContext context) {
			String build = context.header("X-App-Build");
			if (build == null || !build.matches("[0-9]{1,9}") || Integer.parseInt(build) >= this.minimum) {
				return this.rules.decide(context);
			}
			return UpgradeDecision.refuse("acme-app/" + this.minimum)
				.withDetail("This version of the app is too old. Please update it.")
				.withLink(this.store)
				.withMember("minimumBuild", this.minimum);
		}

	}

	/**
	 * Everyone speaks the second version; only devices that cannot be updated may keep
	 * the first. The rule names both.
	 */
	record OldDevicesPolicy(Set<String> oldDevices, UpgradeRules rules) implements UpgradePolicy {

		private static final UpgradeProtocol FIRST = UpgradeProtocol.parse("iot-mux/1");

		private static final UpgradeProtocol SECOND = UpgradeProtocol.parse("iot-mux/2");

		@Override
		public UpgradeDecision decide(UpgradeContext context) {
			if (FIRST.equals(context.negotiate(SECOND, FIRST)) && !isOld(context.header("X-Device"))) {
				return UpgradeDecision.refuse(SECOND).withDetail("Please update the device.");
			}
			return this.rules.decide(context);
		}

		private boolean isOld(String device) {
			return device != null && this.oldDevices.contains(device);
		}

	}

}
