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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The body of a refusal in bytes, with blanks for what each request fills in.
 */
final class Template {

	/** Bytes that most requests do not exceed. */
	private static final int FILLED = 256;

	/** Noncharacters, which stand in no text that comes from elsewhere. */
	private static final String INSTANCE = "\ufdd0";

	private static final String REQUEST = "\ufdd1";

	private static final String HTTPS = "\ufdd2";

	private static final Pattern BLANK = Pattern.compile("(?=[\ufdd0-\ufdd2])|(?<=[\ufdd0-\ufdd2])");

	/** To be rendered into the text of a template. */
	static final Occurrence BLANKS = new Occurrence(INSTANCE, REQUEST, HTTPS);

	/** The same where there is no URL. */
	static final Occurrence BLANKS_WITHOUT_HTTPS = new Occurrence(INSTANCE, REQUEST, null);

	private final List<Part> parts;

	private final int size;

	/**
	 * Create a template.
	 * @param text the body, with blanks
	 */
	Template(String text) {
		this.parts = Arrays.stream(BLANK.split(text)).map(Part::of).toList();
		this.size = bytes(text).length;
	}

	/**
	 * Fill in the blanks.
	 * @param occurrence what to fill in
	 * @param escape escapes it for the format of the body
	 * @return the body in UTF-8
	 */
	byte[] fill(Occurrence occurrence, UnaryOperator<String> escape) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(this.size + FILLED);
		for (Part part : this.parts) {
			String value = part.valueOf(occurrence);
			body.writeBytes((value != null) ? bytes(escape.apply(value)) : part.bytes());
		}
		return body.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Part(String text, byte[] bytes) {

		static Part of(String text) {
			return new Part(text, Template.bytes(text));
		}

		@Nullable String valueOf(Occurrence occurrence) {
			return switch (this.text) {
				case INSTANCE -> occurrence.instance();
				case REQUEST -> occurrence.request();
				case HTTPS -> occurrence.https();
				default -> null;
			};
		}

	}

}
