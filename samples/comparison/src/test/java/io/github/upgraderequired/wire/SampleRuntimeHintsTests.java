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

package io.github.upgraderequired.wire;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import io.github.upgraderequired.actuate.UpgradeRequiredEndpoint;
import io.github.upgraderequired.autoconfigure.UpgradeRequiredAutoConfiguration;
import io.github.upgraderequired.autoconfigure.UpgradeRequiredClientAutoConfiguration;
import io.github.upgraderequired.autoconfigure.UpgradeRequiredMetricsAutoConfiguration;
import io.github.upgraderequired.autoconfigure.UpgradeRequiredReactiveAutoConfiguration;
import io.github.upgraderequired.autoconfigure.UpgradeRequiredServletAutoConfiguration;
import io.github.upgraderequired.reactive.RefusalExceptionHandler;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image gets to know when an application with the starter is processed
 * ahead of time. It is asked here, where nothing of Spring Security is on the class path:
 * beside the auto-configuration there is half of it, which its own hints do not bear.
 */
class SampleRuntimeHintsTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(UpgradeRequiredAutoConfiguration.class,
			UpgradeRequiredClientAutoConfiguration.class, UpgradeRequiredMetricsAutoConfiguration.class,
			UpgradeRequiredReactiveAutoConfiguration.class, UpgradeRequiredServletAutoConfiguration.class,
			EndpointAutoConfiguration.class);

	private static final String[] EXPOSED = { "management.endpoints.web.exposure.include=*",
			"management.endpoint.upgraderequired.access=UNRESTRICTED" };

	@Test
	void operationsOfTheEndpointAreKnown() {
		RuntimeHints hints = hintsOf(new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class)));
		assertThatOperationsAreKnown(hints);
	}

	@Test
	void handlerOfRefusalsIsKnownOnWebFlux() {
		RuntimeHints hints = hintsOf(new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebFluxAutoConfiguration.class)));
		assertThatOperationsAreKnown(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(method(RefusalExceptionHandler.class, "handleRefusal"))).accepts(hints);
	}

	private static void assertThatOperationsAreKnown(RuntimeHints hints) {
		for (String operation : List.of("read", "readRule", "switchMode", "switchRule", "resetMode", "resetRule")) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(method(UpgradeRequiredEndpoint.class, operation))).accepts(hints);
		}
	}

	private static Method method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static RuntimeHints hintsOf(AbstractApplicationContextRunner<?, ?, ?> runner) {
		RuntimeHints hints = new RuntimeHints();
		runner.withConfiguration(OURS)
			.withPropertyValues(EXPOSED)
			.prepare((context) -> new ApplicationContextAotGenerator().processAheadOfTime(
					(GenericApplicationContext) context.getSourceApplicationContext(),
					new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("test", "Application")),
							new InMemoryGeneratedFiles(), hints)));
		return hints;
	}

}
