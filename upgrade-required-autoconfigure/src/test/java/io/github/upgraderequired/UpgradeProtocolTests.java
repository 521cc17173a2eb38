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

import io.github.upgraderequired.Condition.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpgradeProtocol}.
 */
class UpgradeProtocolTests {

	@Test
	void protocolIsNameAlone() {
		UpgradeProtocol protocol = UpgradeProtocol.parse("iot-mux");
		assertThat(protocol.name()).isEqualTo("iot-mux");
		assertThat(protocol.version()).isNull();
	}

	@Test
	void protocolIsNameAndVersion() {
		UpgradeProtocol protocol = UpgradeProtocol.parse("iot-mux/1.0-rc");
		assertThat(protocol.name()).isEqualTo("iot-mux");
		assertThat(protocol.version()).isEqualTo("1.0-rc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/1", "iot-mux/", "iot-mux/1/2", " iot-mux", "iot-mux ", "iot mux", "iot-mux/ 1",
			"iot-mux, websocket", "iot-mux/1,2", "\"iot-mux\"", "iot-mux;q=1", "iot-mux\r\nX: y", "iot-m\u00fcx",
			"iot-mux/\u0661", "web\u017focket" })
	void textThatTheGrammarDoesNotAllowIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeProtocol.parse(text))
			.withMessageContaining("A protocol is a name, or a name, a slash and a version");
	}

	@ParameterizedTest
	@CsvSource({ "WebSocket, websocket", "WEBSOCKET, websocket", "tls, TLS", "Tls/1.3, TLS/1.3", "http/1.1, HTTP/1.1",
			"Http/2.0, HTTP/2.0", "H2, h2", "H2C, h2c", "h2C, h2c", "HTTP/3, HTTP/3.0", "TLS, TLS",
			"websocket, websocket", "CONNECT-UDP, connect-udp", "Connect-Udp, connect-udp", "connect-udp, connect-udp",
			"CONNECT-IP, connect-ip", "Connect-IP/1, connect-ip/1" })
	@DisplayName("Registered names are written as the IANA upgrade token registry spells them")
	void registeredNameIsWrittenAsRegistered(String text, String canonical) {
		assertThat(UpgradeProtocol.parse(text)).hasToString(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "IoT-Mux", "IoT-Mux/V1", "httpx/2", "h3", "TLSv1/2" })
	void otherNameIsWrittenAsGiven(String text) {
		assertThat(UpgradeProtocol.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/2, HTTP/2.0", "HTTP/3, HTTP/3.0", "http/2, HTTP/2.0", "HTTP/1.1, HTTP/1.1" })
	void versionOfHttpIsWrittenWithTwoDigits(String text, String canonical) {
		assertThat(UpgradeProtocol.parse(text)).hasToString(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS/1", "iot-mux/1", "HTTP" })
	void noOtherVersionIsCompleted(String text) {
		assertThat(UpgradeProtocol.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "IoT-Mux/1, iot-mux/1", "WEBSOCKET, websocket", "http/2, HTTP/2.0" })
	@DisplayName("R4: names compare case-insensitively")
	void protocolsAreEqualWhateverTheCaseOfTheName(String one, String other) {
		assertThat(UpgradeProtocol.parse(one)).isEqualTo(UpgradeProtocol.parse(other))
			.hasSameHashCodeAs(UpgradeProtocol.parse(other));
	}

	@ParameterizedTest
	@CsvSource({ "iot-mux/1, iot-mux/2", "iot-mux/1, iot-mux/1.0", "iot-mux/a, iot-mux/A", "iot-mux, iot-mux/1",
			"iot-mux/1, iot-mux", "h2, h2c" })
	void protocolsOfDifferentVersionOrNameDiffer(String one, String other) {
		assertThat(UpgradeProtocol.parse(one)).isNotEqualTo(UpgradeProtocol.parse(other));
	}

	@Test
	void protocolIsNotEqualToItsText() {
		assertThat(UpgradeProtocol.WEBSOCKET).isNotEqualTo("websocket").isNotEqualTo(null);
	}

	@Test
	void constantsAreWhatTheirTextParsesTo() {
		assertThat(UpgradeProtocol.parse("websocket")).isEqualTo(UpgradeProtocol.WEBSOCKET);
		assertThat(UpgradeProtocol.parse("TLS")).isEqualTo(UpgradeProtocol.TLS);
		assertThat(UpgradeProtocol.parse("HTTP/1.1")).isEqualTo(UpgradeProtocol.HTTP_1_1);
		assertThat(UpgradeProtocol.parse("HTTP/2")).isEqualTo(UpgradeProtocol.HTTP_2);
		assertThat(UpgradeProtocol.parse("HTTP/3")).isEqualTo(UpgradeProtocol.HTTP_3);
	}

	@ParameterizedTest
	@CsvSource({ "TLS, TLS", "tls/1.3, TLS", "HTTP/2, HTTP_VERSION", "h2, HTTP_VERSION", "H2C, HTTP_VERSION",
			"websocket, SWITCHED", "connect-udp, SWITCHED", "connect-ip, SWITCHED", "iot-mux/1, SWITCHED",
			"h3, HTTP_VERSION" })
	void nameTellsTheKind(String text, Kind kind) {
		assertThat(UpgradeProtocol.parse(text).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource({ "iot-mux, iot-mux", "iot-mux, iot-mux/2", "iot-mux, IOT-MUX/2", "iot-mux/1, Iot-Mux/1" })
	void offerFitsWhereTheNameIsTheSameAndTheVersionIsNotAskedForOrTheSame(String required, String offered) {
		assertThat(UpgradeProtocol.parse(required).inVersionOf(UpgradeProtocol.parse(offered)))
			.isEqualTo(UpgradeProtocol.parse(offered));
	}

	@ParameterizedTest
	@CsvSource({ "iot-mux/1, iot-mux", "iot-mux/1, iot-mux/2", "iot-mux/1, iot-mux/1.0", "iot-mux, iot-mux2",
			"websocket, websocket/13" })
	void offerOfAnotherNameOrVersionDoesNotFit(String required, String offered) {
		assertThat(UpgradeProtocol.parse(required).inVersionOf(UpgradeProtocol.parse(offered))).isNull();
	}

	@Test
	@DisplayName("RFC 9110, 7.8: what is not a protocol is passed over, the others still count")
	void listIsReadWithoutWhatIsNoProtocol() {
		List<String> members = List.of("websocket", "a b", "iot-mux/1", "a/b/c", "\"x\"");
		assertThat(UpgradeProtocol.parseValid(members)).containsExactly(UpgradeProtocol.WEBSOCKET,
				UpgradeProtocol.parse("iot-mux/1"));
	}

}
