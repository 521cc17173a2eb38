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

package io.github.upgraderequired.autoconfigure;

import java.util.List;

import io.github.upgraderequired.http.Host;
import io.github.upgraderequired.http.Token;
import io.github.upgraderequired.httpclient.TlsFollowing;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Reads what the properties say of the HTTP clients in this application.
 */
final class ClientSettings {

	private static final String PREFIX = "upgrade.required.client.";

	private final UpgradeRequiredProperties.Client client;

	/**
	 * Create a reader.
	 * @param properties the properties
	 */
	ClientSettings(UpgradeRequiredProperties properties) {
		this.client = properties.getClient();
	}

	/**
	 * Return where refused requests are sent again.
	 * @return where, or {@code null} if no host is named
	 * @throws InvalidUpgradePropertyException if a host or port is none
	 */
	@Nullable TlsFollowing following() {
		List<String> hosts = this.client.getHosts();
		for (int i = 0; i < hosts.size(); i++) {
			if (!Host.isValid(hosts.get(i))) {
				throw new InvalidUpgradePropertyException(PREFIX + "hosts[" + i + "]", hosts.get(i), "It is no host.",
						"Write a name or an address alone, without scheme and port, such as 'api.example.com'; the port"
								+ " of https is said by " + PREFIX + "port-map.");
			}
		}
		this.client.getPortMap().forEach(ClientSettings::requirePorts);
		return hosts.isEmpty() ? null
				: new TlsFollowing(hosts, this.client.getPortMap(), this.client.isFollowUnsafeMethods());
	}

	private static void requirePorts(Integer http, Integer https) {
		if (!isPort(http) || !isPort(https)) {
			throw new InvalidUpgradePropertyException(PREFIX + "port-map." + http, https.toString(),
					"A port is a number from 1 to 65535.",
					"Write the port of https by that of http, as in '8080: 8443'.");
		}
	}

	private static boolean isPort(int port) {
		return port >= 1 && port <= 65535;
	}

	/**
	 * Return the product that the clients are.
	 * @param environment knows the name of the application
	 * @param build knows its version, or {@code null}
	 * @return the product, as in {@code User-Agent} (RFC 9110, section 10.1.5), or
	 * {@code null} if there is no name
	 */
	@Nullable String product(Environment environment, @Nullable BuildProperties build) {
		String product = this.client.getProduct();
		if (StringUtils.hasText(product)) {
			int slash = product.lastIndexOf('/');
			return (slash >= 0) ? product(product.substring(0, slash), product.substring(slash + 1))
					: product(product, null);
		}
		String name = environment.getProperty("spring.application.name");
		return StringUtils.hasText(name) ? product(name, (build != null) ? build.getVersion() : null) : null;
	}

	private static String product(String name, @Nullable String version) {
		return Token.like(name) + (StringUtils.hasLength(version) ? "/" + Token.like(version) : "");
	}

}
