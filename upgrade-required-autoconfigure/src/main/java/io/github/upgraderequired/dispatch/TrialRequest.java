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

package io.github.upgraderequired.dispatch;

import java.io.BufferedReader;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

/**
 * A request that is only tried on handler mappings. The real one keeps its attributes and
 * its body: who asks for the body learns that it cannot be had.
 */
public final class TrialRequest extends HttpServletRequestWrapper {

	/** What a mapping notes for the metrics is true of real requests only. */
	private static final String OBSERVATION = "org.springframework.web.filter.ServerHttpObservationFilter.";

	private final Map<String, @Nullable Object> attributes = new HashMap<>();

	private final String method;

	private final boolean offer;

	private TrialRequest(HttpServletRequest request, String method, boolean offer) {
		super(request);
		this.method = method;
		this.offer = offer;
	}

	/**
	 * Return the request as its handler will see it.
	 * @param request the real request
	 * @param offer whether it offers WebSocket, so that the handler will be shown just
	 * that
	 * @return the request to try
	 */
	public static TrialRequest of(HttpServletRequest request, boolean offer) {
		return new TrialRequest(request, request.getMethod(), offer);
	}

	/**
	 * Return the request as it would be if it were a handshake.
	 * @param request the real request
	 * @return the request to try
	 */
	public static TrialRequest asHandshake(HttpServletRequest request) {
		return new TrialRequest(request, "GET", true);
	}

	@Override
	public String getMethod() {
		return this.method;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		if (this.attributes.containsKey(name)) {
			return this.attributes.get(name);
		}
		return name.startsWith(OBSERVATION) ? null : super.getAttribute(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.put(name, null);
	}

	@Override
	public Enumeration<String> getAttributeNames() {
		Set<String> names = new LinkedHashSet<>(Collections.list(super.getAttributeNames()));
		names.addAll(this.attributes.keySet());
		names.removeIf((name) -> getAttribute(name) == null);
		return Collections.enumeration(names);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isPresented(name) ? "websocket" : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isPresented(name) ? Collections.enumeration(List.of("websocket")) : super.getHeaders(name);
	}

	private boolean isPresented(String name) {
		return this.offer && "Upgrade".equalsIgnoreCase(name);
	}

	@Override
	public @Nullable String getParameter(String name) {
		refuseForm();
		return super.getParameter(name);
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		refuseForm();
		return super.getParameterValues(name);
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		refuseForm();
		return super.getParameterMap();
	}

	@Override
	public Enumeration<String> getParameterNames() {
		refuseForm();
		return super.getParameterNames();
	}

	@Override
	public ServletInputStream getInputStream() {
		throw unread();
	}

	@Override
	public BufferedReader getReader() {
		throw unread();
	}

	@Override
	public Collection<Part> getParts() {
		throw unread();
	}

	@Override
	public Part getPart(String name) {
		throw unread();
	}

	// For a form the container looks for parameters in the body
	private void refuseForm() {
		String type = (getContentType() != null) ? getContentType().toLowerCase(Locale.ROOT) : "";
		boolean body = getContentLengthLong() > 0 || getHeader("Transfer-Encoding") != null;
		if (body && (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/"))) {
			throw unread();
		}
	}

	private static IllegalStateException unread() {
		return new IllegalStateException("No body is read to find out who would answer a request");
	}

}
