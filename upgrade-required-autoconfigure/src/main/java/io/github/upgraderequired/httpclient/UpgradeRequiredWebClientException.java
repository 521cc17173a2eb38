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
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * A server has answered a request of a {@code WebClient}, or of an HTTP interface that
 * has one, with 426 (Upgrade Required; RFC 9110, section 15.5.22).
 *
 * @since 0.1.0
 */
public class UpgradeRequiredWebClientException extends WebClientResponseException {

	private static final long serialVersionUID = 1L;

	// A copy that has been serialized reads it again
	private final transient @Nullable UpgradeAdvice advice;

	/**
	 * Create an exception.
	 * @param headers the response's header fields
	 * @param body the response's body; empty if there is none
	 * @param charset the body's charset, or {@code null} if that is not said
	 * @param request the request, or {@code null} if that is not known
	 */
	public UpgradeRequiredWebClientException(HttpHeaders headers, byte[] body, @Nullable Charset charset,
			@Nullable HttpRequest request) {
		super(HttpStatus.UPGRADE_REQUIRED, HttpStatus.UPGRADE_REQUIRED.getReasonPhrase(), headers, body, charset,
				request);
		this.advice = UpgradeAdvice.of(headers, body);
	}

	/**
	 * Return what the server advises to do.
	 * @return the advice
	 */
	public UpgradeAdvice advice() {
		UpgradeAdvice advice = this.advice;
		return (advice != null) ? advice : UpgradeAdvice.of(getHeaders(), getResponseBodyAsByteArray());
	}

	@Override
	public String getMessage() {
		return advice().addTo(super.getMessage());
	}

}
