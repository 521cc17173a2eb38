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

package io.github.upgraderequired.discovery;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointDiscovery}.
 */
class EndpointDiscoveryTests {

	@RegisterExtension
	final CapturedLog log = new CapturedLog(EndpointDiscovery.class);

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void findsOnceAtStartWhereTheSourcesExist() {
		this.beanFactory.registerSingleton("source", new Source());
		TestDiscovery discovery = new TestDiscovery(List.of(() -> "first", () -> "second"));
		discovery.afterSingletonsInstantiated();
		assertThat(discovery.results).hasSize(1);
		assertThat(discovery.endpoints()).isEqualTo("first");
		assertThat(discovery.endpoints()).isEqualTo("first");
	}

	@Test
	void findsOnceWithTheFirstRequestWhereASourceIsLazy() {
		this.beanFactory.registerBeanDefinition("source", new RootBeanDefinition(Source.class));
		TestDiscovery discovery = new TestDiscovery(List.of(() -> "first", () -> "second"));
		discovery.afterSingletonsInstantiated();
		assertThat(discovery.results).hasSize(2);
		assertThat(discovery.endpoints()).isEqualTo("first");
		assertThat(discovery.endpoints()).isEqualTo("first");
	}

	@Test
	void failureAtStartIsOneWarningUntilItIsOver() {
		TestDiscovery discovery = new TestDiscovery(
				List.of(EndpointDiscoveryTests::fail, EndpointDiscoveryTests::fail, () -> "found"));
		discovery.afterSingletonsInstantiated();
		assertThat(List.of(discovery.endpoints(), discovery.endpoints())).containsExactly("none", "found");
		assertThat(this.log.messages(Level.WARN)).hasSize(1);
	}

	@Test
	void classThatIsMissingIsNoReasonToFail() {
		TestDiscovery discovery = new TestDiscovery(List.of(() -> {
			throw new NoClassDefFoundError("a type of a handler");
		}));
		discovery.afterSingletonsInstantiated();
		assertThat(this.log.messages(Level.WARN)).hasSize(1);
	}

	@Test
	void failureWithARequestIsOneWarningUntilItIsOver() {
		this.beanFactory.registerBeanDefinition("source", new RootBeanDefinition(Source.class));
		TestDiscovery discovery = new TestDiscovery(
				List.of(EndpointDiscoveryTests::fail, EndpointDiscoveryTests::fail, () -> "found"));
		discovery.afterSingletonsInstantiated();
		assertThat(List.of(discovery.endpoints(), discovery.endpoints(), discovery.endpoints())).containsExactly("none",
				"none", "found");
		assertThat(this.log.messages(Level.WARN))
			.containsExactly("WebSocket endpoints stay as they are until they can be found");
	}

	private static String fail() {
		throw new IllegalStateException("a source cannot be created");
	}

	private static final class Source {

	}

	private final class TestDiscovery extends EndpointDiscovery<String> {

		private final Queue<Supplier<String>> results;

		private TestDiscovery(List<Supplier<String>> results) {
			super(EndpointDiscoveryTests.this.beanFactory, Source.class, "none");
			this.results = new ArrayDeque<>(results);
		}

		@Override
		String find() {
			return this.results.remove().get();
		}

	}

}
