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

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VersionNumber}.
 */
class VersionNumberTests {

	@ParameterizedTest
	@CsvSource({ "3.2, 3.2.0", "3.2, 3.02", "3, 3.0.0.0", "0, 0.0", "v3.2, 3.2", "V3.2, 3.2", "3.2-rc.1, 3.2",
			"3.2rc1, 3.2", "3.2+build, 3.2", "3.2 (build 7), 3.2", "3.2., 3.2", "3..2, 3", "3.x, 3", "010, 10",
			"2026.09.1, 2026.9.1" })
	void versionsThatDifferInWhatDoesNotCountAreEqual(String one, String other) {
		assertThat(number(one)).isEqualTo(number(other)).hasSameHashCodeAs(number(other));
		assertThat(number(one).compareTo(number(other))).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "3.9, 3.10", "1.9, 1.10", "3.2, 3.2.0.1", "1.12.0, 1.12.0.1", "2025.12.31, 2026.9.1", "20411, 20412",
			"3.1.9, 3.2", "9, 10", "99999999999999999998.1, 99999999999999999999.1", "2147483647, 2147483648",
			"9223372036854775807, 9223372036854775808", "0.9, 1-rc.1" })
	void earlierVersionIsBelow(String earlier, String later) {
		assertThat(number(earlier)).isLessThan(number(later)).isNotEqualTo(number(later));
		assertThat(number(later)).isGreaterThan(number(earlier));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v", "vv1", "dev", "-1", ".1", "rc1", " 1", "\u0661.\u0662", "latest" })
	void textThatDoesNotBeginWithANumberIsNone(String text) {
		assertThat(VersionNumber.parse(text)).isNull();
	}

	@Test
	void textIsKept() {
		assertThat(number("v3.2-rc.1")).hasToString("v3.2-rc.1");
	}

	/**
	 * The oracle is the plainest comparison there is.
	 */
	@Test
	void orderIsThatOfTheNumbersOfTheParts() {
		Random random = new Random(426);
		for (int i = 0; i < 50_000; i++) {
			List<BigInteger> one = parts(random);
			List<BigInteger> other = parts(random);
			assertThat(Integer.signum(number(write(one, random)).compareTo(number(write(other, random)))))
				.isEqualTo(compare(one, other));
		}
	}

	@Test
	void orderIsTotalAndTransitive() {
		Random random = new Random(426);
		List<VersionNumber> numbers = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			numbers.add(number(write(parts(random), random)));
		}
		for (VersionNumber a : numbers) {
			for (VersionNumber b : numbers) {
				assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
				assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
				for (VersionNumber c : numbers) {
					if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
						assertThat(a).isLessThanOrEqualTo(c);
					}
				}
			}
		}
	}

	private static List<BigInteger> parts(Random random) {
		List<BigInteger> parts = new ArrayList<>();
		for (int i = random.nextInt(4); i >= 0; i--) {
			parts.add((random.nextInt(5) == 0) ? new BigInteger(80, random) : BigInteger.valueOf(random.nextInt(12)));
		}
		return parts;
	}

	private static String write(List<BigInteger> parts, Random random) {
		List<String> texts = new ArrayList<>();
		parts.forEach((part) -> texts.add("0".repeat(random.nextInt(3)) + part));
		texts.addAll(Collections.nCopies(random.nextInt(3), "0"));
		return (random.nextBoolean() ? "v" : "") + String.join(".", texts)
				+ List.of("", "-rc.1", "+7", " x", ".").get(random.nextInt(5));
	}

	private static int compare(List<BigInteger> one, List<BigInteger> other) {
		for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
			BigInteger a = (i < one.size()) ? one.get(i) : BigInteger.ZERO;
			BigInteger b = (i < other.size()) ? other.get(i) : BigInteger.ZERO;
			if (!a.equals(b)) {
				return a.compareTo(b);
			}
		}
		return 0;
	}

	private static VersionNumber number(String text) {
		VersionNumber number = VersionNumber.parse(text);
		assertThat(number).as(text).isNotNull();
		return number;
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "3.1.9, 3.1", "3.10, 3.10", "3, 3.0", "v3.1, 3.1", "03.010.2, 3.10", "0, 0.0", "0.0.1, 0.0",
					"00.1, 0.1", "3., 3.0", "3.x, 3.0", "3-rc, 3.0", "20412, 20412.0", "3.0, 3.0", "10.05, 10.5",
					"dev, none", "v, none", ".5, none", "'', none" })
	void majorAndMinorVersionAreTheFirstParts(String text, String majorMinor) {
		assertThat(VersionNumber.majorMinor(text)).isEqualTo(majorMinor);
	}

	@ParameterizedTest
	@CsvSource({ "3, true", "3.1, true", "v3.1.0, true", "3., false", "3.1-rc.1, false", "3.x, false", "3..1, false",
			"3.1., false" })
	void numberIsExactWhereNothingFollowsIt(String text, boolean exact) {
		assertThat(VersionNumber.parse(text).isExact()).isEqualTo(exact);
	}

}
