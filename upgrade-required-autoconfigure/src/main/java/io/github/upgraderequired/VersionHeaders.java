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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.http.VersionNumber;
import org.jspecify.annotations.Nullable;

/**
 * The header fields in which served clients are told which versions there are. Not for
 * applications.
 *
 * @param minimum the name of the field for the first version that is accepted, or
 * {@code null} for none
 * @param latest the name of the field for the latest version, or {@code null} for none
 */
public record VersionHeaders(@Nullable String minimum, @Nullable String latest) {

	Map<String, List<String>> of(@Nullable ClientRelease release) {
		if (release == null || (this.minimum == null && this.latest == null)) {
			return Map.of();
		}
		Map<String, List<String>> fields = new LinkedHashMap<>();
		put(this.minimum, release.minimum(), fields);
		put(this.latest, release.latest(), fields);
		return fields;
	}

	private static void put(@Nullable String name, @Nullable VersionNumber version, Map<String, List<String>> fields) {
		if (name != null && version != null) {
			fields.put(name, List.of(version.toString()));
		}
	}

}
