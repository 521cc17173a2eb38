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

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Asks the container of a request, whichever it is of those that the application has.
 */
public final class ServletServers {

	private final ServletServer[] servers;

	/**
	 * Create a view.
	 * @param servers the containers that are on the class path
	 */
	public ServletServers(List<ServletServer> servers) {
		this.servers = servers.toArray(ServletServer[]::new);
	}

	/**
	 * Return the {@code :protocol} of an extended CONNECT (RFC 8441, section 4).
	 * @param request a CONNECT in HTTP/2 or later
	 * @return the protocol, empty if the request has none, or {@code null} if the
	 * container does not tell
	 */
	public @Nullable String connectProtocol(ServletRequest request) {
		ServletRequest unwrapped = unwrap(request);
		for (ServletServer server : this.servers) {
			String protocol = server.connectProtocol(unwrapped);
			if (protocol != null) {
				return protocol;
			}
		}
		return null;
	}

	/**
	 * Return whether the container takes a request for secure, whatever filters before
	 * ours made of it.
	 * @param request the request
	 * @return whether the container says so
	 */
	public static boolean isSecure(ServletRequest request) {
		return unwrap(request).isSecure();
	}

	/**
	 * Return whether a request looks secure for no other reason than that the client
	 * wrote {@code https} or {@code wss} into its target.
	 * @param request a request that looks secure
	 * @param forwarded whether the container goes by forwarded headers, as far as the
	 * application has told it to
	 * @return whether neither the connection nor whoever configured the server says so
	 */
	public boolean isSecureByTarget(ServletRequest request, boolean forwarded) {
		if (unwrap(request) instanceof HttpServletRequest sent) {
			for (ServletServer server : this.servers) {
				if (server.isSecureByTarget(sent, forwarded)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return the TLS version of the connection.
	 * @param request a secure request
	 * @return the version, or {@code null} if nothing tells it
	 */
	public @Nullable TlsVersion tlsVersion(HttpServletRequest request) {
		ServletRequest unwrapped = unwrap(request);
		for (ServletServer server : this.servers) {
			TlsVersion version = server.tlsVersion(unwrapped);
			if (version != null) {
				return version;
			}
		}
		return TlsVersion.ofServletRequest(HttpVersion.parse(request.getProtocol()), request::getAttribute);
	}

	/**
	 * Return whether a proxy passed a request on.
	 * @param request the request
	 * @return whether it was sent with a field that proxies add
	 */
	public boolean isFromProxy(ServletRequest request) {
		if (!(unwrap(request) instanceof HttpServletRequest sent)) {
			return false;
		}
		for (Enumeration<String> names = sent.getHeaderNames(); names.hasMoreElements();) {
			if (ForwardedFields.isOfProxy(names.nextElement())) {
				return true;
			}
		}
		for (ServletServer server : this.servers) {
			if (server.isFromProxy(sent)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether the container switches to a protocol that a filter shows.
	 * @param request the request
	 * @param protocol the protocol
	 * @param webFlux whether WebFlux handles the request
	 * @return {@code false} where the container goes by the lines of the connection, and
	 * the last one does not name just the protocol
	 */
	public boolean switchesToShown(ServletRequest request, String protocol, boolean webFlux) {
		if (!(unwrap(request) instanceof HttpServletRequest sent)
				|| Arrays.stream(this.servers).noneMatch((server) -> server.readsRawUpgrade(sent, webFlux))) {
			return true;
		}
		List<String> lines = Collections.list(sent.getHeaders("Upgrade"));
		return !lines.isEmpty() && lines.get(lines.size() - 1).equalsIgnoreCase(protocol);
	}

	/**
	 * Return whether the container switches to WebSocket at endpoints of its own whatever
	 * the method.
	 * @param request the request
	 * @return whether it does
	 */
	public boolean switchesByAnyMethod(ServletRequest request) {
		return unwrap(request) instanceof HttpServletRequest sent
				&& Arrays.stream(this.servers).anyMatch((server) -> server.switchesByAnyMethod(sent));
	}

	/**
	 * Return whether the container redirects the context path without its slash.
	 * @param servletContext the application
	 * @return whether it does so before any filter
	 */
	public boolean redirectsContextRoot(ServletContext servletContext) {
		return Arrays.stream(this.servers).anyMatch((server) -> server.redirectsContextRoot(servletContext));
	}

	/**
	 * Return whether a request is a mock of Spring's, which has no connection.
	 * @param request the request
	 * @return whether there is no container
	 */
	public static boolean isMock(ServletRequest request) {
		Class<?> type = unwrap(request).getClass();
		while (type != null && !type.getName().startsWith("org.springframework.mock.")) {
			type = type.getSuperclass();
		}
		return type != null;
	}

	/**
	 * Return the first value of a header field as it was sent, whatever the filters
	 * before ours show.
	 * @param request the request
	 * @param name the name of the field
	 * @return the value, or {@code null} if there is none
	 */
	public static @Nullable String sentHeader(ServletRequest request, String name) {
		return (unwrap(request) instanceof HttpServletRequest sent) ? sent.getHeader(name) : null;
	}

	/**
	 * Switch a connection by {@link HttpServletRequest#upgrade}, and mend what the
	 * container does wrong then.
	 * @param <T> the type of the handler
	 * @param request the request
	 * @param handlerClass the handler that takes the connection over
	 * @return the handler
	 * @throws IOException if the request has a body of which a part is still to come, on
	 * a container that would take it for the protocol
	 * @throws ServletException if the container cannot make the handler
	 */
	public <T extends HttpUpgradeHandler> T upgrade(HttpServletRequest request, Class<T> handlerClass)
			throws IOException, ServletException {
		ServletRequest unwrapped = unwrap(request);
		for (ServletServer server : this.servers) {
			server.beforeUpgrade(unwrapped);
		}
		T handler = request.upgrade(handlerClass);
		for (ServletServer server : this.servers) {
			server.afterUpgrade(unwrapped, handler);
		}
		return handler;
	}

	private static ServletRequest unwrap(ServletRequest request) {
		ServletRequest unwrapped = request;
		while (unwrapped instanceof ServletRequestWrapper wrapper) {
			unwrapped = wrapper.getRequest();
		}
		return unwrapped;
	}

}
