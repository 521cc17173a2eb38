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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TlsVersion}.
 */
class TlsVersionTests {

	@ParameterizedTest
	@CsvSource({ "TLSv1, TLS_1_0", "TLSv1.1, TLS_1_1", "TLSv1.2, TLS_1_2", "TLSv1.3, TLS_1_3" })
	void versionIsReadAsTheJdkSpellsIt(String protocol, TlsVersion expected) {
		assertThat(TlsVersion.parse(protocol)).isEqualTo(expected);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(
			strings = { "", "NONE", "SSLv3", "SSLv2Hello", "TLSv1.4", "tlsv1.3", "TLS/1.3", "TLSv1.3 ", "DTLSv1.2" })
	void anyOtherProtocolLeavesTheVersionUnknown(String protocol) {
		assertThat(TlsVersion.parse(protocol)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
			"TLS_AES_128_CCM_8_SHA256" })
	void suiteWithoutKeyExchangeTellsTls13(String suite) {
		assertThat(TlsVersion.ofCipherSuite(suite)).isEqualTo(TlsVersion.TLS_1_3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384",
			"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_DHE_RSA_WITH_AES_128_CCM",
			"TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8" })
	void authenticatedEncryptionWithKeyExchangeTellsTls12(String suite) {
		assertThat(TlsVersion.ofCipherSuite(suite)).isEqualTo(TlsVersion.TLS_1_2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
			"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA" })
	void suiteThatOlderVersionsHaveTooTellsNothing(String suite) {
		assertThat(TlsVersion.ofCipherSuite(suite)).isNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(
			strings = { "", "SSL_NULL_WITH_NULL_NULL", "SSL_RSA_WITH_3DES_EDE_CBC_SHA", "ECDHE-RSA-AES128-GCM-SHA256" })
	void nameThatIsNoSuiteOfTlsTellsNothing(String suite) {
		assertThat(TlsVersion.ofCipherSuite(suite)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "TLS_1_3, TLS_1_2, true", "TLS_1_2, TLS_1_2, true", "TLS_1_1, TLS_1_2, false",
			"TLS_1_0, TLS_1_1, false" })
	void versionIsAtLeastItselfAndWhatCameBefore(TlsVersion version, TlsVersion minimum, boolean expected) {
		assertThat(version.isAtLeast(minimum)).isEqualTo(expected);
	}

	@Test
	void versionsAscend() {
		assertThat(TlsVersion.values()).containsExactly(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2,
				TlsVersion.TLS_1_3);
	}

	@ParameterizedTest
	@CsvSource({ "jakarta.servlet.request.secure_protocol, TLSv1.3, TLS_1_3",
			"org.apache.tomcat.util.net.secure_protocol_version, TLSv1.2, TLS_1_2",
			"jakarta.servlet.request.cipher_suite, TLS_AES_128_GCM_SHA256, TLS_1_3",
			"jakarta.servlet.request.cipher_suite, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, TLS_1_2" })
	void servletContainersTellTheVersionInAnAttribute(String name, String value, TlsVersion expected) {
		assertThat(TlsVersion.ofServletRequest(HttpVersion.HTTP_2, Map.of(name, value)::get)).isEqualTo(expected);
	}

	@Test
	void requestWithoutAttributesHasNoVersion() {
		assertThat(TlsVersion.ofServletRequest(HttpVersion.HTTP_2, (name) -> null)).isNull();
		assertThat(TlsVersion.ofServletRequest(null, (name) -> null)).isNull();
	}

	@Test
	void requestOverHttp3HasTls13WithoutAttributes() {
		assertThat(TlsVersion.ofServletRequest(HttpVersion.HTTP_3, (name) -> null)).isEqualTo(TlsVersion.TLS_1_3);
	}

}
