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

package io.github.upgraderequired.httpclient;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes a {@link WebClient} understand a 426. Beans are customized by themselves; an
 * application does it with those that it makes by hand.
 *
 * @since 0.1.0
 */
public final class UpgradeRequiredWebClientCustomizer {

	private final @Nullable String product;

	private final @Nullable ExchangeFilterFunction filter;

	/**
	 * Create a customizer. Not for applications, which have a bean.
	 * @param product the product for {@code User-Agent}, or {@code null} if there is none
	 * @param following where requests are sent again, or {@code null} if none is
	 */
	public UpgradeRequiredWebClientCustomizer(@Nullable String product, @Nullable TlsFollowing following) {
		this.product = product;
		this.filter = (following != null) ? new TlsFollowingFilter(following) : null;
	}

	/**
	 * Customize a builder. To do it twice is to do it once.
	 * @param builder the builder
	 */
	public void customize(WebClient.Builder builder) {
		builder.defaultStatusHandler(TlsFollowing::isRefused, UpgradeRequiredWebClientCustomizer::typed);
		if (this.product != null) {
			builder.defaultHeaders((headers) -> UpgradeRequiredClientCustomizer.identify(headers, this.product));
		}
		if (this.filter != null) {
			builder.filters((filters) -> UpgradeRequiredClientCustomizer.addOnce(this.filter, filters));
		}
	}

	private static Mono<Throwable> typed(ClientResponse response) {
		return response.createException().map((original) -> {
			UpgradeRequiredWebClientException typed = new UpgradeRequiredWebClientException(original.getHeaders(),
					original.getResponseBodyAsByteArray(),
					response.headers().contentType().map(MediaType::getCharset).orElse(null), original.getRequest());
			typed.setBodyDecodeFunction(
					(type) -> original.getResponseBodyAs(ParameterizedTypeReference.forType(type.getType())));
			return typed;
		});
	}

}
