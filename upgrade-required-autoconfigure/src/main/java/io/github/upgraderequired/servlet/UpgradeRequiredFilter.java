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

package io.github.upgraderequired.servlet;

import java.io.IOException;

import io.github.upgraderequired.UpgradeRequiredException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The door: judges every request before anything else in the application sees it.
 */
public final class UpgradeRequiredFilter implements Filter {

	private final ServletEnforcer enforcer;

	/**
	 * Create a filter.
	 * @param enforcer judges the requests
	 */
	public UpgradeRequiredFilter(ServletEnforcer enforcer) {
		this.enforcer = enforcer;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& request.getDispatcherType() == DispatcherType.REQUEST) {
			doFilter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest passed = this.enforcer.enforce(request, response);
		if (passed == null) {
			return;
		}
		try {
			chain.doFilter(passed, response);
			this.enforcer.warnIfBare(passed, response);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			// Of a filter or a servlet: what handlers throw has been answered
			UpgradeRequiredException required = UpgradeRequiredException.in(ex);
			if (required == null || !this.enforcer.refuse(required.refusal(), passed, response)) {
				throw ex;
			}
		}
	}

}
