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

import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * What one servlet container knows of its requests and does differently.
 */
public interface ServletServer {

	/**
	 * Return the {@code :protocol} of an extended CONNECT.
	 * @param request the request, without wrappers
	 * @return the protocol, empty if the request has none, or {@code null} if it is a
	 * request of another container or the container does not tell
	 */
	default @Nullable String connectProtocol(ServletRequest request) {
		return null;
	}

	/**
	 * Return whether a request is secure for no other reason than that the client wrote
	 * {@code https} into its target.
	 * @param request a secure request, without wrappers, of any container
	 * @param forwarded whether the container goes by forwarded headers, as far as the
	 * application has told it to
	 * @return whether neither the connection nor whoever configured the server says so
	 */
	default boolean isSecureByTarget(HttpServletRequest request, boolean forwarded) {
		return false;
	}

	/**
	 * Return whether the container switches to WebSocket only when the last
	 * {@code Upgrade} line of the connection is just that, whatever a filter shows.
	 * @param request the request, without wrappers, of any container
	 * @param webFlux whether WebFlux handles it
	 * @return whether it ignores what is shown
	 */
	default boolean readsRawUpgrade(HttpServletRequest request, boolean webFlux) {
		return false;
	}

	/**
	 * Return whether a proxy passed a request on, where the container has taken the field
	 * away that shows it.
	 * @param request the request, without wrappers, of any container
	 * @return whether the container knows of a proxy
	 */
	default boolean isFromProxy(HttpServletRequest request) {
		return false;
	}

	/**
	 * Return whether the container redirects the context path without its slash.
	 * @param servletContext the application, in any container
	 * @return whether it does so before any filter
	 */
	default boolean redirectsContextRoot(ServletContext servletContext) {
		return false;
	}

	/**
	 * Return whether the container switches to WebSocket at endpoints of its own whatever
	 * the method (RFC 6455, section 4.1, has GET alone).
	 * @param request the request, without wrappers, of any container
	 * @return whether it does
	 */
	default boolean switchesByAnyMethod(HttpServletRequest request) {
		return false;
	}

	/**
	 * Return the TLS version of a connection, where the attributes of the request do not
	 * tell.
	 * @param request the request, without wrappers
	 * @return the version, or {@code null} if it is a request of another container or not
	 * over TLS
	 */
	default @Nullable TlsVersion tlsVersion(ServletRequest request) {
		return null;
	}

	/**
	 * Read the body of a request before {@link HttpServletRequest#upgrade}, where the
	 * container would take it for the protocol.
	 * @param request the request, without wrappers, of any container
	 * @throws IOException if a part of the body is still to come
	 */
	default void beforeUpgrade(ServletRequest request) throws IOException {
	}

	/**
	 * Mend what the container would do to the connection after
	 * {@link HttpServletRequest#upgrade}.
	 * @param request the request, without wrappers, of any container
	 * @param handler the handler that takes the connection over
	 */
	default void afterUpgrade(ServletRequest request, HttpUpgradeHandler handler) {
	}

}
