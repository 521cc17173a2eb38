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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedFields}.
 */
class ForwardedFieldsTests {

	@ParameterizedTest
	@ValueSource(strings = { "Via", "VIA", "Forwarded", "forwarded", "X-Forwarded-For", "x-forwarded-anything" })
	void fieldThatProxiesAddShowsOne(String name) {
		assertThat(ForwardedFields.isOfProxy(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forward", "X-Forwarded", "Viaduct", "X-Via", "Host", "Forwarded-For" })
	void anyOtherFieldDoesNot(String name) {
		assertThat(ForwardedFields.isOfProxy(name)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Proto, https", "X-Forwarded-Proto, wss", "'X-Forwarded-Proto', 'https,http'",
			"X-Forwarded-Ssl, on", "Forwarded, for=192.0.2.7;proto=https", "Forwarded, 'proto=\"https\"'" })
	void fieldsSayHttpsAsSpringReadsThem(String name, String value) {
		assertThat(ForwardedFields.sayHttps(Map.of(name, value)::get)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Proto, http", "X-Forwarded-Ssl, off", "Forwarded, for=192.0.2.7",
			"X-Forwarded-For, https", "X-Proto, https" })
	void fieldsThatDoNotSaySoDoNot(String name, String value) {
		assertThat(ForwardedFields.sayHttps(Map.of(name, value)::get)).isFalse();
	}

	@Test
	void versionIsToldWhereTheFieldHasOne() {
		ForwardedFields fields = new ForwardedFields(false).withHttpVersionField("X-Version");
		assertThat(fields.tellHttpVersion((name) -> List.of("HTTP/2.0"))).isTrue();
		assertThat(fields.tellHttpVersion((name) -> List.of())).isFalse();
		assertThat(fields.tellHttpVersion((name) -> List.of("h2"))).isFalse();
		assertThat(fields.tellHttpVersion((name) -> List.of("2", "2"))).isFalse();
		assertThat(new ForwardedFields(false).tellHttpVersion((name) -> List.of("HTTP/2.0"))).isFalse();
	}

	@Test
	void whoReadsThemIsKnown() {
		ForwardedFields server = new ForwardedFields(true);
		assertThat(server.isReadByServer()).isTrue();
		assertThat(server.isReadByFramework()).isFalse();
		ForwardedFields framework = new ForwardedFields(false).readByFramework().withHttpVersionField("X-Version");
		assertThat(framework.isReadByServer()).isFalse();
		assertThat(framework.isReadByFramework()).isTrue();
	}

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

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2.0", "HTTP/2", "2.0", "2" })
	void proxyTellsTheHttpVersionOfItsClient(String value) {
		assertThat(httpVersion(List.of(value))).isEqualTo(HttpVersion.HTTP_2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/", "http/2", "h2", "2.", "20", "HTTP/1.1, HTTP/2.0", "two" })
	void httpVersionIsNotKnownWhereTheProxyTellsNone(String value) {
		assertThat(httpVersion(List.of(value))).isNull();
	}

	@Test
	void httpVersionIsNotKnownWhereThereAreTwo() {
		assertThat(httpVersion(List.of("HTTP/1.1", "HTTP/2.0"))).isNull();
	}

	@Test
	void httpVersionIsThatOfTheConnectionWhereTheProxyTellsNothing() {
		assertThat(httpVersion(List.of())).isEqualTo(HttpVersion.HTTP_1_1);
	}

	@Test
	void httpVersionIsThatOfTheConnectionWhereNoFieldTellsIt() {
		assertThat(this.readByServer.httpVersion((name) -> List.of("HTTP/2.0"), HttpVersion.HTTP_1_1))
			.isEqualTo(HttpVersion.HTTP_1_1);
		assertThat(this.readByServer.httpVersion((name) -> List.of("HTTP/2.0"), null)).isNull();
	}

	@Test
	void fieldOfTheHttpVersionDecidesNothingOfTls() {
		ForwardedFields fields = this.readByServer.withHttpVersionField("X-Version");
		Map<String, String> sent = Map.of("X-Version", "HTTP/2.0");
		assertThat(fields.mayHaveDecided(sent::get, sent::get)).isFalse();
		Map<String, String> proto = Map.of("X-Proto", "https");
		assertThat(fields.mayHaveDecided(proto::get, proto::get)).isTrue();
	}

	private static @Nullable HttpVersion httpVersion(List<String> lines) {
		return new ForwardedFields(false).withHttpVersionField("X-Version")
			.httpVersion((name) -> "X-Version".equals(name) ? lines : List.of(), HttpVersion.HTTP_1_1);
	}

}
