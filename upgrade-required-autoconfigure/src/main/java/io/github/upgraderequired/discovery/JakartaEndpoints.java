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

package io.github.upgraderequired.discovery;

import java.util.ArrayList;
import java.util.List;

import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

import org.springframework.context.ApplicationContext;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

/**
 * The endpoints of Jakarta WebSocket that Spring hands to the container. The container
 * answers a handshake on them before any servlet.
 */
final class JakartaEndpoints {

	private final ApplicationContext context;

	JakartaEndpoints(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Return the paths of the endpoints.
	 * @return path templates (Jakarta WebSocket, section 4.4) below the context path;
	 * none where no exporter hands endpoints to the container
	 */
	List<String> webSocketPaths() {
		List<String> paths = new ArrayList<>();
		if (this.context.getBeanNamesForType(ServerEndpointExporter.class, true, false).length > 0) {
			for (String name : this.context.getBeanNamesForAnnotation(ServerEndpoint.class)) {
				ServerEndpoint endpoint = this.context.findAnnotationOnBean(name, ServerEndpoint.class, false);
				if (endpoint != null) {
					paths.add(endpoint.value());
				}
			}
			// The exporter creates them too
			this.context.getBeansOfType(ServerEndpointConfig.class)
				.values()
				.forEach((config) -> paths.add(config.getPath()));
		}
		return paths;
	}

}
