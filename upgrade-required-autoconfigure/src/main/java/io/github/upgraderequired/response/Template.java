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
	private static final int FILLED = 512;

	/** Noncharacters, which stand in no configuration. */
	private static final String INSTANCE = "\ufdd0";

	private static final String REQUEST = "\ufdd1";

	private static final String DETAIL = "\ufdd2";

	private static final String RULE = "\ufdd3";

	private static final String LINK = "\ufdd4";

	private static final String HTTPS = "\ufdd5";

	private static final Pattern BLANK = Pattern.compile("(?=[\ufdd0-\ufdd5])|(?<=[\ufdd0-\ufdd5])");

	private final List<Part> parts;

	private final int size;

	/**
	 * Create a template.
	 * @param text the body, with {@linkplain #blank blanks}
	 */
	Template(String text) {
		this.parts = Arrays.stream(BLANK.split(text)).map(Part::of).toList();
		this.size = bytes(text).length;
	}

	/**
	 * Return the blanks for an occurrence, to be rendered into the text of a template.
	 * @param occurrence says what there is to fill in
	 * @return the blanks
	 */
	static Occurrence blank(Occurrence occurrence) {
		return new Occurrence(INSTANCE, () -> REQUEST, DETAIL, (occurrence.rule() != null) ? RULE : null,
				(occurrence.link() != null) ? LINK : null, (occurrence.https() != null) ? HTTPS : null);
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

	/**
	 * A part of a body.
	 *
	 * @param blank a blank, or empty
	 * @param bytes what stands there where it is none
	 */
	private record Part(String blank, byte[] bytes) {

		static Part of(String text) {
			return BLANK.matcher(text).find() ? new Part(text, new byte[0]) : new Part("", Template.bytes(text));
		}

		@Nullable String valueOf(Occurrence occurrence) {
			return switch (this.blank) {
				case INSTANCE -> occurrence.instance();
				case REQUEST -> occurrence.request().get();
				case DETAIL -> occurrence.detail();
				case RULE -> occurrence.rule();
				case LINK -> occurrence.link();
				case HTTPS -> occurrence.https();
				default -> null;
			};
		}

	}

}
