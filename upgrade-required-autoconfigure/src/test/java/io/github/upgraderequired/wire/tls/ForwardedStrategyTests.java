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

package io.github.upgraderequired.wire.tls;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.wire.ServerKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways to go by forwarded headers other than {@code server.forward-headers-strategy}. In
 * each the TLS version of the connection, which is the proxy's, counts for nothing.
 */
class ForwardedStrategyTests {

	private static final ForwardedHeaderCase PROTO = over("clear", "X-Forwarded-Proto: https");

	private static final ForwardedHeaderCase PROTO_OVER_TLS = over("tls", "X-Forwarded-Proto: https");

	private static final ForwardedHeaderCase CUSTOM_OVER_TLS = over("tls", "X-Proto: https");

	@ParameterizedTest
	@EnumSource
	void strategyIsDeducedOnACloudPlatform(ServerKind kind) throws IOException {
		assertThat(outcome(kind, PROTO, "spring.main.cloud-platform=heroku")).isEqualTo("TLS");
		assertThat(outcome(kind, PROTO_OVER_TLS, "spring.main.cloud-platform=heroku")).isEqualTo("TLS");
	}

	@ParameterizedTest
	@EnumSource
	void filterOfTheApplicationIsNoticedByTheFieldsThatItTakesAway(ServerKind kind) throws IOException {
		String filter = "spring.main.sources="
				+ (kind.isReactive() ? TransformerConfiguration.class : FilterConfiguration.class).getName();
		assertThat(outcome(kind, PROTO, filter)).isEqualTo("TLS");
		assertThat(outcome(kind, PROTO_OVER_TLS, filter)).isEqualTo("TLS");
		assertThat(outcome(kind, CUSTOM_OVER_TLS, filter)).isEqualTo("TLS/1.3");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTIVE_TOMCAT" })
	void tomcatMayGoByAnotherField(ServerKind kind) throws IOException {
		String field = "server.tomcat.remoteip.protocol-header=X-Proto";
		assertThat(outcome(kind, over("clear", "X-Proto: https"), field)).isEqualTo("TLS");
		assertThat(outcome(kind, CUSTOM_OVER_TLS, field)).isEqualTo("TLS");
	}

	private static ForwardedHeaderCase over(String transport, String line) {
		return new ForwardedHeaderCase(transport, false, List.of(line), Map.of(), Map.of());
	}

	private static String outcome(ServerKind kind, ForwardedHeaderCase forwarded, String property) throws IOException {
		return AbstractForwardedHeaderTests.outcomes(kind, forwarded.over(), List.of(forwarded), property)
			.get(forwarded.toString());
	}

	@Configuration(proxyBeanMethods = false)
	static class FilterConfiguration {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
			FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(
					new ForwardedHeaderFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransformerConfiguration {

		@Bean
		ForwardedHeaderTransformer forwardedHeaderTransformer() {
			return new ForwardedHeaderTransformer();
		}

	}

}
