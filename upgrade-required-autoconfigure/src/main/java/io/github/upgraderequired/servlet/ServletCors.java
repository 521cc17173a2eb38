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
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.RegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What pages of other origins may read of a refusal: what the configuration of a servlet
 * application says for all handlers. {@link CorsFilter}s come first, wherever they are
 * mapped.
 */
public final class ServletCors {

	private static final Log logger = LogFactory.getLog(ServletCors.class);

	private static final String SECURITY = "springSecurityFilterChain";

	private static final String SECURITY_SOURCE = "corsConfigurationSource";

	private final SingletonSupplier<Filter> filters;

	private final SingletonSupplier<CorsConfigurationSource> handlers;

	/**
	 * Create a view. No bean is looked for until a cross-origin request is refused.
	 * @param context the application
	 * @param handlers finds what is configured for all handlers
	 */
	public ServletCors(ApplicationContext context, Supplier<CorsConfigurationSource> handlers) {
		this.filters = SingletonSupplier.of(() -> find(context));
		this.handlers = SingletonSupplier.of(handlers);
	}

	/**
	 * Add the CORS headers that the application is configured to answer a request with.
	 * Without an {@code Origin}, for a preflight and for an origin that is not allowed
	 * nothing is allowed.
	 * @param request the refused request
	 * @param response the refusal, before its body is written
	 */
	void apply(HttpServletRequest request, HttpServletResponse response) {
		if (request.getHeader(HttpHeaders.ORIGIN) == null || CorsUtils.isPreFlightRequest(request)) {
			return;
		}
		try {
			this.filters.obtain()
				.doFilter(request, new UncommittedResponse(response),
						(passed, uncommitted) -> applyForHandlers((HttpServletRequest) passed,
								(HttpServletResponse) uncommitted));
		}
		catch (IOException | ServletException | RuntimeException ex) {
			// The resource would fail likewise; the refusal stands as it is
			logger.debug("Refusal has no CORS headers", ex);
		}
		response.resetBuffer();
	}

	private void applyForHandlers(HttpServletRequest request, HttpServletResponse response) throws IOException {
		CorsConfiguration configuration = this.handlers.obtain().getCorsConfiguration(request);
		if (configuration != null) {
			new DefaultCorsProcessor().processRequest(configuration, request, response);
		}
	}

	private static Filter find(ApplicationContext context) {
		List<Filter> found = new ArrayList<>(context.getBeanProvider(CorsFilter.class).orderedStream().toList());
		context.getBeanProvider(RegistrationBean.class)
			.orderedStream()
			.filter((bean) -> bean.isEnabled() && bean instanceof FilterRegistrationBean)
			.map((bean) -> ((FilterRegistrationBean<?>) bean).getFilter())
			.filter(CorsFilter.class::isInstance)
			.forEach(found::add);
		if (found.isEmpty() && context.containsBean(SECURITY) && context.containsBean(SECURITY_SOURCE)) {
			found.add(new CorsFilter(context.getBean(SECURITY_SOURCE, CorsConfigurationSource.class)));
		}
		CompositeFilter filters = new CompositeFilter();
		filters.setFilters(found);
		return filters;
	}

	/**
	 * A response of which nothing but header fields is left when the buffer is reset.
	 */
	private static final class UncommittedResponse extends HttpServletResponseWrapper {

		UncommittedResponse(HttpServletResponse response) {
			super(response);
		}

		@Override
		public void sendError(int status) {
		}

		@Override
		public void sendError(int status, String message) {
		}

		@Override
		public void flushBuffer() {
		}

		@Override
		public PrintWriter getWriter() {
			return new PrintWriter(OutputStream.nullOutputStream());
		}

	}

	/**
	 * The configuration of Spring MVC, where that is there.
	 */
	public static final class MvcRegistry extends CorsRegistry {

		private MvcRegistry() {
		}

		/**
		 * Read what an application allows, whatever the handler.
		 * @param beanFactory the beans of the application
		 * @return what its configurers say
		 */
		public static CorsConfigurationSource read(ListableBeanFactory beanFactory) {
			MvcRegistry registry = new MvcRegistry();
			beanFactory.getBeanProvider(WebMvcConfigurer.class)
				.orderedStream()
				.forEach((configurer) -> configurer.addCorsMappings(registry));
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.setCorsConfigurations(registry.getCorsConfigurations());
			return source;
		}

	}

}
