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

package io.github.upgraderequired.httpclient;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Reads problem details (RFC 9457) without asking for a JSON library.
 */
final class ProblemReader {

	/**
	 * Length of a body that is read, in bytes. A longer one is no problem detail.
	 */
	static final int MAX_LENGTH = 16 * 1024;

	// Without a JSON library, Spring Boot's parser takes seconds for what nests deeply
	private static final int MAX_DEPTH = 16;

	private static final JsonParser parser = JsonParserFactory.getJsonParser();

	private ProblemReader() {
	}

	/**
	 * Read a body.
	 * @param headers the response's header fields
	 * @param body the response's body
	 * @return the problem detail, or {@code null} if the body is none
	 */
	static @Nullable ProblemDetail read(HttpHeaders headers, byte[] body) {
		if (body.length == 0 || body.length > MAX_LENGTH || !isJson(headers)) {
			return null;
		}
		String json = new String(body, StandardCharsets.UTF_8);
		if (isDeep(json)) {
			return null;
		}
		try {
			Map<String, Object> members = parser.parseMap(json);
			// One of the parsers reads "null" as a map
			return (members != null) ? read(members) : null;
		}
		catch (RuntimeException ex) {
			// Whatever a parser makes of what a server may send
			return null;
		}
	}

	// What stands in strings counts too: no problem detail has that many brackets in them
	private static boolean isDeep(String json) {
		int depth = 0;
		for (int i = 0; i < json.length() && depth <= MAX_DEPTH; i++) {
			switch (json.charAt(i)) {
				case '{', '[' -> depth++;
				case '}', ']' -> depth--;
				default -> {
				}
			}
		}
		return depth > MAX_DEPTH;
	}

	static boolean isJson(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			return type != null && (type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
					|| type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static ProblemDetail read(Map<String, Object> members) {
		Map<String, Object> others = new LinkedHashMap<>(members);
		ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.UPGRADE_REQUIRED);
		if (others.remove("type") instanceof String type && uri(type) != null) {
			problem.setType(uri(type));
		}
		if (others.remove("title") instanceof String title) {
			problem.setTitle(title);
		}
		if (others.remove("detail") instanceof String detail) {
			problem.setDetail(detail);
		}
		if (others.remove("instance") instanceof String instance) {
			problem.setInstance(uri(instance));
		}
		others.remove("status");
		problem.setProperties(others);
		return problem;
	}

	/**
	 * Parse a URI that somebody else has written.
	 * @param text the text
	 * @return the URI, or {@code null} if it is none
	 */
	static @Nullable URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
