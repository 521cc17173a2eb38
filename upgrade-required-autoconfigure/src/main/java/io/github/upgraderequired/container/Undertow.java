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

import jakarta.servlet.http.HttpServletRequest;

/**
 * Undertow, with Spring Boot 3.5. It is known by the name of its request, since the
 * Servlet API has all that is asked of it.
 */
public final class Undertow implements ServletServer {

	private static final String CIPHER_SUITE = "jakarta.servlet.request.cipher_suite";

	// Over HTTP/2 it takes :scheme as it comes
	@Override
	public boolean isSecureByTarget(HttpServletRequest request, boolean forwarded) {
		boolean decided = forwarded && request.getHeader("X-Forwarded-Proto") != null;
		return isUndertow(request) && request.getProtocol().startsWith("HTTP/2")
				&& request.getAttribute(CIPHER_SUITE) == null && !decided;
	}

	@Override
	public boolean switchesByAnyMethod(HttpServletRequest request) {
		return isUndertow(request);
	}

	private static boolean isUndertow(HttpServletRequest request) {
		return request.getClass().getName().startsWith("io.undertow.");
	}

}
