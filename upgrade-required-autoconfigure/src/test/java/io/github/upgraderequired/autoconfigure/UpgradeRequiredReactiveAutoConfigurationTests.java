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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRefusalRenderer.Body;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.actuate.ExemptEndpoints;
import io.github.upgraderequired.reactive.ReactiveServer;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import io.github.upgraderequired.reactive.UpgradeRequiredWebFilter;
import io.github.upgraderequired.rule.ExemptPaths;
import io.github.upgraderequired.websocket.ReactiveEndpointAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpgradeRequiredAutoConfiguration} and
 * {@link UpgradeRequiredReactiveAutoConfiguration}.
 */
class UpgradeRequiredReactiveAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			UpgradeRequiredAutoConfiguration.class, UpgradeRequiredReactiveAutoConfiguration.class,
			UpgradeRequiredServletAutoConfiguration.class);

	private static final String[] FEED_RULE = { "upgrade.required.rules.feed.paths=/feed",
			"upgrade.required.rules.feed.protocols=HTTP/2" };

	private static final UpgradePolicy REFUSING = (context) -> UpgradeDecision.refuse("iot-mux/1");

	private static final ReactiveUpgradePolicy REFUSING_REACTIVELY = (context) -> Mono
		.fromSupplier(() -> REFUSING.decide(context));

	private static final UpgradeRefusalRenderer ENVELOPE = (context, refusal) -> Body.of(MediaType.APPLICATION_JSON,
			"{\"error\":\"" + refusal.rule() + "\"}");

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void exemptEndpointsAreThereOnlyWithActuator() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ExemptEndpoints.class));
		this.runner.withPropertyValues(FEED_RULE)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(ExemptPaths.class);
				assertThat(context.getBean(UpgradeRules.class).decide(UpgradeContext.builder("GET", "/feed").build()))
					.hasToString("426 [HTTP/2.0] by rule feed");
			});
	}

	@Test
	void endpointsAreJudgedOnlyWhereWebFluxIsConfigured() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HandlerAdapter.class));
		ReactiveWebApplicationContextRunner webFlux = this.runner
			.withConfiguration(AutoConfigurations.of(WebFluxAutoConfiguration.class));
		webFlux.run((context) -> assertThat(context).hasSingleBean(ReactiveEndpointAdapter.class));
		webFlux.withPropertyValues("upgrade.required.websocket.discover=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReactiveEndpointAdapter.class));
		webFlux.withPropertyValues("upgrade.required.mode=off")
			.run((context) -> assertThat(context).hasSingleBean(ReactiveEndpointAdapter.class));
	}

	@ParameterizedTest
	@CsvSource({ "org.example,2", "reactor.netty,1", "jakarta.servlet,1" })
	void serversOfTheClassPathAreAsked(String absent, int count) {
		this.runner.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context.getBeansOfType(ReactiveServer.class)).hasSize(count));
	}

	@Test
	void filterComesAfterForwardedHeadersAndBeforeSecurity() {
		this.runner.run((context) -> assertThat(filter(context).getOrder()).isEqualTo(-2147483638)
			.isEqualTo(Ordered.HIGHEST_PRECEDENCE + 10));
	}

	@Test
	void filterOrderIsAProperty() {
		this.runner.withPropertyValues("upgrade.required.filter.order=42")
			.run((context) -> assertThat(filter(context).getOrder()).isEqualTo(42));
	}

	@Test
	void withoutConfigurationEveryRequestPasses() {
		this.runner.run((context) -> assertThat(get("/feed", context)).isNull());
	}

	@Test
	void ruleIsEnforcedByTheDefaultPolicy() {
		this.runner.withPropertyValues(FEED_RULE).run((context) -> {
			assertThat(context).hasSingleBean(ReactiveUpgradePolicy.class).hasSingleBean(UpgradePolicy.class);
			assertThat(context).hasSingleBean(UpgradeRules.class);
			assertThatIsRefused(get("/feed", context));
			assertThat(get("/open", context)).isNull();
		});
	}

	@Test
	void nothingOfOursIsThereWhenItIsDisabled() {
		this.runner.withPropertyValues("upgrade.required.enabled=false")
			.run((context) -> assertThatNothingOfOursIsIn(context));
	}

	@Test
	void nothingOfOursIsThereWithoutAWebApplication() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThatNothingOfOursIsIn(context));
	}

	@Test
	void reactiveApplicationHasNoServletFilter() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(UpgradeRequiredWebFilter.class)
			.doesNotHaveBean("upgradeRequiredFilter"));
	}

	@Test
	void servletApplicationHasNoWebFilter() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasBean("upgradeRequiredFilter")
				.doesNotHaveBean(WebFilter.class)
				.doesNotHaveBean(ReactiveUpgradePolicy.class));
	}

	@Test
	void servletApplicationStartsWithoutReactorOnTheClassPath() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader("reactor"))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("upgradeRequiredFilter"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor.netty", "jakarta.servlet", "io.netty" })
	void applicationStartsWithoutTheClassesOfAServer(String absent) {
		this.runner.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(UpgradeRequiredWebFilter.class));
	}

	@Test
	void policyOfTheApplicationReplacesTheDefaultAndDelegatesToTheRules() {
		this.runner.withPropertyValues(FEED_RULE)
			.withUserConfiguration(DelegatingPolicyConfiguration.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(UpgradePolicy.class).hasBean("refuseInternal");
				assertThat(context).doesNotHaveBean("upgradeRequiredPolicy").hasSingleBean(ReactiveUpgradePolicy.class);
				assertThatIsRefused(get("/internal", context));
				assertThatIsRefused(get("/feed", context));
				assertThat(get("/open", context)).isNull();
			});
	}

	@Test
	void reactivePolicyOfTheApplicationReplacesTheDefaultAndDelegatesToTheRules() {
		this.runner.withPropertyValues(FEED_RULE)
			.withUserConfiguration(DelegatingReactivePolicyConfiguration.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(ReactiveUpgradePolicy.class).hasBean("refuseInternal");
				assertThat(context).doesNotHaveBean("upgradeRequiredReactivePolicy").hasBean("upgradeRequiredPolicy");
				assertThatIsRefused(get("/internal", context));
				assertThatIsRefused(get("/feed", context));
				assertThat(get("/open", context)).isNull();
			});
	}

	@Test
	void reactivePolicyOfTheApplicationIsAskedInsteadOfItsPolicy() {
		this.runner.withPropertyValues(FEED_RULE)
			.withBean("blocking", UpgradePolicy.class, () -> REFUSING)
			.withBean("waiting", ReactiveUpgradePolicy.class, () -> (context) -> Mono.just(UpgradeDecision.proceed()))
			.run((context) -> assertThat(get("/feed", context)).isNull());
	}

	// Configuration classes are beans as well
	@Test
	void smallApplicationGetsAtMostFifteenBeansMore() {
		ReactiveWebApplicationContextRunner small = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebFluxAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.apache.catalina", "org.eclipse.jetty",
					"org.springframework.cloud", "io.micrometer.core", "org.springframework.boot.actuate"));
		small.run((without) -> small.withConfiguration(AUTO_CONFIGURATIONS)
			.run((with) -> assertThat(with.getBeanDefinitionCount()).isBetween(without.getBeanDefinitionCount() + 1,
					without.getBeanDefinitionCount() + 15)));
	}

	@Test
	void everyBeanOfOursIsNamedAfterTheStarter() {
		this.runner.run((context) -> assertThat(context.getBeanDefinitionNames())
			.filteredOn((name) -> String.valueOf(context.getType(name)).startsWith("class io.github.upgraderequired.")
					|| String.valueOf(context.getType(name)).startsWith("interface io.github.upgraderequired."))
			.isNotEmpty()
			.allMatch((name) -> name.startsWith("upgradeRequired") || name.startsWith("upgrade.required-")
					|| name.startsWith("io.github.upgraderequired.")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgradePolicy", "upgradeRules", "upgradeForwardedFields", "upgradeRefusalResponses",
			"reactiveUpgradePolicy", "reactiveApplicationCors", "servletApplicationCors" })
	void applicationMayHaveABeanOfThatName(String name) {
		this.runner.withBean(name, String.class, () -> "of a subscription")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(UpgradeRules.class));
	}

	@Test
	void rulesOfATestReplaceTheConfiguredOnes() {
		this.runner.withPropertyValues(FEED_RULE)
			.withBean("rules", UpgradeRules.class, () -> (context) -> UpgradeDecision.refuse("iot-mux/1"))
			.run((context) -> {
				assertThat(context).hasSingleBean(UpgradeRules.class);
				assertThatIsRefused(get("/open", context));
			});
	}

	@Test
	void policyMayHaveTheNameOfTheDefaultOne() {
		this.runner.withBean("upgradeRequiredPolicy", UpgradePolicy.class, () -> REFUSING)
			.run((context) -> assertThatIsRefused(get("/open", context)));
	}

	@Test
	void reactivePolicyMayHaveTheNameOfTheDefaultOne() {
		this.runner.withBean("upgradeRequiredReactivePolicy", ReactiveUpgradePolicy.class, () -> REFUSING_REACTIVELY)
			.run((context) -> assertThatIsRefused(get("/open", context)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "policy", "upgradeRequiredPolicy", "rules", "policies" })
	void twoPoliciesStopTheStartWhateverTheirNames(String name) {
		this.runner.withBean(name, UpgradePolicy.class, () -> REFUSING)
			.withBean("second", UpgradePolicy.class, () -> REFUSING)
			.run((context) -> assertThatStartFailsBetween(name, UpgradePolicy.class, context.getStartupFailure()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "policy", "upgradeRequiredReactivePolicy", "context", "policies" })
	void twoReactivePoliciesStopTheStartWhateverTheirNames(String name) {
		this.runner.withBean(name, ReactiveUpgradePolicy.class, () -> REFUSING_REACTIVELY)
			.withBean("second", ReactiveUpgradePolicy.class, () -> REFUSING_REACTIVELY)
			.run((context) -> assertThatStartFailsBetween(name, ReactiveUpgradePolicy.class,
					context.getStartupFailure()));
	}

	@Test
	void primaryPolicyIsAskedWhereThereAreTwo() {
		this.runner.withUserConfiguration(TwoPoliciesConfiguration.class)
			.run((context) -> assertThatIsRefused(get("/open", context)));
	}

	@Test
	void primaryReactivePolicyIsAskedWhereThereAreTwo() {
		this.runner.withUserConfiguration(TwoReactivePoliciesConfiguration.class)
			.run((context) -> assertThatIsRefused(get("/open", context)));
	}

	@Test
	void reactivePolicyInAServletApplicationStopsTheStartWithTheRemedy() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withBean("waiting", ReactiveUpgradePolicy.class, () -> REFUSING_REACTIVELY)
			.run((context) -> assertThat(
					new MisplacedReactivePolicyFailureAnalyzer().analyze(context.getStartupFailure()).getAction())
				.startsWith("Declare 'waiting' as an UpgradePolicy"));
	}

	@Test
	void reactivePolicyInAServletApplicationIsNoMatterWhenItIsDisabled() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withBean("waiting", ReactiveUpgradePolicy.class, () -> REFUSING_REACTIVELY)
			.withPropertyValues("upgrade.required.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void rendererOfTheApplicationWritesTheBody() {
		this.runner.withPropertyValues(FEED_RULE)
			.withBean(UpgradeRefusalRenderer.class, () -> ENVELOPE)
			.run((context) -> {
				MockServerHttpResponse response = exchange("/feed", context).getResponse();
				assertThatIsRefused(response.getStatusCode());
				assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
				assertThat(response.getBodyAsString().block()).isEqualTo("{\"error\":\"feed\"}");
			});
	}

	@Test
	void twoRenderersStopTheStart() {
		this.runner.withBean("first", UpgradeRefusalRenderer.class, () -> ENVELOPE)
			.withBean("second", UpgradeRefusalRenderer.class, () -> ENVELOPE)
			.run((context) -> assertThatStartFailsBetween("first", UpgradeRefusalRenderer.class,
					context.getStartupFailure()));
	}

	@Test
	void problemTypeIsAProperty() {
		this.runner.withPropertyValues(FEED_RULE)
			.withPropertyValues("upgrade.required.response.type=https://example.org/problems/upgrade")
			.run((context) -> assertThat(exchange("/feed", context).getResponse().getBodyAsString().block())
				.contains("\"type\":\"https://example.org/problems/upgrade\""));
	}

	private static UpgradeRequiredWebFilter filter(ApplicationContext context) {
		return context.getBean(UpgradeRequiredWebFilter.class);
	}

	private static @Nullable HttpStatusCode get(String path, ApplicationContext context) {
		return exchange(path, context).getResponse().getStatusCode();
	}

	private static MockServerWebExchange exchange(String path, ApplicationContext context) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path));
		context.getBean(WebFilter.class).filter(exchange, (passed) -> Mono.empty()).block();
		return exchange;
	}

	private static boolean isInternal(UpgradeContext context) {
		return context.path().value().startsWith("/internal");
	}

	private static void assertThatIsRefused(@Nullable HttpStatusCode status) {
		assertThat(status).isEqualTo(HttpStatus.UPGRADE_REQUIRED);
	}

	private static void assertThatStartFailsBetween(String name, Class<?> type, @Nullable Throwable failure) {
		assertThat(failure).hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class)
			.rootCause()
			.hasMessageContaining(type.getName())
			.hasMessageContaining(name)
			.hasMessageContaining("second");
	}

	private static void assertThatNothingOfOursIsIn(ApplicationContext context) {
		assertThat(context.getBeanDefinitionNames())
			.noneMatch((name) -> name.startsWith("upgrade") || name.startsWith("reactiveUpgrade"));
		assertThat(context.getBeanDefinitionNames()).extracting(context::getType)
			.noneMatch((type) -> type.getName().startsWith("io.github.upgraderequired"));
	}

	@Configuration(proxyBeanMethods = false)
	static class DelegatingPolicyConfiguration {

		@Bean
		UpgradePolicy refuseInternal(UpgradeRules rules) {
			return (context) -> isInternal(context) ? REFUSING.decide(context) : rules.decide(context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DelegatingReactivePolicyConfiguration {

		@Bean
		ReactiveUpgradePolicy refuseInternal(UpgradeRules rules) {
			return (context) -> isInternal(context) ? REFUSING_REACTIVELY.decide(context)
					: Mono.fromSupplier(() -> rules.decide(context));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoPoliciesConfiguration {

		@Bean
		UpgradePolicy passing() {
			return (context) -> UpgradeDecision.proceed();
		}

		@Bean
		@Primary
		UpgradePolicy refusing() {
			return REFUSING;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoReactivePoliciesConfiguration {

		@Bean
		ReactiveUpgradePolicy passing() {
			return (context) -> Mono.just(UpgradeDecision.proceed());
		}

		@Bean
		@Primary
		ReactiveUpgradePolicy refusing() {
			return REFUSING_REACTIVELY;
		}

	}

}
