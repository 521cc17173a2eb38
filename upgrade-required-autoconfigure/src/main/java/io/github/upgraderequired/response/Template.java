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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;

/**
 * The body for a problem in bytes, with blanks for what each request fills in.
 */
final class Template {

	/** Halves of surrogate pairs, which stand alone in no text. */
	private static final String INSTANCE = "\ud800";

	private static final String REQUEST = "\ud801";

	private static final String HTTPS = "\ud802";

	private static final Pattern BLANK = Pattern.compile("(?=[\ud800-\ud802])|(?<=[\ud800-\ud802])");

	private final Representation representation;

	private final List<Part> parts;

	private Template(Representation representation, String text) {
		this.representation = representation;
		this.parts = Arrays.stream(BLANK.split(text)).map(Part::of).toList();
	}

	/**
	 * Return whether there can be templates of a refusal.
	 * @param refusal the refusal
	 * @return whether nothing in its text could be taken for a blank
	 */
	static boolean isPossible(UpgradeRefusal refusal) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(refusal.detail() + refusal.rule() + refusal.members());
	}

	/**
	 * Create a template.
	 * @param problem what the body tells
	 * @param representation the format
	 * @param https whether it has an https URL
	 * @return the template
	 */
	static Template of(Problem problem, Representation representation, boolean https) {
		Occurrence blanks = new Occurrence(INSTANCE, () -> REQUEST, https ? HTTPS : null);
		return new Template(representation, representation.render(problem, blanks));
	}

	/**
	 * Fill in the blanks.
	 * @param occurrence what to fill in
	 * @return the body in UTF-8
	 */
	byte[] fill(Occurrence occurrence) {
		byte[][] filled = new byte[this.parts.size()][];
		int length = 0;
		for (int i = 0; i < filled.length; i++) {
			String value = this.parts.get(i).valueOf(occurrence);
			filled[i] = (value != null) ? bytes(this.representation.escape(value)) : this.parts.get(i).bytes();
			length += filled[i].length;
		}
		ByteBuffer body = ByteBuffer.allocate(length);
		for (byte[] part : filled) {
			body.put(part);
		}
		return body.array();
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
				case HTTPS -> occurrence.https();
				default -> null;
			};
		}

	}

}
