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

package io.github.upgraderequired.sample.gateway;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a gateway enforces for the fleet behind it, on either stack.
 */
abstract class AbstractGatewayTests {

	private static final String[] OLD = { "User-Agent", "acme-ios/3.1" };

	private static Fleet fleet;

	private static Fleet secure;

	@BeforeAll
	static void start() {
		fleet = Fleet.clear("--server.forward-headers-strategy=framework");
		secure = Fleet.secure();
	}

	@AfterAll
	static void stop() {
		if (secure != null) {
			secure.close();
		}
		fleet.close();
	}

	Fleet fleet() {
		return fleet;
	}

	@Test
	void requestsReachBothInstances() throws Exception {
		assertThat(fleet.get("/orders").body() + fleet.get("/orders").body()).contains("port " + fleet.port(0))
			.contains("port " + fleet.port(1));
	}

	@Test
	void oldClientIsRefusedForTheWholeFleet() throws Exception {
		for (int request = 0; request < 2; request++) {
			HttpResponse<String> response = fleet.get("/orders", OLD);
			assertThat(response.statusCode()).isEqualTo(426);
			assertThat(response.headers().firstValue("Upgrade")).hasValue("acme-ios/3.2");
			assertThat(response.body()).contains("\"rule\":\"clients\"");
		}
	}

	@Test
	void clearTextIsRefusedAtTheGateway() throws Exception {
		HttpResponse<String> response = fleet.get("/account");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().firstValue("Upgrade")).hasValue("TLS");
		assertThat(response.headers().firstValue("Connection")).hasValue("Upgrade");
	}

	@Test
	void loadBalancerBeforeTheGatewayMayEndTls() throws Exception {
		HttpResponse<String> response = fleet.get("/account", "X-Forwarded-Proto", "https");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("Your account.\n");
	}

	@Test
	void upgradeOfTheServiceIsPutBack() throws Exception {
		HttpResponse<String> response = fleet.get("/licence");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().allValues("Upgrade")).containsExactly("acme-ios/4.0");
		assertThat(response.headers().allValues("Connection")).containsExactly("Upgrade");
		assertThat(response.body()).contains("\"rule\":\"application\"");
	}

	@Test
	void gatewayMayEndTlsAndSpeakHttp2() throws Exception {
		HttpResponse<String> served = secure.get("/account");
		assertThat(served.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(served.body()).isEqualTo("Your account.\n");
		HttpResponse<String> refused = secure.get("/orders", OLD);
		assertThat(refused.statusCode()).isEqualTo(426);
		assertThat(refused.headers().map()).doesNotContainKeys("upgrade", "connection");
		HttpResponse<String> refusedByTheService = secure.get("/licence");
		assertThat(refusedByTheService.statusCode()).isEqualTo(426);
		assertThat(refusedByTheService.body()).contains("\"protocols\":[\"acme-ios/4.0\"]");
		assertThat(refusedByTheService.headers().map()).doesNotContainKeys("upgrade", "connection");
	}

}
