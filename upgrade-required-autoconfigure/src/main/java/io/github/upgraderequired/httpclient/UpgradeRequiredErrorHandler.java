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

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.DefaultResponseErrorHandler;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Handles errors as Spring does, with an exception of its own for a 426.
 */
final class UpgradeRequiredErrorHandler extends DefaultResponseErrorHandler {

	/**
	 * Handle the error of a client that names no request in its messages.
	 * @param response the response
	 * @throws IOException if it cannot be read
	 */
	void raise(ClientHttpResponse response) throws IOException {
		handleError(response, response.getStatusCode(), null, null);
	}

	@Override
	protected void handleError(ClientHttpResponse response, HttpStatusCode statusCode, @Nullable URI url,
			@Nullable HttpMethod method) throws IOException {
		try {
			super.handleError(response, statusCode, url, method);
		}
		catch (HttpClientErrorException ex) {
			throw TlsFollowing.isRefused(ex.getStatusCode()) ? typed(ex, getCharset(response)) : ex;
		}
	}

	private static UpgradeRequiredClientException typed(HttpClientErrorException original, @Nullable Charset charset) {
		HttpHeaders headers = original.getResponseHeaders();
		UpgradeRequiredClientException typed = new UpgradeRequiredClientException(String.valueOf(original.getMessage()),
				(headers != null) ? headers : HttpHeaders.EMPTY, original.getResponseBodyAsByteArray(), charset);
		typed.setBodyConvertFunction(
				(type) -> original.getResponseBodyAs(ParameterizedTypeReference.forType(type.getType())));
		return typed;
	}

}
