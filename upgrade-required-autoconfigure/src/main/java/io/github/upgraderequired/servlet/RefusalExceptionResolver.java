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

import io.github.upgraderequired.UpgradeRequiredException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * The application: answers an {@link UpgradeRequiredException} of a handler, before any
 * other resolver.
 */
public final class RefusalExceptionResolver implements HandlerExceptionResolver, PriorityOrdered {

	private final ServletEnforcer enforcer;

	/**
	 * Create a resolver.
	 * @param enforcer writes the answer
	 */
	public RefusalExceptionResolver(ServletEnforcer enforcer) {
		this.enforcer = enforcer;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		UpgradeRequiredException required = UpgradeRequiredException.in(ex);
		return (required != null && this.enforcer.refuse(required.refusal(), request, response)) ? new ModelAndView()
				: null;
	}

}
