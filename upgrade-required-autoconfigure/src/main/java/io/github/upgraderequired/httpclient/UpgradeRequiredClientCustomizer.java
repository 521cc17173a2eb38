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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.DefaultResponseErrorHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Makes a {@link RestClient} or {@link RestTemplate} understand a 426. Beans are
 * customized by themselves; an application does it with those that it makes by hand, such
 * as by {@code restTemplateBuilder.additionalCustomizers(customizer::customize)}.
 */
public final class UpgradeRequiredClientCustomizer {

	private final @Nullable String product;

	private final @Nullable ClientHttpRequestInterceptor interceptor;

	/**
	 * Create a customizer.
	 * @param product the product for {@code User-Agent}, or {@code null} if there is none
	 * @param following where requests are sent again, or {@code null} if none is
	 */
	public UpgradeRequiredClientCustomizer(@Nullable String product, @Nullable TlsFollowing following) {
		this.product = product;
		this.interceptor = (following != null) ? new TlsFollowingInterceptor(following) : null;
	}

	/**
	 * Customize a builder.
	 * @param builder the builder
	 */
	public void customize(RestClient.Builder builder) {
		UpgradeRequiredErrorHandler errorHandler = new UpgradeRequiredErrorHandler();
		// Whose converters the handler gets, for whoever reads the body of an exception
		new RestTemplate().setErrorHandler(errorHandler);
		builder.defaultStatusHandler(TlsFollowing::isRefused,
				(request, response) -> errorHandler.handleError(request.getURI(), request.getMethod(), response));
		if (this.product != null) {
			builder.defaultHeaders((headers) -> identify(headers, this.product));
		}
		if (this.interceptor != null) {
			builder.requestInterceptor(this.interceptor);
		}
	}

	/**
	 * Customize a template. Its error handler is replaced only if it is the default.
	 * @param template the template
	 */
	public void customize(RestTemplate template) {
		if (template.getErrorHandler().getClass() == DefaultResponseErrorHandler.class) {
			template.setErrorHandler(new UpgradeRequiredErrorHandler());
		}
		if (this.product != null) {
			template.getClientHttpRequestInitializers().add((request) -> identify(request.getHeaders(), this.product));
		}
		if (this.interceptor != null) {
			List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>(template.getInterceptors());
			interceptors.add(this.interceptor);
			template.setInterceptors(interceptors);
		}
	}

	static void identify(HttpHeaders headers, String product) {
		if (headers.getFirst(HttpHeaders.USER_AGENT) == null) {
			headers.set(HttpHeaders.USER_AGENT, product);
		}
	}

}
