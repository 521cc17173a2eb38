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

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.context.WebApplicationContext;
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
	 * Find the dispatcher servlets of an application. One with a context of its own has
	 * handlers of its own.
	 * @param context the application
	 * @return its dispatcher servlets
	 */
	public static DispatcherServlets of(WebApplicationContext context) {
		Set<String> names = new LinkedHashSet<>();
		Set<String> prefixes = new LinkedHashSet<>();
		// The server has created them already
		for (ServletRegistrationBean<?> registration : context
			.getBeansOfType(ServletRegistrationBean.class, true, false)
			.values()) {
			if (registration.getServlet() instanceof DispatcherServlet servlet
					&& servlet.getWebApplicationContext() == context) {
				names.add(registration.getServletName());
				registration.getUrlMappings().forEach((mapping) -> prefixes.add(prefix(mapping)));
			}
		}
		return new DispatcherServlets(names, prefixes.isEmpty() ? Set.of("") : prefixes);
	}

	private static String prefix(String mapping) {
		return mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : "";
	}

	/**
	 * Return whether another servlet answers a request.
	 * @param request the request
	 * @return {@code false} also where no servlet is mapped or none is known, as in a
	 * test without a server
	 */
	public boolean leave(HttpServletRequest request) {
		String name = request.getHttpServletMapping().getServletName();
		return !name.isEmpty() && !this.names.isEmpty() && !this.names.contains(name);
	}

}
