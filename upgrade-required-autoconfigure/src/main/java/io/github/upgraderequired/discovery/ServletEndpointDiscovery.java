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

package io.github.upgraderequired.discovery;

import java.util.Collection;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.dispatch.DispatcherServlets;
import io.github.upgraderequired.dispatch.ServletMappings;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.servlet.ServletEndpoints;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Finds the WebSocket endpoints of a servlet application.
 */
public final class ServletEndpointDiscovery extends EndpointDiscovery<ServletEndpoints> implements ServletEndpoints {

	private static final Log logger = LogFactory.getLog(ServletEndpointDiscovery.class);

	private final WebApplicationContext context;

	private final ConfiguredRules rules;

	/**
	 * Create a discovery.
	 * @param beanFactory the beans of the application
	 * @param context the application
	 * @param rules the configured rules, which may ask for WebSocket where SockJS is
	 */
	public ServletEndpointDiscovery(ConfigurableListableBeanFactory beanFactory, WebApplicationContext context,
			ConfiguredRules rules) {
		super(beanFactory, HandlerMapping.class, NONE);
		this.context = context;
		this.rules = rules;
	}

	@Override
	public boolean contain(HttpServletRequest request, UpgradeContext context) {
		return endpoints().contain(request, context);
	}

	@Override
	ServletEndpoints find() {
		ServletMappings mappings = ServletMappings.of(this.context);
		DispatcherServlets servlets = DispatcherServlets.of(this.context);
		MappedEndpoints handlers = new MappedEndpoints(this.context, servlets, mappings.mappings());
		handlers.sockJsPaths().forEach(this::warnOfSockJs);
		EndpointPatterns mapped = handlers.webSocketPatterns();
		EndpointPatterns container = EndpointPatterns.parse(containerPaths());
		EndpointPatterns.log(mapped, container);
		this.rules.warnOfShutOut(mapped.patterns());
		this.rules.warnOfShutOut(container.patterns());
		return new FoundServletEndpoints(mapped, container, servlets, new ServletDispatch(mappings));
	}

	private Collection<String> containerPaths() {
		boolean present = ClassUtils.isPresent("jakarta.websocket.server.ServerEndpointConfig",
				getClass().getClassLoader());
		return present ? new JakartaEndpoints(this.context).webSocketPaths() : List.of();
	}

	private void warnOfSockJs(String path) {
		String rule = this.rules.webSocketRule(UpgradeContext.builder("GET", path + "/info").build());
		if (rule != null) {
			logger.warn("Rule '" + rule + "' requires websocket at " + path
					+ ", where SockJS is: its clients begin with"
					+ " plain HTTP requests, which the rule refuses. Leave the path to discovery, or narrow the rule to "
					+ path + "/websocket.");
		}
	}

}
