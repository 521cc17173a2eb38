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

package io.github.upgraderequired.container;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.upgraderequired.http.AddressBlock;
import io.github.upgraderequired.http.IpAddress;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Globals;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.RequestFacade;
import org.apache.catalina.valves.RemoteIpValve;

/**
 * Tomcat.
 */
public final class Tomcat implements ServletServer {

	// Over HTTP/2 it takes :scheme as it comes, where the operator allows that it differs
	// from what the connection is
	@Override
	public boolean isSecureByTarget(HttpServletRequest request, boolean forwarded) {
		return request instanceof RequestFacade && request.getProtocol().startsWith("HTTP/2")
				&& !request.getServletConnection().isSecure() && !valveHasDecided(request)
				&& !isDeclaredSecure(request);
	}

	private static boolean valveHasDecided(HttpServletRequest request) {
		return isOfTrustedProxy(request) && containers(request.getServletContext())
			.flatMap((container) -> Arrays.stream(container.getPipeline().getValves()))
			.filter(RemoteIpValve.class::isInstance)
			.map((valve) -> ((RemoteIpValve) valve).getProtocolHeader())
			.anyMatch((field) -> field != null && request.getHeader(field) != null);
	}

	private static boolean isDeclaredSecure(HttpServletRequest request) {
		return containers(request.getServletContext()).filter(Engine.class::isInstance)
			.flatMap((engine) -> Arrays.stream(((Engine) engine).getService().findConnectors()))
			.anyMatch((connector) -> connector.getLocalPort() == request.getLocalPort() && connector.getSecure());
	}

	// Where the valve takes X-Forwarded-For away, the request has the address that stood
	// there. Of the proxies that it trusts only the machine itself asks without it
	@Override
	public boolean isFromProxy(HttpServletRequest request) {
		return isOfTrustedProxy(request) && !AddressBlock.isLoopback(IpAddress.parseReported(request.getRemoteAddr()));
	}

	private static boolean isOfTrustedProxy(HttpServletRequest request) {
		return request instanceof RequestFacade
				&& Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE));
	}

	@Override
	public boolean redirectsContextRoot(ServletContext servletContext) {
		return !servletContext.getContextPath().isEmpty()
				&& containers(servletContext).filter(Context.class::isInstance)
					.anyMatch((context) -> ((Context) context).getMapperContextRootRedirectEnabled());
	}

	// From the application outwards: its resources know it, for want of a shorter way
	private static Stream<Container> containers(ServletContext servletContext) {
		return (servletContext.getAttribute(Globals.RESOURCES_ATTR) instanceof WebResourceRoot resources)
				? Stream.iterate((Container) resources.getContext(), Objects::nonNull, Container::getParent)
				: Stream.empty();
	}

}
