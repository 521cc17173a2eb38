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

import io.github.upgraderequired.http.Token;
import io.github.upgraderequired.httpclient.TlsFollowing;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What the properties say of the HTTP clients in this application.
 *
 * @param product the product that the clients are, as in {@code User-Agent} (RFC 9110,
 * section 10.1.5), or {@code null} if there is no name
 * @param following where refused requests are sent again, or {@code null} if no host is
 * named
 */
record ClientSettings(@Nullable String product, @Nullable TlsFollowing following) {

	private static final String PREFIX = "upgrade.required.client.";

	/**
	 * Read the properties.
	 * @param properties the properties
	 * @param environment knows the name of the application
	 * @param build knows its version, or {@code null}
	 * @return the settings
	 * @throws InvalidUpgradePropertyException if a host, port or product is none
	 */
	static ClientSettings read(UpgradeRequiredProperties properties, Environment environment,
			@Nullable BuildProperties build) {
		HttpClientProperties client = properties.getClient();
		String product = client.getProduct();
		return new ClientSettings(
				StringUtils.hasText(product) ? parseProduct(product.strip()) : productOf(environment, build),
				following(client));
	}

	private static @Nullable TlsFollowing following(HttpClientProperties client) {
		List<String> hosts = client.getHosts();
		for (int i = 0; i < hosts.size(); i++) {
			requireHost(PREFIX + "hosts[" + i + "]", hosts.get(i));
		}
		client.getPortMap().forEach(ClientSettings::requirePorts);
		return hosts.isEmpty() ? null : new TlsFollowing(hosts, client.getPortMap(), client.isFollowUnsafeMethods());
	}

	private static void requireHost(String property, String host) {
		String remedy = "Write a name or an address alone, without scheme and port, such as 'api.example.com'; the port of"
				+ " https is said by " + PREFIX + "port-map.";
		// A name with an underscore is one to a server, but not to a client
		if (!host.equals(UriProperty.parse(property, "http://" + host + "/", remedy).getHost())) {
			throw new InvalidUpgradePropertyException(property, host, "It is no host of a URI.", remedy);
		}
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

	private static String parseProduct(String product) {
		int slash = product.lastIndexOf('/');
		String name = (slash >= 0) ? product.substring(0, slash) : product;
		if (name.isEmpty()) {
			throw new InvalidUpgradePropertyException(PREFIX + "product", product, "The product has no name.",
					"Write a name, or a name, a slash and a version, as in 'acme-web/3.2'.");
		}
		return product(name, (slash >= 0) ? product.substring(slash + 1) : null);
	}

	private static @Nullable String productOf(Environment environment, @Nullable BuildProperties build) {
		String name = environment.getProperty("spring.application.name");
		return StringUtils.hasText(name) ? product(name, (build != null) ? build.getVersion() : null) : null;
	}

	private static String product(String name, @Nullable String version) {
		return Token.like(name) + (StringUtils.hasLength(version) ? "/" + Token.like(version) : "");
	}

}
