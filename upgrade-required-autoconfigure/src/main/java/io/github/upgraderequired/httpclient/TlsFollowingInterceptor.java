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
		ClientHttpResponse response = execution.execute(request, body);
		URI target = this.following.target(request.getMethod(), request.getURI());
		if (target == null || !TlsFollowing.isRefused(response.getStatusCode())) {
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
		return execution.execute(new SecureRequest(request, target), body);
	}

	/**
	 * The same request at another URI.
	 */
	private static final class SecureRequest extends HttpRequestWrapper {

		private final URI target;

		SecureRequest(HttpRequest request, URI target) {
			super(request);
			this.target = target;
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
			return new PeekedResponse(response, body.readNBytes(ProblemReader.MAX_LENGTH + 1), body);
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
