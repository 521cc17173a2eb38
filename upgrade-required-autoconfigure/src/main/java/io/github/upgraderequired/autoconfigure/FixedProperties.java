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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The properties that hold as they are when the application starts: beans, routes and
 * filters have been made of them.
 *
 * @param values the values by name
 * @param discover whether WebSocket endpoints are looked for
 * @param checkPath the path at which clients ask
 */
record FixedProperties(Map<String, @Nullable Object> values, boolean discover, @Nullable String checkPath) {

	static FixedProperties of(UpgradeRequiredProperties properties) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("enabled", properties.isEnabled());
		values.put("filter.order", properties.getFilter().getOrder());
		values.put("websocket.discover", properties.getWebsocket().isDiscover());
		values.put("http-version.header", properties.getHttpVersion().getHeader());
		values.put("exempt.actuator", properties.getExempt().getActuator());
		values.put("response.type", properties.getResponse().getType());
		values.put("response.upgrade-field", properties.getResponse().getUpgradeField());
		values.put("check.path", properties.getCheck().getPath());
		values.put("metrics.max-client-versions", properties.getMetrics().getMaxClientVersions());
		HttpClientProperties client = properties.getClient();
		values.put("client.enabled", client.isEnabled());
		values.put("client.hosts", List.copyOf(client.getHosts()));
		values.put("client.port-map", Map.copyOf(client.getPortMap()));
		values.put("client.follow-unsafe-methods", client.isFollowUnsafeMethods());
		values.put("client.product", client.getProduct());
		return new FixedProperties(values, properties.getWebsocket().isDiscover(), properties.getCheck().getPath());
	}

	/**
	 * Return the properties that have another value now.
	 * @param now the properties as they are now
	 * @return the names
	 */
	List<String> changed(FixedProperties now) {
		return this.values.keySet()
			.stream()
			.filter((name) -> !Objects.equals(this.values.get(name), now.values().get(name)))
			.map((name) -> "upgrade.required." + name)
			.toList();
	}

	/**
	 * Keep the values that rules are made of, too.
	 * @param properties the properties to change
	 */
	void keepIn(UpgradeRequiredProperties properties) {
		properties.getWebsocket().setDiscover(this.discover);
		properties.getCheck().setPath(this.checkPath);
	}

}
