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

package io.github.upgraderequired.cors;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A filter with what the container maps it to.
 *
 * @param filter the filter
 * @param patterns URL patterns (Jakarta Servlet, section 12.2)
 * @param servlets names of servlets
 */
record RegisteredFilter(Filter filter, Collection<String> patterns, Collection<String> servlets) implements Filter {

	static RegisteredFilter of(Filter filter, FilterRegistration registration) {
		return new RegisteredFilter(filter, List.copyOf(registration.getUrlPatternMappings()),
				List.copyOf(registration.getServletNameMappings()));
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (matches((HttpServletRequest) request)) {
			this.filter.doFilter(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private boolean matches(HttpServletRequest request) {
		String pathInfo = request.getPathInfo();
		String path = (pathInfo != null) ? request.getServletPath() + pathInfo : request.getServletPath();
		return this.patterns.stream().anyMatch((pattern) -> matches(pattern, path))
				|| this.servlets.contains(request.getHttpServletMapping().getServletName());
	}

	private static boolean matches(String pattern, String path) {
		if (pattern.endsWith("/*")) {
			String prefix = pattern.substring(0, pattern.length() - 2);
			return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
		}
		if (pattern.startsWith("*.")) {
			return path.endsWith(pattern.substring(1));
		}
		return pattern.equals(path);
	}

}
