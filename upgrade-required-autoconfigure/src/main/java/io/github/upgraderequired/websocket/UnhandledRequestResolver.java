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
import io.github.upgraderequired.servlet.ServletEnforcer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Nobody: judges a request that no handler of the dispatcher servlet took, at the path of
 * an endpoint that takes handshakes only.
 */
public final class UnhandledRequestResolver implements HandlerExceptionResolver, Ordered {

	private static final Log logger = LogFactory.getLog(UnhandledRequestResolver.class);

	private final ServletEnforcer enforcer;

	private final ServletEndpointPatterns endpoints;

	/**
	 * Create a resolver.
	 * @param enforcer judges the requests
	 * @param endpoints the endpoints
	 */
	public UnhandledRequestResolver(ServletEnforcer enforcer, ServletEndpointPatterns endpoints) {
		this.enforcer = enforcer;
		this.endpoints = endpoints;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		boolean unhandled = ex instanceof NoHandlerFoundException || ex instanceof NoResourceFoundException;
		if (!unhandled || !this.enforcer.isInCharge(request)) {
			return null;
		}
		UpgradeContext context = this.enforcer.describeAtEndpoint(request);
		return (this.endpoints.matches(context) && isAnswered(context, request, response)) ? new ModelAndView() : null;
	}

	private boolean isAnswered(UpgradeContext context, HttpServletRequest request, HttpServletResponse response) {
		try {
			return this.enforcer.enforceAtEndpoint(context, request, response) == null;
		}
		catch (IOException ex) {
			// The client has gone away, so that nobody is left to be answered
			logger.debug("Refusal could not be written", ex);
			return true;
		}
	}

}
