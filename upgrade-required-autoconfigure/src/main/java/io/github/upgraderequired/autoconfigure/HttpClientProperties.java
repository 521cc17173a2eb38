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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of Spring's HTTP clients in this application.
 */
final class HttpClientProperties {

	/**
	 * Whether RestClient, RestTemplate and WebClient beans understand a 426.
	 */
	private boolean enabled;

	/**
	 * Comma-separated list of hosts whose 426 is followed to https. If set, RestClient
	 * and RestTemplate keep the body of every request in memory.
	 */
	private List<String> hosts = new ArrayList<>();

	/**
	 * Port of https by the port of http, added to 80 with 443 and 8080 with 8443.
	 */
	private final Map<Integer, Integer> portMap = new TreeMap<>(Map.of(80, 443, 8080, 8443));

	/**
	 * Whether requests with POST, PATCH and other methods that are not idempotent are
	 * sent again too.
	 */
	private boolean followUnsafeMethods;

	/**
	 * Product, as in 'acme-web/3.2', that is put into 'User-Agent' of requests that have
	 * none. By default the name of the application and the version of its build.
	 */
	private @Nullable String product;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public List<String> getHosts() {
		return this.hosts;
	}

	public void setHosts(List<String> hosts) {
		this.hosts = hosts;
	}

	public Map<Integer, Integer> getPortMap() {
		return this.portMap;
	}

	public boolean isFollowUnsafeMethods() {
		return this.followUnsafeMethods;
	}

	public void setFollowUnsafeMethods(boolean followUnsafeMethods) {
		this.followUnsafeMethods = followUnsafeMethods;
	}

	public @Nullable String getProduct() {
		return this.product;
	}

	public void setProduct(@Nullable String product) {
		this.product = product;
	}

}
