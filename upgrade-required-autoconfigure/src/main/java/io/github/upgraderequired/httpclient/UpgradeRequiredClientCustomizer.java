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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestInitializer;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.DefaultResponseErrorHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Makes a {@link RestClient} or {@link RestTemplate} understand a 426. Beans are
 * customized by themselves; an application does it with those that it makes by hand, such
 * as by {@code restTemplateBuilder.additionalCustomizers(customizer::customize)}.
 *
 * @since 0.1.0
 */
public final class UpgradeRequiredClientCustomizer {

	private final UpgradeRequiredErrorHandler errorHandler = new UpgradeRequiredErrorHandler();

	private final @Nullable String product;

	private final @Nullable ClientHttpRequestInitializer initializer;

	private final @Nullable ClientHttpRequestInterceptor interceptor;

	/**
	 * Create a customizer. Not for applications, which have a bean.
	 * @param product the product for {@code User-Agent}, or {@code null} if there is none
	 * @param following where requests are sent again, or {@code null} if none is
	 */
	public UpgradeRequiredClientCustomizer(@Nullable String product, @Nullable TlsFollowing following) {
		this.product = product;
		this.initializer = (product != null) ? (request) -> identify(request.getHeaders(), product) : null;
		this.interceptor = (following != null) ? new TlsFollowingInterceptor(following) : null;
		// Which gives it converters, for whoever reads the body of an exception
		new RestTemplate().setErrorHandler(this.errorHandler);
	}

	/**
	 * Customize a builder. To do it twice is to do it once.
	 * @param builder the builder
	 */
	public void customize(RestClient.Builder builder) {
		builder.defaultStatusHandler(TlsFollowing::isRefused, (request, response) -> this.errorHandler.raise(response));
		if (this.product != null) {
			// That of a template would be added to what a request has
			builder.requestInitializers((initializers) -> initializers.remove(this.initializer))
				.defaultHeaders((headers) -> identify(headers, this.product));
		}
		if (this.interceptor != null) {
			builder.requestInterceptors((interceptors) -> addOnce(this.interceptor, interceptors));
		}
	}

	/**
	 * Customize a template. Its error handler is replaced only if it is the default. To
	 * do it twice is to do it once.
	 * @param template the template
	 */
	public void customize(RestTemplate template) {
		if (template.getErrorHandler() instanceof DefaultResponseErrorHandler handler
				&& handler.getClass() == DefaultResponseErrorHandler.class) {
			template.setErrorHandler(new UpgradeRequiredErrorHandler());
		}
		if (this.initializer != null) {
			addOnce(this.initializer, template.getClientHttpRequestInitializers());
		}
		if (this.interceptor != null) {
			addOnce(this.interceptor, template.getInterceptors());
		}
	}

	static <T> void addOnce(T element, List<T> list) {
		if (!list.contains(element)) {
			list.add(element);
		}
	}

	static void identify(HttpHeaders headers, String product) {
		if (headers.getFirst(HttpHeaders.USER_AGENT) == null) {
			headers.set(HttpHeaders.USER_AGENT, product);
		}
	}

}
