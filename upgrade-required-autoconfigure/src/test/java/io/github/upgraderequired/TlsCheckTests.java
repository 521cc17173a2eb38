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

package io.github.upgraderequired;

import java.util.List;

import io.github.upgraderequired.http.TlsVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TlsCheck}.
 */
class TlsCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "TLS", "TLS/1.2", "TLS/1.3" })
	@DisplayName("R17: a request in clear text is told the TLS token")
	void clearTextRequestIsRefused(String protocol) {
		UpgradeDecision decision = UpgradeDecision.require(UpgradeContext.builder("GET", "/").build(), protocol);
		assertThat(decision).isInstanceOfSatisfying(UpgradeRefusal.class,
				(refusal) -> assertThat(refusal.upgradeField()).isEqualTo(protocol));
	}

	@Test
	void secureRequestIsOnTlsEvenIfTheServerDoesNotTellTheVersion() {
		assertThat(require(null, "TLS")).isEqualTo(UpgradeDecision.proceed());
		assertThat(require(TlsVersion.TLS_1_0, "TLS")).isEqualTo(UpgradeDecision.proceed());
	}

	@ParameterizedTest
	@CsvSource({ "TLS/1.2, TLS_1_2", "TLS/1.2, TLS_1_3", "TLS/1.3, TLS_1_3" })
	void requestOnThatVersionOrLaterPasses(String protocol, TlsVersion version) {
		assertThat(require(version, protocol)).isEqualTo(UpgradeDecision.proceed());
	}

	@ParameterizedTest
	@CsvSource({ "TLS/1.2, TLS_1_1", "TLS/1.2, TLS_1_0", "TLS/1.3, TLS_1_2" })
	void requestOnAnEarlierVersionIsRefused(String protocol, TlsVersion version) {
		assertThat(require(version, protocol)).isInstanceOf(UpgradeRefusal.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS/1.2", "TLS/1.3" })
	void secureRequestOfUnknownVersionIsRefused(String protocol) {
		assertThat(require(null, protocol)).isInstanceOf(UpgradeRefusal.class);
	}

	@Test
	@DisplayName("R14a: an offer of TLS in Upgrade proves nothing")
	void offerOfTlsInClearTextIsRefused() {
		UpgradeContext context = UpgradeContext.builder("GET", "/")
			.header("Upgrade", "TLS/1.2")
			.header("Connection", "Upgrade")
			.build();
		assertThat(UpgradeDecision.require(context, "TLS/1.2")).isInstanceOf(UpgradeRefusal.class);
	}

	@ParameterizedTest
	@CsvSource({ "TLS/1.0, deprecated", "TLS/1.1, deprecated", "TLS/1.4, no such TLS version",
			"TLS/1, no such TLS version", "TLS/v1.3, no such TLS version" })
	void versionThatCannotBeRequiredIsRefusedWithTheReason(String protocol, String reason) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpgradeRequirement.anyOf(List.of(UpgradeProtocol.parse(protocol))))
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource({ "TLS, over TLS (https)", "TLS/1.2, over TLS (https) in version 1.2 or later",
			"TLS/1.3, over TLS (https) in version 1.3 or later" })
	void refusalSaysTheConditionInWords(String protocol, String condition) {
		assertThat(UpgradeDecision.refuse(protocol).detail())
			.isEqualTo("This resource is available only " + condition + ".");
	}

	private static UpgradeDecision require(TlsVersion version, String protocol) {
		return UpgradeDecision.require(UpgradeContext.builder("GET", "/").secure(version).build(), protocol);
	}

}
