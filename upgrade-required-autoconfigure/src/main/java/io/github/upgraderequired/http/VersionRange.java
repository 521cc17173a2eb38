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
 * A single version, or those between two: {@code 3.4.1}, {@code >=3.4.0 <3.4.3}.
 */
public final class VersionRange {

	private static final Bound ZERO = Bound.parse(">=0");

	private final List<Bound> bounds;

	private VersionRange(List<Bound> bounds) {
		this.bounds = bounds;
	}

	/**
	 * Parse a range.
	 * @param text a version, or bounds separated by spaces, of which all hold
	 * @return the range
	 * @throws IllegalArgumentException if there is no version in a bound, or no version
	 * in the range; the message says which
	 */
	public static VersionRange parse(String text) {
		List<Bound> bounds = new ArrayList<>();
		for (String bound : text.trim().split(" +")) {
			bounds.add(Bound.parse(bound));
		}
		VersionRange range = new VersionRange(bounds);
		if (range.isEmpty()) {
			throw new IllegalArgumentException("No version is in the range");
		}
		return range;
	}

	/**
	 * Return whether a version is in the range.
	 * @param version the version
	 * @return whether all bounds hold
	 */
	public boolean contains(VersionNumber version) {
		return this.bounds.stream().allMatch((bound) -> bound.holds(version));
	}

	/**
	 * Return whether two ranges, of which each is open at one end, leave nothing out.
	 * @param other the other range
	 * @return whether every version is in one of them
	 */
	public boolean completes(VersionRange other) {
		return this.bounds.size() == 1 && other.bounds.size() == 1 && this.bounds.get(0).isOpenAbove()
				&& other.bounds.get(0).isOpenBelow() && this.bounds.get(0).meets(other.bounds.get(0));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof VersionRange that && this.bounds.equals(that.bounds);
	}

	@Override
	public int hashCode() {
		return this.bounds.hashCode();
	}

	// Versions are dense: between two of them there is another one, and none is below 0
	private boolean isEmpty() {
		return this.bounds.stream().anyMatch((bound) -> ZERO.excludes(bound)) || this.bounds.stream()
			.anyMatch((lower) -> this.bounds.stream().anyMatch((upper) -> lower.excludes(upper)));
	}

	/**
	 * A bound.
	 *
	 * @param operator {@code >=}, {@code >}, {@code <=}, {@code <} or {@code =}
	 * @param version what to compare with
	 */
	private record Bound(String operator, VersionNumber version) {

		static Bound parse(String text) {
			int end = 0;
			while (end < text.length() && "<>=".indexOf(text.charAt(end)) >= 0) {
				end++;
			}
			String operator = text.substring(0, end);
			String number = text.substring(end);
			VersionNumber version = VersionNumber.parse(number);
			if (version == null || !version.isExact() || !List.of("", "=", "<", "<=", ">", ">=").contains(operator)) {
				throw new IllegalArgumentException("'" + text + "' is no version, and no bound such as >=3.4.0");
			}
			return new Bound(operator.isEmpty() ? "=" : operator, version);
		}

		boolean holds(VersionNumber other) {
			int order = other.compareTo(this.version);
			return (order == 0) ? this.operator.endsWith("=") : this.operator.startsWith((order > 0) ? ">" : "<");
		}

		boolean isOpenAbove() {
			return this.operator.startsWith(">");
		}

		boolean isOpenBelow() {
			return this.operator.startsWith("<");
		}

		boolean isLower() {
			return !this.operator.startsWith("<");
		}

		boolean isUpper() {
			return !this.operator.startsWith(">");
		}

		// No version lies between the two
		boolean meets(Bound upper) {
			int order = this.version.compareTo(upper.version);
			return order < 0 || (order == 0 && (this.operator.endsWith("=") || upper.operator.endsWith("=")));
		}

		boolean excludes(Bound upper) {
			if (!isLower() || !upper.isUpper()) {
				return false;
			}
			int order = this.version.compareTo(upper.version);
			return order > 0 || (order == 0 && !(holds(upper.version) && upper.holds(this.version)));
		}

	}

}
