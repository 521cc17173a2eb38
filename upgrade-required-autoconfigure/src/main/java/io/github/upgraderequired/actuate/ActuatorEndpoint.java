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

package io.github.upgraderequired.actuate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An endpoint that is exposed over HTTP.
 *
 * @param name its id
 * @param path its path below the context path
 * @param operations the patterns of its operations, which are nothing but its own
 * @param additionalPaths its paths elsewhere on the application's own port
 */
record ActuatorEndpoint(String name, String path, List<PathPattern> operations, List<PathPattern> additionalPaths) {

	private static final EndpointId HEALTH = EndpointId.of("health");

	/**
	 * Read the endpoints that are exposed.
	 * @param endpoints where Actuator says what it exposes
	 * @param prefix the path of the dispatcher servlet below the context path; empty for
	 * the root
	 * @return the endpoints
	 */
	static List<ActuatorEndpoint> of(PathMappedEndpoints endpoints, String prefix) {
		List<ActuatorEndpoint> all = new ArrayList<>();
		for (PathMappedEndpoint endpoint : endpoints) {
			EndpointId id = ((ExposableEndpoint<?>) endpoint).getEndpointId();
			String path = prefix + endpoints.getPath(id);
			all.add(new ActuatorEndpoint(id.toString(), path,
					parse(operations(endpoint, path, prefix + endpoints.getBasePath())),
					parse(endpoints.getAdditionalPaths(WebServerNamespace.SERVER, id)
						.stream()
						.map(prefix::concat)
						.toList())));
		}
		return List.copyOf(all);
	}

	// As Actuator maps them. What is below a path without selectors belongs to others
	private static Iterable<String> operations(PathMappedEndpoint endpoint, String path, String basePath) {
		if (!(endpoint instanceof ExposableWebEndpoint webEndpoint)) {
			return List.of(path + "/**");
		}
		EndpointMapping mapping = new EndpointMapping(basePath);
		Set<String> paths = new LinkedHashSet<>();
		webEndpoint.getOperations()
			.forEach((operation) -> paths.add(mapping.createSubPath(operation.getRequestPredicate().getPath())));
		return paths;
	}

	private static List<PathPattern> parse(Iterable<String> paths) {
		List<PathPattern> patterns = new ArrayList<>();
		paths.forEach((path) -> patterns.add(PathPatternParser.defaultInstance.parse(path)));
		return List.copyOf(patterns);
	}

	boolean isIn(ActuatorExemption exemption) {
		return exemption == ActuatorExemption.ALL
				|| (exemption == ActuatorExemption.HEALTH && HEALTH.toString().equals(this.name));
	}

}
