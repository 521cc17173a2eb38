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

import io.github.upgraderequired.dispatch.DispatcherServlets;
import io.github.upgraderequired.dispatch.ServletMappings;
import io.github.upgraderequired.dispatch.ServletMappings.Match;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * The end of the chain: what the dispatcher servlet does about cross-origin requests
 * before a handler is called.
 *
 * @param mappings its handler mappings
 * @param servlets the dispatcher servlets
 */
record HandlerCors(ServletMappings mappings, DispatcherServlets servlets) implements Filter {

	private static final Log logger = LogFactory.getLog(HandlerCors.class);

	static HandlerCors of(WebApplicationContext context) {
		return new HandlerCors(ServletMappings.of(context), DispatcherServlets.of(context));
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		Match match = this.servlets.leave(httpRequest) ? null : find(httpRequest);
		if (match != null && match.mapping() instanceof AbstractHandlerMapping mapping) {
			CorsConfigurationSource source = source(match);
			if (source != null) {
				mapping.getCorsProcessor()
					.processRequest(source.getCorsConfiguration(httpRequest), httpRequest,
							(HttpServletResponse) response);
			}
		}
	}

	// An error of the mappings is answered with what the filters said
	private @Nullable Match find(HttpServletRequest request) {
		try {
			return this.mappings.find(request);
		}
		catch (Exception ex) {
			logger.debug("Refusal has no CORS headers of a handler", ex);
			return null;
		}
	}

	// A mapping puts what was configured for its handler first
	private static @Nullable CorsConfigurationSource source(Match match) {
		for (HandlerInterceptor interceptor : match.chain().getInterceptorList()) {
			if (interceptor instanceof CorsConfigurationSource source) {
				return source;
			}
		}
		return null;
	}

}
