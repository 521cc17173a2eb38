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

package io.github.upgraderequired.autoconfigure;

import java.util.List;

import io.github.upgraderequired.servlet.UpgradeRequiredFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * What there is around the filter in this process: the server, if it is Spring Boot's,
 * and whoever goes by forwarded headers.
 */
final class Deployment {

	private static final String TRANSFORMER = WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME;

	private final ApplicationContext context;

	private final boolean servlet;

	private final boolean deployed;

	/**
	 * Look around. In a WAR too there are beans that would make a server, but when the
	 * filters are created nobody has asked for them.
	 * @param context the application
	 * @param server the server that Spring Boot starts, or {@code null} if it cannot
	 */
	Deployment(ApplicationContext context, @Nullable EmbeddedServer server) {
		this.context = context;
		this.servlet = ClassUtils.isPresent("jakarta.servlet.Filter", getClass().getClassLoader())
				&& context instanceof WebApplicationContext;
		String container = container();
		// Spring's mock says what it is
		this.deployed = container != null && !container.startsWith("Mock") && (server == null || !server.isThere());
	}

	/**
	 * Return the strategy, without what nobody here carries out.
	 * @return the strategy
	 */
	ForwardHeadersStrategy strategy() {
		boolean framework = this.servlet ? !this.deployed || hasFilter() : misnamedTransformer() == null;
		return ForwardHeadersStrategy.of(this.context.getEnvironment()).carriedOut(framework, !this.deployed);
	}

	/**
	 * Return whether a container runs the application that the application has not
	 * started.
	 * @return whether there is such a container
	 */
	boolean isDeployed() {
		return this.deployed;
	}

	private @Nullable String container() {
		ServletContext servletContext = servletContext();
		return (servletContext != null) ? servletContext.getServerInfo() : null;
	}

	private @Nullable ServletContext servletContext() {
		return this.servlet ? ((WebApplicationContext) this.context).getServletContext() : null;
	}

	/**
	 * Return whether Tomcat redirects the context path without its slash, before any
	 * filter.
	 * @return whether there is such a redirect
	 */
	boolean redirectsContextRoot() {
		ServletContext servletContext = servletContext();
		String container = container();
		return servletContext != null && container != null && container.startsWith("Apache Tomcat")
				&& StringUtils.hasLength(servletContext.getContextPath()) && this.context.getEnvironment()
					.getProperty("server.tomcat.redirect-context-root", Boolean.class, true);
	}

	/**
	 * Return whether there is a filter or a transformer of the application's own.
	 * @return whether there is one
	 */
	boolean hasForwardedHeaderReader() {
		return this.servlet ? hasFilter() : this.context.containsBean(TRANSFORMER);
	}

	// By what is declared, since no filter may be created this early
	private boolean hasFilter() {
		return isBean(ResolvableType.forClass(ForwardedHeaderFilter.class)) || isBean(
				ResolvableType.forClassWithGenerics(FilterRegistrationBean.class, ForwardedHeaderFilter.class));
	}

	private boolean isBean(ResolvableType type) {
		return this.context.getBeanNamesForType(type, true, false).length > 0;
	}

	/**
	 * Return the name of a transformer that Spring does not find under it.
	 * @return the name, or {@code null} if there is none
	 */
	@Nullable String misnamedTransformer() {
		String[] names = this.context.getBeanNamesForType(ForwardedHeaderTransformer.class, true, false);
		return (this.servlet || names.length == 0 || List.of(names).contains(TRANSFORMER)) ? null : names[0];
	}

	/**
	 * Return whether Spring's filter comes after ours. Asked when all filters are there.
	 * @return whether it sees less than it needs
	 */
	boolean isForwardedHeaderFilterTooLate() {
		return this.servlet && hasFilter() && FilterOrder.isTooLate(this.context);
	}

	/**
	 * The filters in the order in which Spring Boot registers them.
	 */
	private static final class FilterOrder {

		static boolean isTooLate(ApplicationContext context) {
			boolean ours = false;
			for (ServletContextInitializer initializer : new ServletContextInitializerBeans(context)) {
				if (initializer instanceof AbstractFilterRegistrationBean<?> registration && registration.isEnabled()) {
					Filter filter = registration.getFilter();
					if (ours && filter instanceof ForwardedHeaderFilter) {
						return true;
					}
					ours = ours || filter instanceof UpgradeRequiredFilter;
				}
			}
			return false;
		}

	}

}
