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

package io.github.upgraderequired.container;

import java.util.Objects;

import io.github.upgraderequired.http.TlsVersion;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.TunnelSupport;
import org.jspecify.annotations.Nullable;

/**
 * Jetty, whose requests have the same behind each version of the Servlet API.
 */
abstract class Jetty implements ServletServer {

	/**
	 * Return what is behind a request.
	 * @param request the request, without wrappers, of any container
	 * @return the request of Jetty's own, or {@code null} if it is of another container
	 */
	abstract @Nullable Request jetty(ServletRequest request);

	@Override
	public final @Nullable String connectProtocol(ServletRequest request) {
		Request jetty = jetty(request);
		TunnelSupport tunnel = (jetty != null) ? jetty.getTunnelSupport() : null;
		return (tunnel != null) ? Objects.requireNonNullElse(tunnel.getProtocol(), "") : null;
	}

	// RFC 9001, 4.2: over QUIC, where there is no such session, it is always the last one
	@Override
	public final @Nullable TlsVersion tlsVersion(ServletRequest request) {
		Request jetty = jetty(request);
		return (jetty != null && jetty.getAttribute(SslSessionData.ATTRIBUTE) instanceof SslSessionData tls
				&& tls.sslSession() != null) ? TlsVersion.parse(tls.sslSession().getProtocol()) : null;
	}

	// Jetty takes the scheme of an absolute target and of :scheme as it comes. Whether
	// anybody else makes the request secure is up to the customizers of the connector,
	// which are asked about the same request with the scheme of the connection
	@Override
	public final boolean isSecureByTarget(HttpServletRequest request, boolean forwarded) {
		Request jetty = jetty(request);
		return jetty != null && isSecureByTarget(Request.unWrap(jetty));
	}

	private static boolean isSecureByTarget(Request sent) {
		if (sent.getConnectionMetaData().isSecure() || !isSecureScheme(sent)) {
			return false;
		}
		HttpConfiguration configuration = sent.getConnectionMetaData().getHttpConfiguration();
		Request customized = new InClearText(sent);
		HttpFields.Mutable unused = HttpFields.build();
		for (HttpConfiguration.Customizer customizer : configuration.getCustomizers()) {
			Request next = customizer.customize(customized, unused);
			customized = (next != null) ? next : customized;
		}
		return !customized.isSecure() && !isSecureScheme(customized);
	}

	private static boolean isSecureScheme(Request request) {
		String scheme = request.getHttpURI().getScheme();
		return HttpScheme.HTTPS.is(scheme) || HttpScheme.WSS.is(scheme);
	}

	private static final class InClearText extends Request.Wrapper {

		private final HttpURI uri;

		InClearText(Request request) {
			super(request);
			this.uri = HttpURI.build(request.getHttpURI()).scheme(HttpScheme.HTTP).asImmutable();
		}

		@Override
		public HttpURI getHttpURI() {
			return this.uri;
		}

		@Override
		public boolean isSecure() {
			return false;
		}

	}

}
