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

import java.util.List;

import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProxyWarnings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProxyWarningsTests {

	private static final String[] RULES = { "spring.main.cloud-platform=none",
			"upgrade.required.rules.shop.protocols=TLS", "upgrade.required.rules.account.protocols=TLS/1.3",
			"upgrade.required.rules.feed.protocols=HTTP/2", "upgrade.required.rules.later.protocols=TLS",
			"upgrade.required.rules.later.mode=off" };

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
				UpgradeRequiredServletAutoConfiguration.class))
		.withPropertyValues(RULES);

	private final ReactiveWebApplicationContextRunner reactiveRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
				UpgradeRequiredReactiveAutoConfiguration.class))
		.withPropertyValues(RULES);

	private CapturedOutput output;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void oneWarningNamesTheRulesThatAreOnAndWhatToSet() {
		this.runner.run((context) -> assertThat(this.output).containsOnlyOnce("TLS is required by")
			.contains("required by 'account', 'shop' of")
			.contains("server.ssl")
			.contains("server.forward-headers-strategy"));
	}

	@Test
	void reactiveApplicationIsWarnedToo() {
		this.reactiveRunner
			.run((context) -> assertThat(this.output).containsOnlyOnce("TLS is required by 'account', 'shop'"));
	}

	@Test
	void reactiveApplicationWithoutServletApiIsWarnedToo() {
		this.reactiveRunner.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
			.run((context) -> assertThat(this.output).containsOnlyOnce("TLS is required by 'account', 'shop'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.ssl.bundle=web", "server.ssl.key-store=key.p12", "server.ssl.certificate=c.pem",
			"server.ssl.key-store-type=PKCS11", "server.forward-headers-strategy=native",
			"server.forward-headers-strategy=framework", "spring.main.cloud-platform=heroku",
			"server.tomcat.remoteip.protocol-header=X-Proto", "upgrade.required.mode=off",
			"upgrade.required.enabled=false" })
	void thereIsNoWarningWith(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.output).doesNotContain("TLS is required by");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.ssl.key-store-type=PKCS12", "server.forward-headers-strategy=none",
			"server.ssl.trust-store=trust.p12" })
	void thereIsOneWith(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(this.output).containsOnlyOnce("TLS is required by"));
	}

	@Test
	void thereIsOneWhereTlsIsSwitchedOff() {
		this.runner.withPropertyValues("server.ssl.bundle=web", "server.ssl.enabled=false")
			.run((context) -> assertThat(this.output).containsOnlyOnce("TLS is required by"));
	}

	@Test
	void thereIsNoneWhereTheApplicationHasAFilterForForwardedHeaders() {
		this.runner.withUserConfiguration(FilterConfiguration.class)
			.run((context) -> assertThat(this.output).doesNotContain("TLS is required by"));
	}

	@Test
	void thereIsNoneWhereTheApplicationRegistersAFilterForForwardedHeaders() {
		this.runner.withUserConfiguration(RegistrationConfiguration.class)
			.run((context) -> assertThat(this.output).doesNotContain("TLS is required by"));
	}

	@Test
	void thereIsNoneWhereTheReactiveApplicationTransformsForwardedHeaders() {
		this.reactiveRunner.withUserConfiguration(TransformerConfiguration.class)
			.run((context) -> assertThat(this.output).doesNotContain("TLS is required by"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=native", "server.forward-headers-strategy=framework",
			"spring.main.cloud-platform=kubernetes" })
	void rulesOfHttpVersionsAreWarnedAboutBehindAProxy(String property) {
		this.runner.withPropertyValues(property, "upgrade.required.rules.events.protocols=h2")
			.run((context) -> assertThat(this.output)
				.containsOnlyOnce("A version of HTTP is required by 'events', 'feed' of")
				.contains("upgrade.required.http-version.header"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=none", "upgrade.required.rules.feed.mode=off",
			"upgrade.required.mode=off", "upgrade.required.http-version.header=X-Version" })
	void rulesOfHttpVersionsAreNotWarnedAboutWith(String property) {
		this.runner.withPropertyValues("server.forward-headers-strategy=native", property)
			.run((context) -> assertThat(this.output).doesNotContain("A version of HTTP is required by"));
	}

	@Test
	void headerWithoutStrategyIsWarnedAbout() {
		this.runner.withPropertyValues("upgrade.required.http-version.header=X-Version")
			.run((context) -> assertThat(this.output)
				.containsOnlyOnce("upgrade.required.http-version.header has no effect")
				.contains("server.forward-headers-strategy"));
	}

	@Test
	void headerWithStrategyIsNotWarnedAbout() {
		this.runner
			.withPropertyValues("upgrade.required.http-version.header=X-Version",
					"server.forward-headers-strategy=native")
			.run((context) -> assertThat(this.output).doesNotContain("http-version.header"));
	}

	@Test
	void filterForForwardedHeadersThatComesTooLateIsWarnedAbout() {
		for (Class<?> late : List.of(FilterConfiguration.class, RegistrationConfiguration.class)) {
			this.runner.withUserConfiguration(late)
				.run((context) -> assertThat(this.output)
					.contains("The ForwardedHeaderFilter of the application comes after the filter of Upgrade Required")
					.contains("with the order -2147483648"));
		}
	}

	@Test
	void filterForForwardedHeadersThatComesFirstIsNotWarnedAbout() {
		this.runner.withUserConfiguration(FirstConfiguration.class)
			.run((context) -> assertThat(this.output).doesNotContain("comes after the filter"));
		this.runner.withUserConfiguration(FilterConfiguration.class)
			.withPropertyValues("upgrade.required.mode=off")
			.run((context) -> assertThat(this.output).doesNotContain("comes after the filter"));
	}

	@Test
	void transformerThatSpringDoesNotFindIsWarnedAbout() {
		this.reactiveRunner.withUserConfiguration(MisnamedTransformerConfiguration.class)
			.run((context) -> assertThat(this.output)
				.contains("The ForwardedHeaderTransformer bean 'forwardedHeaders' has no effect")
				.contains("'forwardedHeaderTransformer'")
				.contains("TLS is required by"));
		this.reactiveRunner.withUserConfiguration(MisnamedTransformerConfiguration.class)
			.withPropertyValues("server.forward-headers-strategy=framework",
					"upgrade.required.http-version.header=X-Version")
			.run((context) -> {
				assertThat(this.output)
					.contains("server.forward-headers-strategy is set or deduced, but has no effect");
				assertThat(context.getBean(Deployment.class)
					.forwardedFields()
					.httpVersion((name) -> List.of("HTTP/2.0"), HttpVersion.HTTP_1_1)).isEqualTo(HttpVersion.HTTP_1_1);
			});
	}

	@Test
	void transformerThatSpringFindsIsNotWarnedAbout() {
		this.reactiveRunner.withUserConfiguration(TransformerConfiguration.class)
			.run((context) -> assertThat(this.output).doesNotContain("has no effect"));
	}

	@Configuration(proxyBeanMethods = false)
	static class FirstConfiguration {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
			FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(
					new ForwardedHeaderFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterConfiguration {

		@Bean
		ForwardedHeaderFilter forwardedHeaders() {
			return new ForwardedHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegistrationConfiguration {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransformerConfiguration {

		@Bean
		ForwardedHeaderTransformer forwardedHeaderTransformer() {
			return new ForwardedHeaderTransformer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MisnamedTransformerConfiguration {

		@Bean
		ForwardedHeaderTransformer forwardedHeaders() {
			return new ForwardedHeaderTransformer();
		}

	}

}
