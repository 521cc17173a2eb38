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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A product in a field such as {@code User-Agent} (RFC 9110, section 10.1.5).
 *
 * @param name the name, a token
 * @param version what follows the slash, or {@code null} if there is nothing
 */
public record Product(String name, @Nullable String version) {

	/**
	 * Return the products of a field. What stands in comments (section 5.6.5) does not
	 * count, nor does a word that is no product. Reading takes time linear in the length
	 * of the field.
	 * @param field the value of the field
	 * @return the products in the order of the field; may be empty
	 */
	public static List<Product> parse(String field) {
		List<Product> products = new ArrayList<>();
		words(field).forEach((word) -> add(word, products));
		return products;
	}

	/**
	 * Return whether a field has two values, as a proxy joins two lines with a comma.
	 * @param field the value of the field
	 * @return whether there is a comma between two products with a version
	 */
	public static boolean isList(String field) {
		boolean versioned = false;
		boolean comma = false;
		for (String word : words(field)) {
			comma |= versioned && word.startsWith(",");
			if (word.indexOf('/') >= 0) {
				if (comma) {
					return true;
				}
				versioned = true;
			}
			comma |= versioned && word.endsWith(",");
		}
		return false;
	}

	// All that is not in comments
	private static List<String> words(String field) {
		List<String> words = new ArrayList<>();
		int i = 0;
		while (i < field.length()) {
			char c = field.charAt(i);
			if (c == '(') {
				i = endOfComment(field, i);
			}
			else if (isWhitespace(c)) {
				i++;
			}
			else {
				int end = endOfWord(field, i);
				words.add(field.substring(i, end));
				i = end;
			}
		}
		return words;
	}

	private static void add(String word, List<Product> products) {
		int slash = word.indexOf('/');
		String name = (slash >= 0) ? word.substring(0, slash) : word;
		if (Token.isToken(name)) {
			boolean versioned = slash >= 0 && slash + 1 < word.length();
			products.add(new Product(name, versioned ? word.substring(slash + 1) : null));
		}
	}

	private static int endOfWord(String field, int start) {
		int end = start;
		while (end < field.length() && field.charAt(end) != '(' && !isWhitespace(field.charAt(end))) {
			end++;
		}
		return end;
	}

	// One that is not closed goes to the end
	private static int endOfComment(String field, int start) {
		int depth = 0;
		for (int i = start; i < field.length(); i++) {
			switch (field.charAt(i)) {
				case '\\' -> i++;
				case '(' -> depth++;
				case ')' -> depth--;
				default -> {
				}
			}
			if (depth == 0) {
				return i + 1;
			}
		}
		return field.length();
	}

	private static boolean isWhitespace(char c) {
		return c == ' ' || c == '\t';
	}

}
