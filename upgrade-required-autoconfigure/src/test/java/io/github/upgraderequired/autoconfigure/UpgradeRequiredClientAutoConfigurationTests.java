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

import java.util.Arrays;
import java.util.Map;

import io.github.upgraderequired.httpclient.UpgradeRequiredClientCustomizer;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;
import io.github.upgraderequired.httpclient.UpgradeRequiredWebClientCustomizer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UpgradeRequiredClientAutoConfiguration}.
 */
class UpgradeRequiredClientAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(UpgradeRequiredAutoConfiguration.class, UpgradeRequiredClientAutoConfiguration.class));

	private final ApplicationContextRunner switchedOn = this.runner
		.withPropertyValues("upgrade.required.client.enabled=true");

	@Test
	void nothingIsThereByDefault() {
		this.runner.run((context) -> assertThat(Arrays.stream(context.getBeanDefinitionNames()))
			.noneMatch((name) -> name.contains("upgrade")));
	}

	@Test
	void everyBeanIsNamedAfterTheStarter() {
		this.switchedOn.run((context) -> {
			assertThat(context).hasSingleBean(UpgradeRequiredClientCustomizer.class)
				.hasSingleBean(UpgradeRequiredWebClientCustomizer.class)
				.hasSingleBean(RestClientHttpServiceGroupConfigurer.class)
				.hasSingleBean(WebClientHttpServiceGroupConfigurer.class);
			assertThat(context.getBeanNamesForType(Object.class))
				.filteredOn((name) -> String.valueOf(context.getType(name)).contains("io.github.upgraderequired."))
				.allMatch((name) -> name.startsWith("upgradeRequired") || name.startsWith("upgrade.required-")
						|| name.startsWith("io.github.upgraderequired."));
		});
	}

	@Test
	void switchOfTheServerIsAnotherOne() {
		this.switchedOn.withPropertyValues("upgrade.required.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(UpgradeRequiredClientCustomizer.class));
	}

	@Test
	void portsAreAddedToThoseThatAreCommon() {
		this.switchedOn.withPropertyValues("upgrade.required.client.port-map.9080=9443")
			.run((context) -> assertThat(context.getBean(UpgradeRequiredProperties.class).getClient().getPortMap())
				.containsExactlyInAnyOrderEntriesOf(Map.of(80, 443, 8080, 8443, 9080, 9443)));
	}

	@Test
	void templateMayBeCustomizedByItsBuilder() {
		this.switchedOn.run((context) -> {
			UpgradeRequiredClientCustomizer customizer = context.getBean(UpgradeRequiredClientCustomizer.class);
			RestTemplate template = new RestTemplateBuilder().additionalCustomizers(customizer::customize).build();
			MockRestServiceServer.bindTo(template)
				.build()
				.expect(MockRestRequestMatchers.anything())
				.andRespond(MockRestResponseCreators.withStatus(HttpStatus.UPGRADE_REQUIRED));
			assertThatExceptionOfType(UpgradeRequiredClientException.class)
				.isThrownBy(() -> template.getForObject("/orders", String.class));
		});
	}

	@Test
	void handlerOfACustomizerComesFirst() {
		this.switchedOn.withConfiguration(AutoConfigurations.of(RestClientAutoConfiguration.class))
			.withBean(RestClientCustomizer.class,
					() -> (builder) -> builder.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
						throw new IllegalStateException("own");
					}))
			.run((context) -> {
				RestClient.Builder builder = context.getBean(RestClient.Builder.class);
				MockRestServiceServer.bindTo(builder)
					.build()
					.expect(MockRestRequestMatchers.anything())
					.andRespond(MockRestResponseCreators.withStatus(HttpStatus.UPGRADE_REQUIRED));
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> builder.build().get().uri("/orders").retrieve().toBodilessEntity())
					.withMessage("own");
			});
	}

	@Test
	void withoutWebFluxThereIsTheRestClientAlone() {
		this.switchedOn.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive", "reactor"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(UpgradeRequiredClientCustomizer.class)
				.hasSingleBean(RestClientHttpServiceGroupConfigurer.class));
	}

	@Test
	void onFramework6ThereAreNoGroups() {
		this.switchedOn
			.withClassLoader(new FilteredClassLoader(RestClientHttpServiceGroupConfigurer.class,
					WebClientHttpServiceGroupConfigurer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(UpgradeRequiredClientCustomizer.class)
				.hasSingleBean(UpgradeRequiredWebClientCustomizer.class));
	}

	@Test
	void whatIsWrongStopsTheStartOfALazyApplicationToo() {
		this.switchedOn.withPropertyValues("upgrade.required.client.hosts=*.example")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidUpgradePropertyException.class));
	}

}
