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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Writes the body of a refusal. Declare a bean of this type where clients expect an error
 * envelope of their own; status and header fields stay those of the specification.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UpgradeRefusalRenderer {

	/**
	 * Render the body of a refusal. What comes from the request must be escaped for the
	 * format.
	 * @param context the refused request
	 * @param refusal the decision
	 * @return the body, or {@code null} to fall back to the built-in one
	 */
	@Nullable Body render(UpgradeContext context, UpgradeRefusal refusal);

	/**
	 * A rendered body.
	 *
	 * @param contentType the value for {@code Content-Type}
	 * @param content the bytes
	 */
	record Body(MediaType contentType, byte[] content) {

		/**
		 * Create a body from text in UTF-8.
		 * @param contentType the value for {@code Content-Type}
		 * @param text the text
		 * @return the body
		 */
		public static Body of(MediaType contentType, String text) {
			return new Body(contentType, text.getBytes(StandardCharsets.UTF_8));
		}

	}

}
