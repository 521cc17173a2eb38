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

package io.github.upgraderequired.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;

/**
 * A request with forwarded headers, and what comes of it.
 *
 * @param over {@code clear} or {@code tls}
 * @param absolute whether the target has a scheme, {@code https}
 * @param lines the lines of the header
 * @param outcomes the outcome, by strategy
 * @param exceptions the outcomes that differ, by server
 */
public record ForwardedHeaderCase(String over, boolean absolute, List<String> lines, Map<String, String> outcomes,
		Map<String, Map<String, String>> exceptions) {

	static final List<String> STRATEGIES = List.of("none", "framework", "native");

	@SuppressWarnings("unchecked")
	public static List<ForwardedHeaderCase> load() {
		try (InputStream file = ForwardedHeaderCase.class.getResourceAsStream("/forwarded-headers.yaml")) {
			List<Map<String, Object>> cases = new Yaml().load(file);
			return cases.stream()
				.map((entry) -> new ForwardedHeaderCase((String) entry.get("over"),
						(boolean) entry.getOrDefault("absolute", false), ((String) entry.get("send")).lines().toList(), outcomes(entry),
						exceptions((Map<String, Map<String, Object>>) entry.getOrDefault("except", Map.of()))))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> outcomes(Map<String, Object> entry) {
		Map<String, String> outcomes = new HashMap<>();
		STRATEGIES.stream()
			.filter(entry::containsKey)
			.forEach((strategy) -> outcomes.put(strategy, entry.get(strategy).toString()));
		return outcomes;
	}

	private static Map<String, Map<String, String>> exceptions(Map<String, Map<String, Object>> entries) {
		Map<String, Map<String, String>> exceptions = new HashMap<>();
		entries.forEach((servers, entry) -> {
			for (String server : servers.split(",\\s*")) {
				exceptions.put(server, outcomes(entry));
			}
		});
		return exceptions;
	}

	/**
	 * Return what comes of the request.
	 * @param server the server. A name without a version stands for all
	 * @param strategy the strategy
	 * @return the outcome, in the words of the data file
	 */
	public String outcome(String server, String strategy) {
		String name = server.replaceFirst("(-[0-9]+)+$", "");
		return exception(server, strategy, exception(name, strategy, this.outcomes.get(strategy)));
	}

	private String exception(String server, String strategy, String otherwise) {
		return this.exceptions.getOrDefault(server, Map.of()).getOrDefault(strategy, otherwise);
	}

	byte[] request(String path) {
		String target = this.absolute ? "https://localhost" + path : path;
		return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", this.lines) + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public String toString() {
		return String.join(" and ", this.lines) + " over " + this.over + (this.absolute ? " with an absolute target" : "");
	}

}
