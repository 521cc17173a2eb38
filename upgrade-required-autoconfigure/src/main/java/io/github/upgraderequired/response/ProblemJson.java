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

package io.github.upgraderequired.response;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;
import org.springframework.http.MediaType;

/**
 * Problem details (RFC 9457).
 */
final class ProblemJson implements Representation {

	private static final List<MediaType> MEDIA_TYPES = List.of(MediaType.APPLICATION_PROBLEM_JSON,
			MediaType.APPLICATION_JSON);

	// The only form of JsonWriter that is binary compatible from Spring Boot 3.5 to 4.1
	private static final JsonWriter<Map<String, Object>> writer = JsonWriter.standard();

	private static final JsonWriter<String> strings = JsonWriter.standard();

	@Override
	public List<MediaType> mediaTypes() {
		return MEDIA_TYPES;
	}

	@Override
	public String render(Problem problem, Occurrence occurrence) {
		UpgradeRefusal refusal = problem.refusal();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", problem.type());
		members.put("title", problem.title());
		members.put("status", problem.status());
		members.put("detail", refusal.detail());
		members.put("instance", occurrence.instance());
		members.put("protocols", problem.protocols());
		putIfPresent(members, "rule", refusal.rule());
		putIfPresent(members, "link", refusal.link());
		putIfPresent(members, "https", occurrence.https());
		members.putAll(refusal.members());
		return writer.writeToString(members);
	}

	@Override
	public String escape(String value) {
		if (isPlain(value)) {
			return value;
		}
		String quoted = strings.writeToString(value);
		return quoted.substring(1, quoted.length() - 1);
	}

	private static boolean isPlain(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c < ' ' || c > '~' || c == '"' || c == '\\') {
				return false;
			}
		}
		return true;
	}

	private static void putIfPresent(Map<String, Object> members, String name, @Nullable Object value) {
		if (value != null) {
			members.put(name, value);
		}
	}

}
