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
import java.util.List;
import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.RegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.CorsFilter;

/**
 * Finds the filters that speak for an application about cross-origin requests, in the
 * order in which the container has them.
 */
final class RegisteredFilters {

	private static final boolean SECURITY = ClassUtils.isPresent("org.springframework.security.web.FilterChainProxy",
			RegisteredFilters.class.getClassLoader());

	private static final String SECURITY_FILTER = "springSecurityFilterChain";

	private final ApplicationContext context;

	private final ServletContext servletContext;

	private RegisteredFilters(ApplicationContext context, ServletContext servletContext) {
		this.context = context;
		this.servletContext = servletContext;
	}

	static List<RegisteredFilter> of(WebApplicationContext context) {
		ServletContext servletContext = context.getServletContext();
		return (servletContext != null) ? new RegisteredFilters(context, servletContext).find() : List.of();
	}

	private List<RegisteredFilter> find() {
		List<Candidate> candidates = new ArrayList<>();
		this.context.getBeansOfType(RegistrationBean.class, true, false).values().forEach((bean) -> {
			if (bean instanceof AbstractFilterRegistrationBean<?> registration
					&& registration.determineDispatcherTypes().contains(DispatcherType.REQUEST)) {
				candidates.add(new Candidate(registration, registration.getFilterName(), filter(registration)));
			}
		});
		Map<String, CorsFilter> beans = this.context.getBeansOfType(CorsFilter.class, true, false);
		beans.forEach((name, filter) -> candidates.add(new Candidate(filter, name, filter)));
		candidates.sort((a, b) -> AnnotationAwareOrderComparator.INSTANCE.compare(a.ordered(), b.ordered()));
		List<RegisteredFilter> found = new ArrayList<>();
		candidates.forEach((candidate) -> {
			Filter filter = speaker(candidate.filter());
			// Under its name, since only the container knows what it is mapped to
			FilterRegistration registration = this.servletContext.getFilterRegistration(candidate.name());
			if (filter != null && registration != null) {
				found.add(RegisteredFilter.of(filter, registration));
			}
		});
		return found;
	}

	private @Nullable Filter filter(AbstractFilterRegistrationBean<?> registration) {
		if (!(registration instanceof DelegatingFilterProxyRegistrationBean)) {
			return registration.getFilter();
		}
		String name = registration.getFilterName();
		boolean speaks = SECURITY_FILTER.equals(name) && SECURITY && this.context.containsBean(name);
		return speaks ? this.context.getBean(name, Filter.class) : null;
	}

	private static @Nullable Filter speaker(@Nullable Filter filter) {
		if (filter instanceof CorsFilter) {
			return filter;
		}
		return (SECURITY && filter != null) ? SecurityCors.of(filter) : null;
	}

	private record Candidate(Object ordered, String name, @Nullable Filter filter) {

	}

}
