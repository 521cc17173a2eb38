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

package io.github.upgraderequired.documentation;

import java.net.URI;
import java.util.Map;

import io.github.upgraderequired.ClientVersions;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRefusalRenderer.Body;
import io.github.upgraderequired.UpgradeRequiredException;
import io.github.upgraderequired.http.TlsVersion;
import io.github.upgraderequired.httpclient.UpgradeAdvice;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientCustomizer;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientCustomizer;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages show in Java and no other code has, so that it is compiled.
 */
final class Snippets {

	private final Orders orders = (order) -> new Order();

	private Snippets() {
	}

	@PostMapping("/orders")
	Order create(@RequestBody NewOrder order) {
		if (order.schema() < 3) {
			throw new UpgradeRequiredException("acme-orders/3");
		}
		return this.orders.create(order);
	}

	void contract(Exception ex) {
		throw new UpgradeRequiredException(UpgradeDecision.refuse("acme-ios/3.2")
			.withDetail("Your contract needs version 3.2 or later.")
			.withLink(URI.create("https://example.com/contracts"))
			.withMember("code", "CONTRACT")
			.withRule("contracts"), ex);
	}

	@Bean
	ClientVersions clientVersions(Settings settings) {
		return (rule, product) -> settings.minimumVersions().get(product);
	}

	@Bean
	UpgradeRefusalRenderer refusalRenderer() {
		return (context, refusal) -> Body.of(MediaType.APPLICATION_JSON,
				"{\"error\":{\"code\":\"UPGRADE_REQUIRED\",\"wanted\":\"" + refusal.upgradeField() + "\"}}");
	}

	RestTemplate customize(UpgradeRequiredClientCustomizer customizer, RestTemplateBuilder restTemplateBuilder,
			RestClient.Builder builder) {
		RestTemplate template = restTemplateBuilder.additionalCustomizers(customizer::customize).build();
		customizer.customize(builder);
		return template;
	}

	void customize(UpgradeRequiredWebClientCustomizer webClientCustomizer, WebClient.Builder builder) {
		webClientCustomizer.customize(builder);
	}

	Orders ask(RestClient client) {
		try {
			return client.get().uri("/orders").retrieve().body(Orders.class);
		}
		catch (UpgradeRequiredClientException ex) {
			UpgradeAdvice advice = ex.advice();
			throw new IllegalStateException("Update to " + advice.minimum() + ": " + advice.update(), ex);
		}
	}

	void mockTls(MockMvcTester mvc, WebTestClient client) {
		mvc.get().uri("/account").secure(true);
		client.get().uri("https://localhost/account");
	}

	void mockHttp2(MockMvcTester mvc) {
		mvc.get().uri("/feed").with((request) -> {
			request.setProtocol("HTTP/2.0");
			return request;
		});
	}

	void askPolicy(UpgradePolicy policy) {
		UpgradeContext context = UpgradeContext.builder("GET", "/live/42").secure(TlsVersion.TLS_1_3).build();
		assertThat(policy.decide(context)).isInstanceOf(UpgradeRefusal.class);
	}

	@SpringBootTest(properties = "upgrade.required.mode=off")
	static class WithoutRules {

	}

	record NewOrder(int schema) {
	}

	record Order() {
	}

	record Settings(Map<String, String> minimumVersions) {
	}

	interface Orders {

		Order create(NewOrder order);

	}

}
