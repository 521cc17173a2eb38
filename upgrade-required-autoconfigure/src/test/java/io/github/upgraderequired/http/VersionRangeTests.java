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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link VersionRange}.
 */
class VersionRangeTests {

	@ParameterizedTest
	@CsvSource({ "3.4.1, 3.4.1", "3.4.1, 3.4.1-rc.1", "3.4, 3.4.0", "=3.4, 3.4", ">=3.4.0 <3.4.3, 3.4.0",
			">=3.4.0 <3.4.3, 3.4.2.9", ">3.4 <=3.5, 3.5", "<3.4, 0", ">=3.4, 999", "  >=3.4   <4  , 3.9",
			">=3.4 <=3.4, 3.4" })
	void versionIsInTheRange(String range, String version) {
		assertThat(VersionRange.parse(range).contains(VersionNumber.parse(version))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "3.4.1, 3.4.2", "3.4.1, 3.4.1.1", ">=3.4.0 <3.4.3, 3.4.3", ">=3.4.0 <3.4.3, 3.3.9", ">3.4 <=3.5, 3.4",
			"<3.4, 3.4", ">=3.4, 3.3.999" })
	void versionIsNotInTheRange(String range, String version) {
		assertThat(VersionRange.parse(range).contains(VersionNumber.parse(version))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "dev", ">=", "=>3.4", "~3.4", "^3.4", ">= 3.4", "3.4 - 3.5", "<>3", ">=3,<4",
			"3.4.*", "3.4.x", "3.4.0-3.4.3", "3.4+", "3.4.0|3.4.1", "3.4.1-rc.1", "3." })
	void textThatIsNoRangeIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> VersionRange.parse(text))
			.withMessageContaining("no version");
	}

	@ParameterizedTest
	@ValueSource(strings = { ">=4 <3", ">3 <3", ">=3 <3", ">3 <=3", "3 4", "=3 >3", "<0", "<0.0 <3" })
	void rangeWithoutAVersionIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> VersionRange.parse(text))
			.withMessage("No version is in the range");
	}

	@ParameterizedTest
	@CsvSource({ ">=3, <5, true", ">=3, <=3, true", ">3, <3, false", ">3, <=3, true", ">=3, <3, true", ">=5, <3, false",
			"<5, >=3, false", ">=3, 5, false", ">=3 <4, <5, false", ">=3, >=5, false" })
	void rangesOpenAtEitherEndMayLeaveNothingOut(String above, String below, boolean everything) {
		assertThat(VersionRange.parse(above).completes(VersionRange.parse(below))).isEqualTo(everything);
	}

}
