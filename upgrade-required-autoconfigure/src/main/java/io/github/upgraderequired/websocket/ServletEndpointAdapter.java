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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.upgraderequired.servlet.ServletEnforcer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.Assert;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * The endpoint: judges a request that the dispatcher servlet has mapped to a WebSocket
 * handler, before the adapter that would call it.
 */
public final class ServletEndpointAdapter implements HandlerAdapter, Ordered {

	private final ServletEnforcer enforcer;

	private final Map<ListableBeanFactory, List<HandlerAdapter>> adapters = new ConcurrentHashMap<>();

	/**
	 * Create an adapter.
	 * @param enforcer judges the requests
	 */
	public ServletEndpointAdapter(ServletEnforcer enforcer) {
		this.enforcer = enforcer;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof WebSocketHttpRequestHandler || handler instanceof SockJsHttpRequestHandler;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		HttpServletRequest passed = request;
		if (this.enforcer.isInCharge(request) && isEndpoint(request, handler)) {
			passed = this.enforcer.enforceAtEndpoint(this.enforcer.describeAtEndpoint(request), request, response);
		}
		return (passed != null) ? next(request, handler).handle(passed, response, handler) : null;
	}

	/**
	 * Return when the handler was last modified, which Framework 6.2 asks for.
	 * @param request the request
	 * @param handler the handler
	 * @return -1, since it is not known
	 */
	public long getLastModified(HttpServletRequest request, Object handler) {
		return -1;
	}

	// SockJS is plain HTTP but for its raw transport, which it knows by this attribute
	private static boolean isEndpoint(HttpServletRequest request, Object handler) {
		if (!(handler instanceof SockJsHttpRequestHandler sockJs)) {
			return true;
		}
		String path = (String) request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE);
		return ServletEndpointPatterns.hasRawTransport(sockJs) && path != null
				&& ServletEndpointPatterns.RAW_TRANSPORT.equals(path.startsWith("/") ? path : "/" + path);
	}

	// The adapter that the dispatcher, which may have a context of its own, would ask
	// next
	private HandlerAdapter next(HttpServletRequest request, Object handler) {
		ListableBeanFactory context = RequestContextUtils.findWebApplicationContext(request);
		Assert.state(context != null, "Only a DispatcherServlet calls handlers");
		return this.adapters.computeIfAbsent(context, this::others)
			.stream()
			.filter((adapter) -> adapter.supports(handler))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No HandlerAdapter supports " + handler));
	}

	private List<HandlerAdapter> others(ListableBeanFactory context) {
		return context.getBeanProvider(HandlerAdapter.class)
			.stream()
			.filter((adapter) -> adapter != this)
			.sorted(AnnotationAwareOrderComparator.INSTANCE)
			.toList();
	}

}
