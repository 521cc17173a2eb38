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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.github.upgraderequired.dispatch.TrialRequest;
import io.github.upgraderequired.dispatch.TrialResponse;
import io.github.upgraderequired.servlet.ServletCors;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.cors.CorsUtils;

/**
 * What a servlet application says to cross-origin requests: its {@code CorsFilter}s,
 * those of Spring Security among them, and then the configuration of its handlers. They
 * are asked about a trial of the request, in the order of the real one.
 */
public final class ServletApplicationCors implements ServletCors {

	private static final Log logger = LogFactory.getLog(ServletApplicationCors.class);

	private static final boolean MVC = ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet",
			ServletApplicationCors.class.getClassLoader());

	private final WebApplicationContext context;

	private volatile @Nullable List<Filter> filters;

	/**
	 * Create a view. No bean is looked for until a cross-origin request is refused.
	 * @param context the application
	 */
	public ServletApplicationCors(WebApplicationContext context) {
		this.context = context;
	}

	@Override
	public void apply(HttpServletRequest request, HttpServletResponse response) {
		if (request.getHeader(HttpHeaders.ORIGIN) == null || CorsUtils.isPreFlightRequest(request)
				|| response.getHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN) != null) {
			return;
		}
		TrialResponse trial = new TrialResponse(response);
		try {
			new FilterWalk(filters()).doFilter(TrialRequest.of(request, false), trial);
		}
		catch (Exception ex) {
			// The resource would fail likewise; the refusal stands as it is
			logger.debug("Refusal has no CORS headers", ex);
			return;
		}
		copy(trial, response);
	}

	private static void copy(TrialResponse trial, HttpServletResponse response) {
		for (String name : trial.getHeaderNames()) {
			if (name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
				trial.getHeaders(name).forEach((value) -> response.addHeader(name, value));
			}
			else if (HttpHeaders.VARY.equalsIgnoreCase(name)) {
				Collection<String> present = List.copyOf(response.getHeaders(name));
				trial.getHeaders(name)
					.stream()
					.filter((value) -> !present.contains(value))
					.forEach((value) -> response.addHeader(name, value));
			}
		}
	}

	private List<Filter> filters() {
		List<Filter> filters = this.filters;
		if (filters == null) {
			filters = find();
			this.filters = filters;
		}
		return filters;
	}

	private List<Filter> find() {
		List<Filter> found = new ArrayList<>(RegisteredFilters.of(this.context));
		if (MVC) {
			found.add(HandlerCors.of(this.context));
		}
		return List.copyOf(found);
	}

}
