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

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldList}.
 */
class FieldListTests {

	@Test
	void absentFieldHasNoMembers() {
		assertThat(FieldList.members(List.of())).isEmpty();
		assertThat(FieldList.contains(List.of(), "upgrade")).isFalse();
	}

	@Test
	void membersKeepTheirOrderAndTheirCase() {
		assertThat(FieldList.members(List.of("h2c, WebSocket,TLS/1.3"))).containsExactly("h2c", "WebSocket", "TLS/1.3");
	}

	@Test
	@DisplayName("R4: a list may come on several lines")
	void membersOfAllLinesAreReadInOrder() {
		List<String> lines = List.of("h2c, websocket", "", "iot-mux/1");
		assertThat(FieldList.members(lines)).containsExactly("h2c", "websocket", "iot-mux/1");
		assertThat(FieldList.contains(lines, "iot-mux/1")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { " a ,b", "a\t,\tb", "\t a, \t b \t", "a ,  b  " })
	void spacesAndTabsAroundMembersDoNotCount(String line) {
		assertThat(FieldList.members(List.of(line))).containsExactly("a", "b");
	}

	@Test
	void spacesInsideMemberStay() {
		assertThat(FieldList.members(List.of(" a b "))).containsExactly("a b");
	}

	// Each is white space to String.trim() or strip(), and none is to RFC 9110, 5.6.3
	@ParameterizedTest
	@ValueSource(ints = { 0x00, 0x0a, 0x0b, 0x0c, 0x0d, 0x1f, 0x85, 0xa0, 0x2003, 0x2028, 0x3000 })
	void nothingButSpaceAndTabIsWhitespace(int character) {
		String member = (char) character + "upgrade" + (char) character;
		assertThat(FieldList.members(List.of(member))).containsExactly(member);
		assertThat(FieldList.contains(List.of(member), "upgrade")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { ",a,b", "a,,b", "a,b,", ", ,a,\t,b, ,,", " , a , , b , " })
	void emptyMembersDoNotCount(String line) {
		assertThat(FieldList.members(List.of(line))).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t", ",", " , ,," })
	void lineOfNothingHasNoMembers(String line) {
		assertThat(FieldList.members(List.of(line))).isEmpty();
		assertThat(FieldList.contains(List.of(line), "")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgrade", "Upgrade", "UPGRADE", "keep-alive, uPgRaDe", "close,Upgrade,te" })
	@DisplayName("R4: connection options compare case-insensitively")
	void memberIsFoundInAnyCase(String line) {
		assertThat(FieldList.contains(List.of(line), "upgrade")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgrades", "pre-upgrade", "upgrade-insecure-requests", "up grade", "\"upgrade\"",
			"upgrade;q=1" })
	void partOfMemberIsNotFound(String line) {
		assertThat(FieldList.contains(List.of(line), "upgrade")).isFalse();
	}

	@Test
	void memberIsNotGluedTogetherFromTwoLines() {
		assertThat(FieldList.contains(List.of("up", "grade"), "upgrade")).isFalse();
	}

}
