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

import java.util.List;

import io.github.upgraderequired.dispatch.ServletMappings;
import io.github.upgraderequired.dispatch.ServletMappings.Match;
import io.github.upgraderequired.dispatch.TrialRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * What the dispatcher servlet would do with a request.
 */
final class ServletDispatch {

	private final ServletMappings mappings;

	/**
	 * Create a dispatch.
	 * @param mappings the handler mappings
	 */
	ServletDispatch(ServletMappings mappings) {
		this.mappings = mappings;
	}

	/**
	 * Return where the dispatcher would send a request.
	 * @param request the request
	 * @return the destination
	 */
	Destination destination(TrialRequest request) {
		try {
			Match match = this.mappings.find(request);
			return (match != null) ? destination(match, request) : Destination.NOWHERE;
		}
		catch (Exception ex) {
			return Destination.APPLICATION;
		}
	}

	private static Destination destination(Match match, HttpServletRequest request) {
		HandlerMapping mapping = match.mapping();
		Object handler = match.chain().getHandler();
		PathContainer path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
		if (handler instanceof WebSocketHttpRequestHandler) {
			return Destination.ENDPOINT;
		}
		if (handler instanceof SockJsHttpRequestHandler sockJs) {
			boolean raw = MappedEndpoints.isRawTransport(mapping, sockJs, path);
			return raw ? Destination.ENDPOINT : Destination.APPLICATION;
		}
		if (handler instanceof ResourceHttpRequestHandler resources && isForEveryPath(mapping, resources)) {
			return exists(resources, path, request) ? Destination.APPLICATION : Destination.NOWHERE;
		}
		return Destination.APPLICATION;
	}

	private static boolean isForEveryPath(HandlerMapping mapping, Object handler) {
		return mapping instanceof AbstractUrlHandlerMapping urls && urls.getHandlerMap().get("/**") == handler;
	}

	private static boolean exists(ResourceHttpRequestHandler resources, PathContainer path,
			HttpServletRequest request) {
		return new ResolverChain(resources.getResourceResolvers()).resolveResource(request,
				StringUtils.trimLeadingCharacter(path.value(), '/'), resources.getLocations()) != null;
	}

	/**
	 * Asks resolvers as the resource handler does, which keeps its own chain to itself.
	 */
	private record ResolverChain(List<ResourceResolver> resolvers) implements ResourceResolverChain {

		@Override
		public @Nullable Resource resolveResource(@Nullable HttpServletRequest request, String path,
				List<? extends Resource> locations) {
			return this.resolvers.isEmpty() ? null
					: this.resolvers.get(0).resolveResource(request, path, locations, next());
		}

		@Override
		public @Nullable String resolveUrlPath(String path, List<? extends Resource> locations) {
			return this.resolvers.isEmpty() ? null : this.resolvers.get(0).resolveUrlPath(path, locations, next());
		}

		private ResolverChain next() {
			return new ResolverChain(this.resolvers.subList(1, this.resolvers.size()));
		}

	}

}
