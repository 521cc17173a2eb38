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

package io.github.upgraderequired.sample.gateway;

import reactor.netty.http.client.HttpClientResponse;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Puts the {@code Upgrade} of a 426 of a service back, which the gateway takes for a
 * field of the connection to the service only. Netty leaves it out over HTTP/2.
 */
@Component
class DownstreamUpgradeFilter implements HttpHeadersFilter, Ordered {

	@Override
	public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
		HttpClientResponse response = exchange.getRequiredAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR);
		String upgrade = response.responseHeaders().get(HttpHeaders.UPGRADE);
		if (response.status().code() != HttpStatus.UPGRADE_REQUIRED.value() || upgrade == null) {
			return headers;
		}
		HttpHeaders answer = new HttpHeaders();
		answer.addAll(headers);
		answer.set(HttpHeaders.UPGRADE, upgrade);
		answer.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
		return answer;
	}

	@Override
	public boolean supports(Type type) {
		return type == Type.RESPONSE;
	}

	// After the filter that removes such fields
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
