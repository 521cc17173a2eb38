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

import io.github.upgraderequired.http.AddressBlock;
import io.github.upgraderequired.http.IpAddress;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Engine;
import org.apache.catalina.Globals;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.RequestFacade;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat.
 */
final class Tomcat implements ServletContainer {

	@Override
	public @Nullable String connectProtocol(ServletRequest request) {
		return null;
	}

	// Over HTTP/2 it takes :scheme as it comes, where the operator allows that it differs
	// from what the connection is
	@Override
	public boolean isSecureByTarget(HttpServletRequest request, boolean forwarded) {
		return request instanceof RequestFacade && request.getProtocol().startsWith("HTTP/2")
				&& !request.getServletConnection().isSecure() && !valveHasDecided(request)
				&& !isDeclaredSecure(request);
	}

	private static boolean valveHasDecided(HttpServletRequest request) {
		return isOfTrustedProxy(request) && request.getHeader("X-Forwarded-Proto") != null;
	}

	// The valve heeds X-Forwarded-For from an address of a private network, and takes it
	// away. Then the request has the client's
	@Override
	public boolean isFromProxy(HttpServletRequest request) {
		return isOfTrustedProxy(request) && !AddressBlock.isPrivate(IpAddress.parseReported(request.getRemoteAddr()));
	}

	private static boolean isOfTrustedProxy(HttpServletRequest request) {
		return request instanceof RequestFacade
				&& Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE));
	}

	// The connector is found by its port, for want of a shorter way
	private static boolean isDeclaredSecure(HttpServletRequest request) {
		return request.getServletContext().getAttribute(Globals.RESOURCES_ATTR) instanceof WebResourceRoot resources
				&& resources.getContext().getParent().getParent() instanceof Engine engine
				&& Arrays.stream(engine.getService().findConnectors())
					.anyMatch(
							(connector) -> connector.getLocalPort() == request.getLocalPort() && connector.getSecure());
	}

}
