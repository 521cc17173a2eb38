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

package io.github.upgraderequired.reactive;

import java.util.List;

import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.HttpVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * Finds out which server a request is of.
 */
public final class ReactiveServers {

	private static final ReactiveServer UNKNOWN = new UnknownServer();

	private static final ReactiveServer MOCK = new MockServer();

	private final ReactiveServer[] servers;

	/**
	 * Create a view.
	 * @param servers the servers that are on the class path
	 */
	public ReactiveServers(List<ReactiveServer> servers) {
		this.servers = servers.toArray(ReactiveServer[]::new);
	}

	ReactiveServer of(ServerHttpRequest request) {
		try {
			Object nativeRequest = ServerHttpRequestDecorator.getNativeRequest(request);
			for (ReactiveServer server : this.servers) {
				if (server.supports(nativeRequest)) {
					return server;
				}
			}
			return UNKNOWN;
		}
		catch (IllegalStateException ex) {
			// A mock says so by this exception alone, also where it has been mutated
			return MOCK;
		}
		catch (IllegalArgumentException ex) {
			return UNKNOWN;
		}
	}

	/**
	 * A server that is not known here.
	 */
	private static final class UnknownServer implements ReactiveServer {

		@Override
		public boolean supports(Object nativeRequest) {
			return true;
		}

		@Override
		public @Nullable HttpVersion httpVersion(ServerHttpRequest request) {
			return null;
		}

		// Undertow takes the scheme of an absolute target as it comes
		@Override
		public boolean isSecureByTarget(ServerHttpRequest request, boolean forwarded) {
			boolean decided = forwarded && request.getHeaders().getFirst("X-Forwarded-Proto") != null;
			return request.getSslInfo() == null && !decided;
		}

	}

	/**
	 * No server: a request that a test has made.
	 */
	private static final class MockServer implements ReactiveServer {

		@Override
		public boolean supports(Object nativeRequest) {
			return true;
		}

		@Override
		public HttpVersion httpVersion(ServerHttpRequest request) {
			return HttpVersion.HTTP_1_1;
		}

		// As MockMvc does, where the URL has none either
		@Override
		public String hostWithoutField(ServerHttpRequest request) {
			String host = Host.ofAuthority(request.getURI().getRawAuthority());
			return (host != null) ? host : "localhost";
		}

	}

}
