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

package io.github.upgraderequired.wire.httpclient;

import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientException;
import io.github.upgraderequired.wire.httpclient.ScriptedServer.Answer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups of HTTP interfaces, whose builders are no beans (Spring Boot 4).
 */
class HttpServiceGroupTests {

	@ParameterizedTest
	@ValueSource(classes = { BlockingGroup.class, ReactiveGroup.class })
	void clientsOfAGroupUnderstandARefusal(Class<?> group) {
		try (ScriptedServer server = ScriptedServer.clear((request) -> Answer.refusal("acme/3"));
				ConfigurableApplicationContext context = new SpringApplicationBuilder(group)
					.web(WebApplicationType.NONE)
					.profiles("none")
					.run("--upgrade.required.client.enabled=true", "--upgrade.required.client.product=acme/2",
							"--spring.http.serviceclient.orders.base-url=http://localhost:" + server.port())) {
			Throwable ex = Assertions.catchThrowable(context.getBean(Orders.class)::all);
			assertThat(ex)
				.isInstanceOfAny(UpgradeRequiredClientException.class, UpgradeRequiredWebClientException.class)
				.hasMessageEndingWith(" (Upgrade: acme/3)");
			assertThat(server.received()).singleElement()
				.satisfies((request) -> assertThat(request.headers().getFirst("User-Agent")).isEqualTo("acme/2"));
		}
	}

	interface Orders {

		@GetExchange("/orders")
		String all();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "orders", types = Orders.class)
	static class BlockingGroup {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "orders", types = Orders.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class ReactiveGroup {

	}

}
