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

package io.github.upgraderequired.autoconfigure;

import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients understand a 426 in {@code @RestClientTest} too.
 */
@RestClientTest(properties = "upgrade.required.client.enabled=true")
@Import(RestClientTestSliceTests.Orders.class)
class RestClientTestSliceTests {

	@Autowired
	private Orders orders;

	@Autowired
	private MockRestServiceServer server;

	@Test
	void refusalIsTyped() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Upgrade", "acme/3");
		this.server.expect(MockRestRequestMatchers.requestTo("/orders"))
			.andRespond(MockRestResponseCreators.withStatus(HttpStatus.UPGRADE_REQUIRED).headers(headers));
		assertThat(Assertions.catchThrowable(this.orders::all)).isInstanceOf(UpgradeRequiredClientException.class)
			.hasMessageEndingWith("(Upgrade: acme/3)");
	}

	static class Orders {

		private final RestClient client;

		Orders(RestClient.Builder builder) {
			this.client = builder.build();
		}

		String all() {
			return this.client.get().uri("/orders").retrieve().body(String.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
