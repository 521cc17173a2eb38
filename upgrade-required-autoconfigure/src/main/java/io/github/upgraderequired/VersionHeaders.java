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

package io.github.upgraderequired;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The header fields in which served clients are told which versions there are, and from
 * when on they have to have them. Not for applications.
 *
 * @param minimum the name of the field for the first version that is accepted, or
 * {@code null} for none
 * @param latest the name of the field for the latest version, or {@code null} for none
 * @param enforceAt the name of the field for the moment from which clients are refused
 * that are served until then, or {@code null} for none
 * @param date that moment, or {@code null} if there is none
 * @param vary the names of the fields of a request that tell a client
 */
public record VersionHeaders(@Nullable String minimum, @Nullable String latest, @Nullable String enforceAt,
		@Nullable Instant date, List<String> vary) {

	/**
	 * Create header fields.
	 * @param minimum the name of the field for the first version that is accepted, or
	 * {@code null} for none
	 * @param latest the name of the field for the latest version, or {@code null} for
	 * none
	 * @param enforceAt the name of the field for the moment from which clients are
	 * refused that are served until then, or {@code null} for none
	 * @param date that moment, or {@code null} if there is none
	 * @param vary the names of the fields of a request that tell a client
	 */
	public VersionHeaders {
		vary = List.copyOf(vary);
	}

	Map<String, List<String>> of(@Nullable ClientRelease release, boolean passes) {
		if (this.minimum == null && this.latest == null && this.enforceAt == null) {
			return Map.of();
		}
		Map<String, List<String>> fields = new LinkedHashMap<>();
		if (release != null) {
			put(this.minimum, release.minimum(), fields);
			put(this.latest, release.latest(), fields);
		}
		if (!passes) {
			put(this.enforceAt, this.date, fields);
		}
		if (!this.vary.isEmpty()) {
			fields.put("Vary", this.vary);
		}
		return fields;
	}

	private static void put(@Nullable String name, @Nullable Object value, Map<String, List<String>> fields) {
		if (name != null && value != null) {
			fields.put(name, List.of(value.toString()));
		}
	}

}
