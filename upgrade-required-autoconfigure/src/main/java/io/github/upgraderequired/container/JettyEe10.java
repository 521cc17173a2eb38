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

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Jetty 12.0, with Spring Boot 3.5.
 */
public final class JettyEe10 extends Jetty {

	@Override
	@Nullable Request jetty(ServletRequest request) {
		return (request instanceof ServletApiRequest jetty) ? jetty.getRequest() : null;
	}

	@Override
	public boolean readsRawUpgrade(HttpServletRequest request, boolean webFlux) {
		return request instanceof ServletApiRequest;
	}

}
