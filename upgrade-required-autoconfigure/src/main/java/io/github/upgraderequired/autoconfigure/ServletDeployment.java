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

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.servlet.UpgradeRequiredFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.core.ResolvableType;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * What there is around the filter in a servlet application.
 */
final class ServletDeployment extends Deployment {

	private final WebApplicationContext context;

	private final boolean deployed;

	private final ServletServers servers;

	/**
	 * Look around. In a WAR too there are beans that would make a server, but when the
	 * filters are created nobody has asked for them.
	 * @param context the application
	 * @param properties the properties
	 * @param rules the rules
	 * @param server whether Spring Boot starts a server, which a WAR has none of;
	 * {@code null} if it cannot
	 * @param servers the containers that may run it
	 */
	ServletDeployment(WebApplicationContext context, UpgradeRequiredProperties properties, ConfiguredRules rules,
			@Nullable BooleanSupplier server, ServletServers servers) {
		super(context, properties, rules);
		this.context = context;
		this.servers = servers;
		ServletContext servletContext = context.getServletContext();
		String container = (servletContext != null) ? servletContext.getServerInfo() : null;
		// Spring's mock says what it is
		this.deployed = container != null && !container.startsWith("Mock")
				&& (server == null || !server.getAsBoolean());
	}

	@Override
	ForwardHeadersStrategy strategy() {
		ForwardHeadersStrategy strategy = ForwardHeadersStrategy.of(this.context.getEnvironment());
		return this.deployed ? strategy.carriedOutBy(isFilterDeclared(), false) : strategy;
	}

	// By what is declared, since no filter may be created this early
	private boolean isFilterDeclared() {
		return isDeclared(ResolvableType.forClass(ForwardedHeaderFilter.class)) || isDeclared(
				ResolvableType.forClassWithGenerics(FilterRegistrationBean.class, ForwardedHeaderFilter.class));
	}

	private boolean isDeclared(ResolvableType type) {
		return this.context.getBeanNamesForType(type, true, false).length > 0;
	}

	@Override
	boolean isDeployed() {
		return this.deployed;
	}

	@Override
	boolean hasForwardedHeaderReader() {
		return filters().contains(ForwardedHeaderFilter.class);
	}

	@Override
	boolean transformsForwardedHeaders() {
		return false;
	}

	@Override
	@Nullable String forwardedHeaderReaderWarning() {
		List<Class<? extends Filter>> filters = filters();
		int ours = filters.indexOf(UpgradeRequiredFilter.class);
		boolean late = ours >= 0 && filters.lastIndexOf(ForwardedHeaderFilter.class) > ours;
		return late ? "The ForwardedHeaderFilter of the application comes after the filter of Upgrade Required, which"
				+ " therefore does not see what a proxy says: a redirect to https would loop. Register it in a"
				+ " FilterRegistrationBean with the order -2147483648 (Ordered.HIGHEST_PRECEDENCE), or set "
				+ ForwardHeadersStrategy.PROPERTY + "=framework instead of it." : null;
	}

	// In the order in which Spring Boot registers them
	private List<Class<? extends Filter>> filters() {
		List<Class<? extends Filter>> filters = new ArrayList<>();
		for (ServletContextInitializer initializer : new ServletContextInitializerBeans(this.context)) {
			if (initializer instanceof AbstractFilterRegistrationBean<?> registration && registration.isEnabled()) {
				filters.add(isForwardedHeaderFilter(registration) ? ForwardedHeaderFilter.class
						: registration.getFilter().getClass());
			}
		}
		return filters;
	}

	private boolean isForwardedHeaderFilter(AbstractFilterRegistrationBean<?> registration) {
		if (registration instanceof DelegatingFilterProxyRegistrationBean) {
			String bean = registration.getFilterName();
			return this.context.containsBean(bean) && this.context.isTypeMatch(bean, ForwardedHeaderFilter.class);
		}
		return registration.getFilter() instanceof ForwardedHeaderFilter;
	}

	@Override
	boolean redirectsContextRoot() {
		ServletContext servletContext = this.context.getServletContext();
		return servletContext != null && this.servers.redirectsContextRoot(servletContext);
	}

}
