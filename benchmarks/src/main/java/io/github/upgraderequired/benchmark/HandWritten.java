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

package io.github.upgraderequired.benchmark;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.WebFilter;

/**
 * The filter that people write themselves: one path, one body that never changes. It
 * sends the bytes that the starter sends for {@code /api/orders/4711}.
 */
final class HandWritten {

	private static final byte[] BODY = ("{\"type\":\"about:blank\",\"title\":\"Upgrade Required\",\"status\":426,"
			+ "\"detail\":\"This resource is available only over TLS (https).\","
			+ "\"instance\":\"/api/orders/4711\",\"protocols\":[\"TLS\"],\"rule\":\"rule0\","
			+ "\"https\":\"https://127.0.0.1/api/orders/4711\"}")
		.getBytes(StandardCharsets.UTF_8);

	private HandWritten() {
	}

	static Filter servlet(String path) {
		return (request, response, chain) -> {
			String uri = ((HttpServletRequest) request).getRequestURI();
			if (request.isSecure() || !uri.startsWith(path)) {
				chain.doFilter(request, response);
				return;
			}
			HttpServletResponse refusal = (HttpServletResponse) response;
			refusal.setStatus(426);
			refusal.setHeader("Upgrade", "TLS");
			refusal.setHeader("Connection", "Upgrade");
			refusal.setHeader("Cache-Control", "no-store");
			refusal.setHeader("Content-Type", "application/problem+json");
			refusal.setHeader("X-Content-Type-Options", "nosniff");
			refusal.setContentLength(BODY.length);
			refusal.getOutputStream().write(BODY);
		};
	}

	static WebFilter reactive(String path) {
		return (exchange, chain) -> {
			boolean refused = !"https".equals(exchange.getRequest().getURI().getScheme())
					&& exchange.getRequest().getPath().value().startsWith(path);
			if (!refused) {
				return chain.filter(exchange);
			}
			ServerHttpResponse response = exchange.getResponse();
			response.setStatusCode(HttpStatus.UPGRADE_REQUIRED);
			HttpHeaders headers = response.getHeaders();
			headers.set("Upgrade", "TLS");
			headers.set("Connection", "Upgrade");
			headers.set("Cache-Control", "no-store");
			headers.set("Content-Type", "application/problem+json");
			headers.set("X-Content-Type-Options", "nosniff");
			headers.setContentLength(BODY.length);
			return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(BODY)));
		};
	}

}
