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
import java.util.Map;

import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpgradeRedirect}.
 */
class UpgradeRedirectTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "443 https://localhost/a", "8443 https://localhost:8443/a",
			"1 https://localhost:1/a", "65535 https://localhost:65535/a" })
	void portStandsInTheUrlUnlessItIs443(int port, String location) {
		assertThat(location("/a", port)).isEqualTo(location);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/?", "/a%20b/%E4;x=1/..;/c?q=%3D&r=a/b?c", "//two/slashes", "/a\"b<c>|{}`^\\" })
	void pathAndQueryStandAsTheClientSentThem(String target) {
		assertThat(location(target, 443)).isEqualTo("https://localhost" + target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a\r\nX-Injected: 1", "/a?b\nc", "/a b", "/\u007f", "/\u0000" })
	void targetThatMayNotStandInAFieldIsNotRedirected(String target) {
		assertThat(UpgradeRedirect.toHttps(UpgradeContext.builder("GET", target).build(), 308, 443)).isNull();
	}

	@Test
	void bytesBeyondAsciiArePercentEncoded() {
		assertThat(location("/caf\u00e9?q=\u00fc%20[1]", 443)).isEqualTo("https://localhost/caf%C3%A9?q=%C3%BC%20[1]");
	}

	@Test
	void requestWithoutHostIsNotRedirected() {
		assertThat(UpgradeRedirect.toHttps(UpgradeContext.builder("GET", "/").host(null).build(), 308, 443)).isNull();
	}

	@Test
	void secureRequestIsNotRedirectedSinceItWouldLoop() {
		assertThat(UpgradeRedirect.toHttps(UpgradeContext.builder("GET", "/").secure(null).build(), 308, 443)).isNull();
	}

	@Test
	void handshakeIsNotRedirectedSinceItsClientsDoNotFollow() {
		UpgradeContextBuilder[] handshakes = {
				UpgradeContext.builder("GET", "/").header("Upgrade", "h2c, WebSocket").header("Connection", "upgrade"),
				UpgradeContext.builder("GET", "/").header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
				UpgradeContext.builder("CONNECT", "/")
					.httpVersion(HttpVersion.HTTP_2)
					.header("Sec-WebSocket-Version", "13") };
		for (UpgradeContextBuilder handshake : handshakes) {
			assertThat(UpgradeRedirect.toHttps(handshake.build(), 308, 443)).isNull();
		}
	}

	@Test
	void otherOffersAreRedirected() {
		assertThat(UpgradeRedirect.toHttps(
				UpgradeContext.builder("GET", "/").header("Upgrade", "h2c").header("Connection", "upgrade").build(),
				307, 443))
			.hasToString("307 to https://localhost/");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 300, 303, 304, 309, 426 })
	void statusThatIsNoRedirectToAnotherUrlIsNotPossible(int status) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpgradeRedirect.toHttps(UpgradeContext.builder("GET", "/").build(), status, 443));
	}

	@Test
	void copiesKeepTheRest() {
		UpgradeRedirect redirect = UpgradeRedirect.toHttps(UpgradeContext.builder("GET", "/").build(), 301, 443);
		assertThat(redirect).isNotNull();
		assertThat(redirect.rule()).isNull();
		assertThat(redirect.headers()).isEmpty();
		UpgradeRedirect copy = redirect.withRule("secure").withHeaders(Map.of("X-A", List.of("b")));
		assertThat(copy).hasToString("301 to https://localhost/ by rule secure");
		assertThat(copy.rule()).isEqualTo("secure");
		assertThat(copy.headers()).containsExactly(Map.entry("X-A", List.of("b")));
		assertThat(copy.withRule("other").headers()).containsExactly(Map.entry("X-A", List.of("b")));
	}

	private static String location(String target, int port) {
		UpgradeRedirect redirect = UpgradeRedirect.toHttps(UpgradeContext.builder("GET", target).build(), 308, port);
		assertThat(redirect).isNotNull();
		return redirect.location();
	}

}
