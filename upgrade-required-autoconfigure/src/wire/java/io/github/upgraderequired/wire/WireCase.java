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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * One case of the data file: the bytes of a request and what must come back.
 *
 * @param name what the case is about, as a sentence
 * @param request the request line and header fields, in lines
 * @param payload the body to send, or {@code null} for none
 * @param transports where the case runs: {@code clear}, {@code tls} or both
 * @param expected what must come back
 * @param exceptions what comes back from a server that differs, with the reason, by the
 * name of the server
 */
public record WireCase(String name, String request, @Nullable Payload payload, List<String> transports, Expected expected,
		Map<String, Expected> exceptions) {

	private static final String FILE = "wire-cases.yaml";

	public static List<WireCase> load() {
		try (InputStream file = WireCase.class.getResourceAsStream("/" + FILE)) {
			List<Map<String, Object>> cases = new Yaml().load(file);
			return cases.stream().map(WireCase::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static WireCase of(Map<String, Object> entry) {
		Map<String, Map<String, Object>> exceptions = (Map<String, Map<String, Object>>) entry.getOrDefault("except",
				Map.of());
		exceptions.forEach((server, exception) -> {
			if (!exception.containsKey("reason")) {
				throw new IllegalStateException("No reason for the exception of " + server + ": " + entry);
			}
		});
		return new WireCase((String) entry.get("name"), (String) entry.get("request"),
				Payload.of((Map<String, Object>) entry.get("payload")),
				(List<String>) entry.getOrDefault("over", List.of("clear", "tls")), Expected.of(entry),
				exceptions(exceptions));
	}

	private static Map<String, Expected> exceptions(Map<String, Map<String, Object>> entries) {
		Map<String, Expected> exceptions = new HashMap<>();
		entries.forEach((servers, entry) -> {
			for (String server : servers.split(",\\s*")) {
				exceptions.put(server, Expected.of(entry));
			}
		});
		return exceptions;
	}

	public Expected expectedFrom(String server) {
		return this.exceptions.getOrDefault(server, this.expected);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * The body of a request.
	 *
	 * @param size the number of bytes
	 * @param chunked whether to send it in chunks rather than with a length
	 */
	public record Payload(int size, boolean chunked) {

		private static @Nullable Payload of(@Nullable Map<String, Object> entry) {
			return (entry != null) ? new Payload((Integer) entry.get("size"), Boolean.TRUE.equals(entry.get("chunked")))
					: null;
		}

	}

	/**
	 * What must come back.
	 *
	 * @param status the status code
	 * @param present fields and their values. {@code Connection} must hold the option
	 * among others
	 * @param absent fields that must not be there
	 * @param body texts that the body must hold; an empty list asks for nothing
	 * @param without texts that the body must not hold
	 * @param echo what is spoken after a 101: {@code websocket} or {@code lines}
	 * @param next what must come of a request behind it on the same connection:
	 * {@code served}, {@code served-or-closed}, or {@code null} to send none
	 */
	public record Expected(int status, Map<String, String> present, List<String> absent, List<String> body,
			List<String> without, @Nullable String echo, @Nullable String next) {

		@SuppressWarnings("unchecked")
		private static Expected of(Map<String, Object> entry) {
			Map<String, Object> present = (Map<String, Object>) entry.getOrDefault("present", Map.of());
			return new Expected((Integer) entry.get("status"),
					present.entrySet()
						.stream()
						.collect(Collectors.toMap(Map.Entry::getKey, (field) -> field.getValue().toString())),
					(List<String>) entry.getOrDefault("absent", List.of()),
					(List<String>) entry.getOrDefault("body", List.of()),
					(List<String>) entry.getOrDefault("without", List.of()), (String) entry.get("echo"),
					(String) entry.get("next"));
		}

	}

}
