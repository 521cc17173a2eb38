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

import java.io.IOException;
import java.util.EnumSet;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRefusalRenderer.Body;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.actuate.ExemptEndpoints;
import io.github.upgraderequired.container.ServletServer;
import io.github.upgraderequired.rule.ExemptPaths;
import io.github.upgraderequired.servlet.UpgradeRequiredFilter;
import io.github.upgraderequired.websocket.JakartaEndpointFilter;
import io.github.upgraderequired.websocket.ServletEndpointAdapter;
import io.github.upgraderequired.websocket.UnhandledRequestResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link UpgradeRequiredAutoConfiguration} and
 * {@link UpgradeRequiredServletAutoConfiguration}.
 */
class UpgradeRequiredServletAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(UpgradeRequiredAutoConfiguration.class, UpgradeRequiredServletAutoConfiguration.class);

	private static final String[] FEED_RULE = { "upgrade.required.rules.feed.paths=/feed",
			"upgrade.required.rules.feed.protocols=HTTP/2" };

	private static final UpgradePolicy REFUSING = (context) -> UpgradeDecision.refuse("iot-mux/1");

	private static final UpgradeRefusalRenderer ENVELOPE = (context, refusal) -> Body.of(MediaType.APPLICATION_JSON,
			"{\"error\":\"" + refusal.rule() + "\"}");

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
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

	// A lone adapter would take the place of what a dispatcher has by default
	@Test
	void endpointsAreJudgedOnlyWhereSpringMvcIsConfigured() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(HandlerAdapter.class)
			.doesNotHaveBean(HandlerExceptionResolver.class));
		WebApplicationContextRunner mvc = this.runner
			.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class));
		mvc.run((context) -> assertThat(context).hasSingleBean(ServletEndpointAdapter.class)
			.hasSingleBean(UnhandledRequestResolver.class)
			.doesNotHaveBean(JakartaEndpointFilter.class));
		mvc.withPropertyValues("upgrade.required.websocket.discover=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ServletEndpointAdapter.class)
				.doesNotHaveBean(UnhandledRequestResolver.class));
		mvc.withPropertyValues("upgrade.required.mode=off")
			.run((context) -> assertThat(context).hasSingleBean(ServletEndpointAdapter.class));
		mvc.withClassLoader(new FilteredClassLoader("org.springframework.web.socket"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("upgradeRequiredEndpointAdapter"));
	}

	@ParameterizedTest
	@CsvSource({ "org.example,3", "org.eclipse.jetty.ee11,2", "org.eclipse.jetty.ee10,2", "org.eclipse.jetty,1",
			"org.apache.catalina,2" })
	void containersOfTheClassPathAreAsked(String absent, int count) {
		this.runner.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context.getBeansOfType(ServletServer.class)).hasSize(count));
	}

	@Test
	void filterComesAfterForwardedHeadersAndBeforeSecurity() {
		this.runner.run((context) -> assertThat(registration(context).getOrder()).isEqualTo(-2147483638)
			.isEqualTo(Ordered.HIGHEST_PRECEDENCE + 10));
	}

	@Test
	void filterOrderIsAProperty() {
		this.runner.withPropertyValues("upgrade.required.filter.order=42")
			.run((context) -> assertThat(registration(context).getOrder()).isEqualTo(42));
	}

	@Test
	void filterIsMappedToEveryRequestAndToNoOtherDispatch() {
		this.runner.run((context) -> {
			ServletContext servletContext = mock(ServletContext.class);
			FilterRegistration.Dynamic filter = mock(FilterRegistration.Dynamic.class);
			given(servletContext.addFilter(anyString(), any(UpgradeRequiredFilter.class))).willReturn(filter);
			registration(context).onStartup(servletContext);
			then(filter).should().addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
		});
	}

	@Test
	void withoutConfigurationEveryRequestPasses() {
		this.runner.run((context) -> assertThat(statusOf("/feed", context)).isEqualTo(200));
	}

	@Test
	void ruleIsEnforcedByTheDefaultPolicy() {
		this.runner.withPropertyValues(FEED_RULE).run((context) -> {
			assertThat(context).hasSingleBean(UpgradePolicy.class).hasSingleBean(UpgradeRules.class);
			assertThat(statusOf("/feed", context)).isEqualTo(426);
			assertThat(statusOf("/open", context)).isEqualTo(200);
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
	void nothingOfOursIsThereWithoutAWebStackOnTheClassPath() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.context"))
			.run((context) -> assertThatNothingOfOursIsIn(context));
	}

	@Test
	void reactiveApplicationHasNoServletFilter() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("upgradeRequiredFilter"));
	}

	@Test
	void policyOfTheApplicationReplacesTheDefaultAndDelegatesToTheRules() {
		this.runner.withPropertyValues(FEED_RULE)
			.withUserConfiguration(DelegatingPolicyConfiguration.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(UpgradePolicy.class).hasBean("refuseInternal");
				assertThat(context).doesNotHaveBean("upgradeRequiredPolicy").hasSingleBean(UpgradeRules.class);
				assertThat(statusOf("/internal", context)).isEqualTo(426);
				assertThat(statusOf("/feed", context)).isEqualTo(426);
				assertThat(statusOf("/open", context)).isEqualTo(200);
			});
	}

	@ParameterizedTest
	@CsvSource({ "org.springframework.web.servlet, upgradeRequiredCorsWithoutMvc, upgradeRequiredCors",
			"org.springframework.boot.web.server, upgradeRequiredDeploymentWithoutServer, upgradeRequiredDeployment" })
	void whatIsNotOnTheClassPathIsNotAsked(String absent, String present, String twin) {
		this.runner.run((context) -> assertThat(context).hasBean(twin).doesNotHaveBean(present));
		this.runner.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed().hasBean(present).doesNotHaveBean(twin));
	}

	// Configuration classes are beans as well
	@Test
	void smallApplicationGetsAtMostFifteenBeansMore() {
		WebApplicationContextRunner small = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.web.socket", "org.springframework.cloud",
					"io.micrometer.core", "org.springframework.boot.actuate", "org.eclipse.jetty"));
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
	void portForHttpsIsThatOfTheLinkWhereARuleRefuses() {
		this.runner
			.withPropertyValues("upgrade.required.rules.site.protocols=TLS",
					"upgrade.required.rules.site.redirect.port=8443")
			.run((context) -> assertThat(get("/account", context).getContentAsString())
				.contains("\"https\":\"https://localhost:8443/account\""));
	}

	@Test
	void rulesOfATestReplaceTheConfiguredOnes() {
		this.runner.withPropertyValues(FEED_RULE)
			.withBean("rules", UpgradeRules.class, () -> (context) -> UpgradeDecision.refuse("iot-mux/1"))
			.run((context) -> {
				assertThat(context).hasSingleBean(UpgradeRules.class);
				assertThat(statusOf("/open", context)).isEqualTo(426);
			});
	}

	@Test
	void policyMayHaveTheNameOfTheDefaultOne() {
		this.runner.withBean("upgradeRequiredPolicy", UpgradePolicy.class, () -> REFUSING)
			.run((context) -> assertThat(statusOf("/open", context)).isEqualTo(426));
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "policy", "upgradeRequiredPolicy", "rules", "policies" })
	void twoPoliciesStopTheStartWhateverTheirNames(String name) {
		this.runner.withBean(name, UpgradePolicy.class, () -> REFUSING)
			.withBean("second", UpgradePolicy.class, () -> REFUSING)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class)
				.rootCause()
				.hasMessageContaining(UpgradePolicy.class.getName())
				.hasMessageContaining(name)
				.hasMessageContaining("second"));
	}

	@Test
	void primaryPolicyIsAskedWhereThereAreTwo() {
		this.runner.withUserConfiguration(TwoPoliciesConfiguration.class)
			.run((context) -> assertThat(statusOf("/open", context)).isEqualTo(426));
	}

	@Test
	void rendererOfTheApplicationWritesTheBody() {
		this.runner.withPropertyValues(FEED_RULE)
			.withBean(UpgradeRefusalRenderer.class, () -> ENVELOPE)
			.run((context) -> {
				MockHttpServletResponse response = get("/feed", context);
				assertThat(response.getStatus()).isEqualTo(426);
				assertThat(response.getContentType()).isEqualTo("application/json");
				assertThat(response.getContentAsString()).isEqualTo("{\"error\":\"feed\"}");
			});
	}

	@Test
	void twoRenderersStopTheStart() {
		this.runner.withBean("first", UpgradeRefusalRenderer.class, () -> ENVELOPE)
			.withBean("second", UpgradeRefusalRenderer.class, () -> ENVELOPE)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void problemTypeIsAProperty() {
		this.runner.withPropertyValues(FEED_RULE)
			.withPropertyValues("upgrade.required.response.type=https://example.org/problems/upgrade")
			.run((context) -> assertThat(get("/feed", context).getContentAsString())
				.contains("\"type\":\"https://example.org/problems/upgrade\""));
	}

	@SuppressWarnings("unchecked")
	private static FilterRegistrationBean<UpgradeRequiredFilter> registration(ApplicationContext context) {
		return context.getBean("upgradeRequiredFilter", FilterRegistrationBean.class);
	}

	private static int statusOf(String path, ApplicationContext context) throws ServletException, IOException {
		return get(path, context).getStatus();
	}

	private static MockHttpServletResponse get(String path, ApplicationContext context)
			throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setServletPath(path);
		MockHttpServletResponse response = new MockHttpServletResponse();
		registration(context).getFilter().doFilter(request, response, new MockFilterChain());
		return response;
	}

	private static void assertThatNothingOfOursIsIn(ApplicationContext context) {
		assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("upgrade"));
		assertThat(context.getBeanDefinitionNames()).extracting(context::getType)
			.noneMatch((type) -> type.getName().startsWith("io.github.upgraderequired"));
	}

	@Configuration(proxyBeanMethods = false)
	static class DelegatingPolicyConfiguration {

		@Bean
		UpgradePolicy refuseInternal(UpgradeRules rules) {
			return (context) -> isInternal(context) ? REFUSING.decide(context) : rules.decide(context);
		}

		private static boolean isInternal(UpgradeContext context) {
			return context.path().value().startsWith("/internal");
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

}
