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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedFields}.
 */
class ForwardedFieldsTests {

	private final ForwardedFields readByFilter = new ForwardedFields(false);

	private final ForwardedFields readByServer = new ForwardedFields(true, "X-Proto");

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Proxied-Https", "Proxy-Ssl-Id",
			"Proxy-auth-cert", "X-Proto" })
	void fieldThatTheServerReadsMayHaveDecidedAlthoughItIsStillThere(String name) {
		Map<String, String> fields = Map.of(name, "");
		assertThat(this.readByServer.mayHaveDecided(fields::get, fields::get)).isTrue();
	}

	@Test
	void fieldThatIsStillThereDecidesNothingWhereTheServerDoesNotReadIt() {
		Map<String, String> fields = Map.of("X-Forwarded-Proto", "https");
		assertThat(this.readByFilter.mayHaveDecided(fields::get, fields::get)).isFalse();
	}

	@Test
	void fieldThatAFilterTookAwayMayHaveDecided() {
		Map<String, String> sent = Map.of("X-Forwarded-Ssl", "on");
		assertThat(this.readByFilter.mayHaveDecided(sent::get, (name) -> null)).isTrue();
	}

	@Test
	void fieldThatTellsNothingOfTlsDecidesNothing() {
		Map<String, String> sent = Map.of("X-Forwarded-For", "192.0.2.1", "X-Forwarded-Host", "example.com",
				"X-Forwarded-Port", "443", "X-Forwarded-Prefix", "/app");
		assertThat(this.readByServer.mayHaveDecided(sent::get, sent::get)).isFalse();
		assertThat(this.readByFilter.mayHaveDecided(sent::get, (name) -> null)).isFalse();
	}

	@Test
	void fieldThatAFilterMadeUpDecidesNothing() {
		assertThat(this.readByFilter.mayHaveDecided((name) -> null, (name) -> "https")).isFalse();
		assertThat(this.readByServer.mayHaveDecided((name) -> null, (name) -> "https")).isFalse();
	}

}
