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

package io.github.upgraderequired.http;

/**
 * The {@code token} of RFC 9110, section 5.6.2: what names of methods, protocols and
 * connection options are made of. A token holds no control character, white space, comma,
 * slash or quote, so it is safe to write into a header field.
 */
public final class Token {

	private static final String TCHAR_MARKS = "!#$%&'*+-.^_`|~";

	private Token() {
	}

	/**
	 * Return whether the given text is a token.
	 * @param text the text to look at
	 * @return {@code false} if it is empty or holds a character that no token may hold
	 */
	public static boolean isToken(CharSequence text) {
		for (int i = 0; i < text.length(); i++) {
			if (!isTokenCharacter(text.charAt(i))) {
				return false;
			}
		}
		return !text.isEmpty();
	}

	/**
	 * Return a token that is like a text.
	 * @param text the text; must not be empty
	 * @return the text, with a dash for each character that no token may hold
	 */
	public static String like(String text) {
		StringBuilder token = new StringBuilder(text.length());
		text.chars().forEach((c) -> token.append(isTokenCharacter((char) c) ? (char) c : '-'));
		return token.toString();
	}

	private static boolean isTokenCharacter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| TCHAR_MARKS.indexOf(c) >= 0;
	}

}
