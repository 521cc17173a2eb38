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

import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;

/**
 * A server has answered a request of a {@code RestClient}, a {@code RestTemplate} or an
 * HTTP interface with 426 (Upgrade Required; RFC 9110, section 15.5.22).
 *
 * @since 0.1.0
 */
public class UpgradeRequiredClientException extends HttpClientErrorException {

	private static final long serialVersionUID = 1L;

	// A copy that has been serialized reads it again
	private final transient @Nullable UpgradeAdvice advice;

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param headers the response's header fields
	 * @param body the response's body; empty if there is none
	 * @param charset the body's charset, or {@code null} if that is not said
	 */
	public UpgradeRequiredClientException(String message, HttpHeaders headers, byte[] body, @Nullable Charset charset) {
		super(message, HttpStatus.UPGRADE_REQUIRED, HttpStatus.UPGRADE_REQUIRED.getReasonPhrase(), headers, body,
				charset);
		this.advice = UpgradeAdvice.of(headers, body);
	}

	/**
	 * Return what the server advises to do.
	 * @return the advice
	 */
	public UpgradeAdvice advice() {
		UpgradeAdvice advice = this.advice;
		HttpHeaders headers = getResponseHeaders();
		return (advice != null) ? advice
				: UpgradeAdvice.of((headers != null) ? headers : HttpHeaders.EMPTY, getResponseBodyAsByteArray());
	}

	@Override
	public String getMessage() {
		return advice().addTo(super.getMessage());
	}

}
