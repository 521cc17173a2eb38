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
import java.util.Collections;
import java.util.Enumeration;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.container.ServletServers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * A request that shows its handler the one protocol that it passed for. Handlers expect
 * one protocol in one line; clients may send a list, several lines and any case (RFC
 * 9110, sections 5.3 and 7.8).
 */
final class PresentedRequest extends HttpServletRequestWrapper {

	private final HttpServletResponse response;

	private final UpgradeProtocol protocol;

	private final ServletServers servers;

	PresentedRequest(HttpServletRequest request, HttpServletResponse response, UpgradeProtocol protocol,
			ServletServers servers) {
		super(request);
		this.response = response;
		this.protocol = protocol;
		this.servers = servers;
	}

	@Override
	public @Nullable String getHeader(String name) {
		String presented = presented(name);
		return (presented != null) ? presented : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		String presented = presented(name);
		return (presented != null) ? Collections.enumeration(Collections.singleton(presented)) : super.getHeaders(name);
	}

	@Override
	public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
		T handler = this.servers.upgrade((HttpServletRequest) getRequest(), handlerClass);
		// RFC 9110, 7.8: Tomcat sends neither, and Jetty names the first protocol that
		// was offered
		this.response.setHeader("Upgrade", this.protocol.toString());
		if (this.response.getHeader("Connection") == null) {
			this.response.setHeader("Connection", "Upgrade");
		}
		return handler;
	}

	private @Nullable String presented(String name) {
		if ("Upgrade".equalsIgnoreCase(name)) {
			return this.protocol.toString();
		}
		return "Connection".equalsIgnoreCase(name) ? "Upgrade" : null;
	}

}
