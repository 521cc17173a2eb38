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

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.upgraderequired.UpgradeProtocol;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Says where a request that was refused over clear text is sent again, once: to https on
 * the same host, if that is one of those named. Not for applications.
 */
public final class TlsFollowing {

	private static final Log logger = LogFactory.getLog(TlsFollowing.class);

	// RFC 9110, 9.2.2
	private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
			HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);

	private final Set<String> hosts = new HashSet<>();

	private final Map<Integer, Integer> ports;

	private final boolean unsafeMethods;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	/**
	 * Create it.
	 * @param hosts the hosts whose 426 is followed
	 * @param ports the port of https by that of http
	 * @param unsafeMethods whether a request is sent again that may then be processed
	 * twice
	 */
	public TlsFollowing(List<String> hosts, Map<Integer, Integer> ports, boolean unsafeMethods) {
		hosts.forEach((host) -> this.hosts.add(lowerCase(host)));
		this.ports = Map.copyOf(ports);
		this.unsafeMethods = unsafeMethods;
	}

	/**
	 * Return where a request is sent again if its answer is 426 and wants TLS. What the
	 * answer says has no part in it.
	 * @param method the method
	 * @param uri where the request was sent
	 * @return the URI, or {@code null} if it is not sent again
	 */
	@Nullable URI target(HttpMethod method, URI uri) {
		String host = uri.getHost();
		if (!"http".equalsIgnoreCase(uri.getScheme()) || host == null || !this.hosts.contains(lowerCase(host))
				|| !(this.unsafeMethods || IDEMPOTENT.contains(method))) {
			return null;
		}
		Integer port = this.ports.get((uri.getPort() >= 0) ? uri.getPort() : 80);
		return (port != null) ? secure(uri, port) : null;
	}

	private static URI secure(URI uri, int port) {
		String path = (uri.getRawPath() != null) ? uri.getRawPath() : "";
		return URI.create("https://" + ((uri.getRawUserInfo() != null) ? uri.getRawUserInfo() + "@" : "")
				+ uri.getHost() + ((port != 443) ? ":" + port : "") + path
				+ ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : ""));
	}

	static boolean isRefused(HttpStatusCode status) {
		return status.value() == HttpStatus.UPGRADE_REQUIRED.value();
	}

	static boolean isTlsWanted(List<UpgradeProtocol> protocols) {
		return protocols.stream().anyMatch((protocol) -> protocol.name().equals(UpgradeProtocol.TLS.name()));
	}

	/**
	 * Warn, once for each target, of a request that is sent again.
	 * @param uri where it was sent
	 * @param target where it is sent now
	 */
	void follows(URI uri, URI target) {
		String secure = "https://" + lowerCase(target.getHost())
				+ ((target.getPort() >= 0) ? ":" + target.getPort() : "");
		if (this.told.add(secure)) {
			logger.warn("A request to http://" + uri.getHost() + ((uri.getPort() >= 0) ? ":" + uri.getPort() : "")
					+ " was refused with 426, since TLS is required, and is sent again to " + secure
					+ ". Change the URL of the client: until then every request goes out in clear text first.");
		}
	}

	private static String lowerCase(String host) {
		return host.toLowerCase(Locale.ROOT);
	}

}
