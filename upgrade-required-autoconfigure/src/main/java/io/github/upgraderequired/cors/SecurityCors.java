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
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.debug.DebugFilter;
import org.springframework.web.filter.CorsFilter;

/**
 * Of Spring Security only what {@code cors()} adds to the filter chain of a request.
 *
 * @param chains the filter chains
 */
record SecurityCors(List<SecurityFilterChain> chains) implements Filter {

	static @Nullable SecurityCors of(Filter filter) {
		Filter proxy = (filter instanceof DebugFilter debug) ? debug.getFilterChainProxy() : filter;
		return (proxy instanceof FilterChainProxy chains) ? new SecurityCors(chains.getFilterChains()) : null;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		new FilterWalk(filters((HttpServletRequest) request), chain).doFilter(request, response);
	}

	private List<Filter> filters(HttpServletRequest request) {
		for (SecurityFilterChain chain : this.chains) {
			if (chain.matches(request)) {
				return chain.getFilters().stream().filter(CorsFilter.class::isInstance).toList();
			}
		}
		return List.of();
	}

}
