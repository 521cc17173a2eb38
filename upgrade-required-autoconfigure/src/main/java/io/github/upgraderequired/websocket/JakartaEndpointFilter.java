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

package io.github.upgraderequired.websocket;

import java.io.IOException;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.WebSocketAttempt;
import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.servlet.ServletEnforcer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The last filter, since it has no order: judges attempts at the endpoints of the
 * container, which answers malformed ones by itself. All else has been answered before,
 * or goes on.
 */
public final class JakartaEndpointFilter implements Filter {

	private final ServletEnforcer enforcer;

	private final JakartaEndpoints endpoints;

	private final ServletServers servers;

	/**
	 * Create a filter.
	 * @param enforcer judges the attempts
	 * @param endpoints the endpoints
	 * @param servers the containers that may switch for more than they should
	 */
	public JakartaEndpointFilter(ServletEnforcer enforcer, JakartaEndpoints endpoints, ServletServers servers) {
		this.enforcer = enforcer;
		this.endpoints = endpoints;
		this.servers = servers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletRequest passed = request;
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& this.enforcer.isInCharge(httpRequest)) {
			UpgradeContext context = this.enforcer.describeAtEndpoint(httpRequest);
			if (isAttempt(context, httpRequest) && this.endpoints.matches(context)) {
				passed = this.enforcer.enforceAtEndpoint(context, httpRequest, httpResponse);
			}
		}
		if (passed != null) {
			chain.doFilter(passed, response);
		}
	}

	private boolean isAttempt(UpgradeContext context, HttpServletRequest request) {
		WebSocketAttempt attempt = new WebSocketAttempt(context);
		return attempt.isMade() || (attempt.isNamed() && this.servers.switchesByAnyMethod(request));
	}

}
