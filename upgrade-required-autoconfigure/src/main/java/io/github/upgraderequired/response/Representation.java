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

import java.util.List;
import java.util.Map;

import org.springframework.http.MediaType;

/**
 * A format for the body of a refusal.
 */
interface Representation {

	/**
	 * Return the media types of which one must be acceptable.
	 * @return the media types; the first is the one sent
	 */
	List<MediaType> mediaTypes();

	/**
	 * Return further header fields that the format calls for.
	 * @return the fields with their values; may be empty
	 */
	default Map<String, String> headers() {
		return Map.of();
	}

	/**
	 * Render the body. What comes from the request is escaped for the format.
	 * @param problem what to tell of the requirement
	 * @param occurrence what to tell of the request
	 * @return the text
	 */
	String render(Problem problem, Occurrence occurrence);

	/**
	 * Escape what comes from a request, where it stands in the body.
	 * @param value the value
	 * @return the value as {@link #render} writes it
	 */
	String escape(String value);

}
