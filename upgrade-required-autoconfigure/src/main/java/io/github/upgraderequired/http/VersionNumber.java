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
 * The dotted number at the start of a version, with any number of parts and digits. What
 * follows it, such as {@code -rc.1} or {@code +build}, does not count, nor does a leading
 * {@code v}. Missing parts are zero: {@code 3.2} equals {@code 3.2.0}.
 */
public final class VersionNumber implements Comparable<VersionNumber> {

	private final String text;

	/** Without leading zeros, and without parts that are zero at the end. */
	private final List<String> parts;

	private final boolean exact;

	private VersionNumber(String text, List<String> parts, boolean exact) {
		this.text = text;
		this.parts = parts;
		this.exact = exact;
	}

	/**
	 * Read a version. This takes time linear in the length of the text.
	 * @param text the text
	 * @return the number, or {@code null} if the text does not begin with one
	 */
	public static @Nullable VersionNumber parse(String text) {
		int start = start(text);
		List<String> parts = new ArrayList<>();
		int end = endOfDigits(text, start);
		while (end > start) {
			parts.add(withoutLeadingZeros(text.substring(start, end)));
			start = (end < text.length() && text.charAt(end) == '.') ? end + 1 : end;
			end = endOfDigits(text, start);
		}
		return parts.isEmpty() ? null
				: new VersionNumber(text, withoutZerosAtTheEnd(parts), start == text.length() && !text.endsWith("."));
	}

	/**
	 * Read the first two parts of a version.
	 * @param text the text
	 * @return major and minor version without leading zeros, such as {@code 3.10}, or
	 * {@code null} if the text does not begin with a number
	 */
	public static @Nullable String majorMinor(String text) {
		int start = start(text);
		int major = endOfDigits(text, start);
		if (major == start) {
			return null;
		}
		int minor = (major < text.length() && text.charAt(major) == '.') ? endOfDigits(text, major + 1) : major;
		boolean canonical = minor > major + 1 && isCanonical(text, start, major) && isCanonical(text, major + 1, minor);
		return canonical ? text.substring(start, minor)
				: canonical(text, start, major) + "." + canonical(text, Math.min(major + 1, minor), minor);
	}

	private static boolean isCanonical(String text, int start, int end) {
		return text.charAt(start) != '0' || end == start + 1;
	}

	private static String canonical(String text, int start, int end) {
		String digits = withoutLeadingZeros(text.substring(start, end));
		return digits.isEmpty() ? "0" : digits;
	}

	private static int start(String text) {
		return (text.startsWith("v") || text.startsWith("V")) ? 1 : 0;
	}

	private static int endOfDigits(String text, int start) {
		int end = start;
		while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
			end++;
		}
		return end;
	}

	private static String withoutLeadingZeros(String digits) {
		int start = 0;
		while (start < digits.length() && digits.charAt(start) == '0') {
			start++;
		}
		return digits.substring(start);
	}

	private static List<String> withoutZerosAtTheEnd(List<String> parts) {
		int end = parts.size();
		while (end > 0 && parts.get(end - 1).isEmpty()) {
			end--;
		}
		return List.copyOf(parts.subList(0, end));
	}

	@Override
	public int compareTo(VersionNumber other) {
		for (int i = 0; i < Math.max(this.parts.size(), other.parts.size()); i++) {
			int order = compare(part(i), other.part(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	private String part(int index) {
		return (index < this.parts.size()) ? this.parts.get(index) : "";
	}

	/**
	 * Return whether the number is all there is, so that nothing was written that does
	 * not count.
	 * @return whether nothing follows it
	 */
	public boolean isExact() {
		return this.exact;
	}

	private static int compare(String first, String second) {
		return (first.length() != second.length()) ? Integer.compare(first.length(), second.length())
				: first.compareTo(second);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof VersionNumber that && this.parts.equals(that.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	/**
	 * Return the text that was read.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
