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

package io.github.upgraderequired.sample.gateway.webmvc;

import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Puts the {@code Upgrade} of a 426 of a service back, which the gateway takes for a
 * field of the connection to the service only. A response over HTTP/2 must not have it.
 */
@Component
class DownstreamUpgradeFilter implements ResponseHttpHeadersFilter, Ordered {

	@Override
	public HttpHeaders apply(HttpHeaders headers, ServerResponse response) {
		String upgrade = headers.getFirst(HttpHeaders.UPGRADE);
		if (upgrade != null && response.statusCode().isSameCodeAs(HttpStatus.UPGRADE_REQUIRED) && isHttp1()) {
			response.headers().set(HttpHeaders.UPGRADE, upgrade);
			response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
		}
		return headers;
	}

	private static boolean isHttp1() {
		ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
			.currentRequestAttributes();
		return attributes.getRequest().getProtocol().startsWith("HTTP/1.");
	}

	// Before the filter that removes such fields
	@Override
	public int getOrder() {
		return 0;
	}

}
