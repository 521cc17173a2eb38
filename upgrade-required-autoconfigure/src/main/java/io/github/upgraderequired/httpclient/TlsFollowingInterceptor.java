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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.util.List;

import io.github.upgraderequired.UpgradeProtocol;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StreamUtils;

/**
 * Sends a request of a {@code RestClient} or {@code RestTemplate} again over TLS, at most
 * once.
 */
final class TlsFollowingInterceptor implements ClientHttpRequestInterceptor {

	private final TlsFollowing following;

	TlsFollowingInterceptor(TlsFollowing following) {
		this.following = following;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		URI target = this.following.target(request.getMethod(), request.getURI());
		if (target == null) {
			return execution.execute(request, body);
		}
		SecureRequest secure = new SecureRequest(request, target);
		ClientHttpResponse response = execution.execute(request, body);
		if (!TlsFollowing.isRefused(response.getStatusCode())) {
			return response;
		}
		List<UpgradeProtocol> protocols = UpgradeAdvice.inUpgrade(response.getHeaders());
		if (protocols.isEmpty()) {
			PeekedResponse peeked = PeekedResponse.of(response);
			protocols = UpgradeAdvice.of(response.getHeaders(), peeked.start).protocols();
			response = peeked;
		}
		if (!TlsFollowing.isTlsWanted(protocols)) {
			return response;
		}
		response.close();
		this.following.follows(request.getURI(), target);
		return execution.execute(secure, body);
	}

	/**
	 * The same request at another URI.
	 */
	private static final class SecureRequest extends HttpRequestWrapper {

		// In Framework 6 the interceptors behind this one run for the first request only
		private static final boolean RUN_AGAIN = !MultiValueMap.class.isAssignableFrom(HttpHeaders.class);

		private final URI target;

		private final HttpHeaders headers;

		SecureRequest(HttpRequest request, URI target) {
			super(request);
			this.target = target;
			this.headers = RUN_AGAIN ? copy(request.getHeaders()) : request.getHeaders();
		}

		private static HttpHeaders copy(HttpHeaders headers) {
			HttpHeaders copy = new HttpHeaders();
			copy.addAll(headers);
			return copy;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public URI getURI() {
			return this.target;
		}

	}

	/**
	 * A response of which the start of the body has been read.
	 */
	private static final class PeekedResponse implements ClientHttpResponse {

		private final ClientHttpResponse response;

		private final byte[] start;

		private final InputStream body;

		private PeekedResponse(ClientHttpResponse response, byte[] start, InputStream rest) {
			this.response = response;
			this.start = start;
			this.body = new SequenceInputStream(new ByteArrayInputStream(start), rest);
		}

		static PeekedResponse of(ClientHttpResponse response) throws IOException {
			InputStream body = response.getBody();
			ByteArrayOutputStream start = new ByteArrayOutputStream();
			try {
				StreamUtils.copyRange(body, start, 0, ProblemReader.MAX_LENGTH);
			}
			catch (IOException ex) {
				// Whoever reads on is told
			}
			return new PeekedResponse(response, start.toByteArray(), body);
		}

		@Override
		public HttpStatusCode getStatusCode() throws IOException {
			return this.response.getStatusCode();
		}

		@Override
		public String getStatusText() throws IOException {
			return this.response.getStatusText();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.response.getHeaders();
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

		@Override
		public void close() {
			this.response.close();
		}

	}

}
