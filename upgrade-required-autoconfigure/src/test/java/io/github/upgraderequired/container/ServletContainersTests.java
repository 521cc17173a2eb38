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

package io.github.upgraderequired.container;

import java.util.List;

import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.OverridingClassLoader;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletContainers}.
 */
class ServletContainersTests {

	@Test
	void everyContainerOfTheClassPathIsAsked() throws ClassNotFoundException {
		assertThat(containersWithout("org.example")).containsExactly("JettyEe11", "JettyEe10", "Undertow", "Tomcat");
	}

	@Test
	void jettyOfSpringBoot35IsAskedWithoutTheOther() throws ClassNotFoundException {
		assertThat(containersWithout("org.eclipse.jetty.ee11")).containsExactly("JettyEe10", "Undertow", "Tomcat");
	}

	@Test
	void jettyOfSpringBoot4IsAskedWithoutTheOther() throws ClassNotFoundException {
		assertThat(containersWithout("org.eclipse.jetty.ee10")).containsExactly("JettyEe11", "Undertow", "Tomcat");
	}

	@Test
	void thereNeedNotBeAnyContainer() throws ClassNotFoundException {
		assertThat(containersWithout("org.eclipse.jetty")).containsExactly("Undertow", "Tomcat");
		assertThat(containersWithout("org.eclipse.jetty", "org.apache.catalina")).containsExactly("Undertow");
	}

	@Test
	void anotherContainerDoesNotTell() {
		MockHttpServletRequest request = new MockHttpServletRequest("CONNECT", "/chat");
		assertThat(ServletContainers.connectProtocol(request)).isNull();
		assertThat(ServletContainers.connectProtocol(new HttpServletRequestWrapper(request))).isNull();
	}

	private static List<String> containersWithout(String... packages) throws ClassNotFoundException {
		ClassLoader classLoader = new OwnClassesAnew(new FilteredClassLoader(packages));
		Class<?> containers = classLoader.loadClass(ServletContainers.class.getName());
		List<?> loaded = (List<?>) ReflectionTestUtils.getField(containers, "CONTAINERS");
		assertThat(loaded).isNotNull();
		return loaded.stream().map((container) -> container.getClass().getSimpleName()).toList();
	}

	/**
	 * Loads our classes anew, since those that are loaded already know every container.
	 */
	private static final class OwnClassesAnew extends OverridingClassLoader {

		OwnClassesAnew(ClassLoader parent) {
			super(parent);
		}

		@Override
		protected boolean isEligibleForOverriding(String className) {
			return className.startsWith("io.github.upgraderequired.");
		}

	}

}
