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

package io.github.upgraderequired.wire.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;

/**
 * A request that is made of every path of an application.
 *
 * @param name what the request is about
 * @param request request line and header fields, in lines, with {@code {path}} in place
 * of the path
 */
record DiscoveryCase(String name, String request) {

	static List<DiscoveryCase> load() {
		try (InputStream file = DiscoveryCase.class.getResourceAsStream("/discovery/requests.yaml")) {
			List<Map<String, String>> cases = new Yaml().load(file);
			return cases.stream().map((entry) -> new DiscoveryCase(entry.get("name"), entry.get("request"))).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String bytes(String path) {
		return this.request.replace("{path}", path).stripTrailing().replace("\n", "\r\n") + "\r\n\r\n";
	}

}
