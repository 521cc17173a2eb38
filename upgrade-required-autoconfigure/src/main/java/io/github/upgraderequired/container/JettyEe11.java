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

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Jetty 12.1, with Spring Boot 4.
 */
public final class JettyEe11 extends Jetty {

	@Override
	@Nullable Request jetty(ServletRequest request) {
		return (request instanceof ServletApiRequest jetty) ? jetty.getRequest() : null;
	}

	@Override
	public boolean readsRawUpgrade(HttpServletRequest request, boolean webFlux) {
		return webFlux && request instanceof ServletApiRequest;
	}

	@Override
	public void beforeUpgrade(ServletRequest request) throws IOException {
		// RFC 9110, 7.8: the new protocol begins behind the complete request
		if (request instanceof ServletApiRequest jetty && !jetty.getRequest().consumeAvailable()) {
			throw new IOException("A part of the body is still to come");
		}
	}

	@Override
	public void afterUpgrade(ServletRequest request, HttpUpgradeHandler handler) {
		if (request instanceof ServletApiRequest jetty) {
			JettySwitchedStream.follow(jetty.getRequest());
			// Jetty starts it by itself, but with a timeout, and after the filters, which
			// it tells before that it has started. As Jetty does, it asks neither filters
			// nor the servlet whether they support it.
			AsyncContext async = jetty.forceStartAsync();
			async.setTimeout(0);
			async.addListener(new FailureListener());
			// Which the start has taken back
			jetty.getServletRequestInfo().getServletChannel().upgrade(handler);
		}
	}

	/**
	 * Does nothing: only where somebody listens does Jetty end the connection when the
	 * handler fails.
	 */
	private static final class FailureListener implements AsyncListener {

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

		@Override
		public void onComplete(AsyncEvent event) {
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

	}

}
