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

package io.github.upgraderequired.wire.version;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Request lines at the edge of HTTP/1.1 that fare alike, and what becomes of them.
 *
 * @param label what the documentation says
 * @param lines the request lines
 * @param fields the lines of the header
 * @param bytes what to send instead: {@code preface} or {@code client-hello}
 * @param where the transports
 * @param outcomes the outcome with and without a rule, by server
 */
record BoundaryCase(String label, List<String> lines, String fields, @Nullable String bytes, List<String> where,
		Map<String, List<String>> outcomes) {

	static final List<String> SERVERS = List.of("tomcat", "jetty", "reactor-netty");

	/** A path with a rule, and one without. */
	static final List<String> PATHS = List.of("/feed", "/open");

	private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

	// An empty SETTINGS frame
	private static final byte[] SETTINGS = { 0, 0, 0, 4, 0, 0, 0, 0, 0 };

	// A record of a handshake in which TLS 1.2 is offered: the random bytes are zeros
	private static final byte[] CLIENT_HELLO = { 22, 3, 1, 0, 47, 1, 0, 0, 43, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
			0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0x13, 1, 0x13, 2, 1, 0 };

	static List<BoundaryCase> load() {
		try (InputStream file = BoundaryCase.class.getResourceAsStream("/http-boundary.yaml")) {
			List<Map<String, Object>> cases = new Yaml().load(file);
			return cases.stream().map(BoundaryCase::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static BoundaryCase of(Map<String, Object> entry) {
		Map<String, List<String>> outcomes = new LinkedHashMap<>();
		SERVERS.forEach((server) -> outcomes.put(server, (List<String>) entry.get(server)));
		List<String> lines = (List<String>) entry.getOrDefault("lines", List.of());
		return new BoundaryCase((String) entry.getOrDefault("label", labelOf(lines)), lines,
				(String) entry.getOrDefault("fields", "Host: localhost"), (String) entry.get("bytes"),
				(List<String>) entry.getOrDefault("where", List.of("clear", "clear-1.1", "tls")), outcomes);
	}

	private static String labelOf(List<String> lines) {
		return lines.stream()
			.map((line) -> "`" + line.substring(line.lastIndexOf(' ') + 1) + "`")
			.collect(Collectors.joining(", "));
	}

	/**
	 * Return what becomes of a request.
	 * @param server the server, whichever stack runs on it
	 * @param path one of {@link #PATHS}
	 * @return the outcome, in the words of the data file
	 */
	String outcome(String server, String path) {
		List<String> outcome = this.outcomes.get(server.replace("reactive-", ""));
		return outcome.get(Math.min(PATHS.indexOf(path), outcome.size() - 1));
	}

	/**
	 * Return the requests to send, by what is in them.
	 * @param path one of {@link #PATHS}
	 * @return the requests
	 */
	Map<String, byte[]> requests(String path) throws IOException {
		if (this.bytes != null) {
			return Map.of(this.bytes, "preface".equals(this.bytes) ? preface() : CLIENT_HELLO);
		}
		return this.lines.stream()
			.map((line) -> line.replace("{path}", path))
			.collect(Collectors.toMap((line) -> line, this::request, (one, other) -> one, LinkedHashMap::new));
	}

	private byte[] request(String line) {
		String text = Stream.concat(Stream.of(line), this.fields.lines()).collect(Collectors.joining("\r\n"));
		return (text + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] preface() throws IOException {
		ByteArrayOutputStream preface = new ByteArrayOutputStream();
		preface.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
		preface.write(SETTINGS);
		return preface.toByteArray();
	}

}
