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

package io.github.upgraderequired.dispatch;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The dispatcher servlets of an application.
 *
 * @param names their names
 * @param prefixes the paths that they are mapped to, without an ending slash; empty for
 * the root
 */
public record DispatcherServlets(Set<String> names, Set<String> prefixes) {

	/**
	 * Return the dispatcher servlets that a container has.
	 * @param context the context of the container, or {@code null} if there is none
	 * @return its dispatcher servlets
	 */
	public static DispatcherServlets of(@Nullable ServletContext context) {
		Set<String> names = new LinkedHashSet<>();
		Set<String> prefixes = new LinkedHashSet<>();
		if (context != null) {
			context.getServletRegistrations().forEach((name, registration) -> {
				if (isDispatcher(registration)) {
					names.add(name);
					registration.getMappings().forEach((mapping) -> prefixes.add(prefix(mapping)));
				}
			});
		}
		return new DispatcherServlets(names, prefixes.isEmpty() ? Set.of("") : prefixes);
	}

	private static boolean isDispatcher(ServletRegistration registration) {
		try {
			return DispatcherServlet.class.isAssignableFrom(
					ClassUtils.forName(registration.getClassName(), DispatcherServlets.class.getClassLoader()));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	private static String prefix(String mapping) {
		return mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : "";
	}

	/**
	 * Return where clients find paths of the dispatcher servlets.
	 * @param paths paths below a dispatcher servlet
	 * @return the paths below the context path
	 */
	public List<String> below(Collection<String> paths) {
		return this.prefixes.stream().flatMap((prefix) -> paths.stream().map(prefix::concat)).toList();
	}

	/**
	 * Return whether another servlet answers a request.
	 * @param request the request
	 * @return {@code false} also where no servlet is mapped
	 */
	public boolean leave(HttpServletRequest request) {
		String name = request.getHttpServletMapping().getServletName();
		return !name.isEmpty() && !this.names.contains(name);
	}

}
