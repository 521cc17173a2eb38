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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.springframework.boot.json.JsonWriter;

/**
 * The answer to a client that asks how it stands.
 */
public final class ClientReport {

	private static final JsonWriter<Map<String, Object>> writer = JsonWriter.standard();

	private ClientReport() {
	}

	/**
	 * Write a report.
	 * @param clients how the client stands with each rule that knows it
	 * @return the report, JSON in UTF-8
	 */
	public static byte[] of(List<Map<String, Object>> clients) {
		return writer.writeToString(Map.of("clients", clients)).getBytes(StandardCharsets.UTF_8);
	}

}
