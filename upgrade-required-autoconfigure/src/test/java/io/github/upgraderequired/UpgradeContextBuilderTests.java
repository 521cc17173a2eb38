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

import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.TlsVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpgradeContextBuilder}.
 */
class UpgradeContextBuilderTests {

	@Test
	void withoutFurtherCallsItIsClearTextRequestOverHttp11() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat").build();
		assertThat(context.method()).isEqualTo("GET");
		assertThat(context.httpVersion()).isEqualTo(HttpVersion.HTTP_1_1);
		assertThat(context.isSecure()).isFalse();
		assertThat(context.tlsVersion()).isNull();
		assertThat(context.host()).isEqualTo("localhost");
		assertThat(context.header("Host")).isEqualTo("localhost");
		assertThat(context.remoteAddress()).isEqualTo("127.0.0.1");
	}

	@Test
	void targetIsPathAndQuery() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat%20room?name=a/b?c").build();
		assertThat(context.rawPath()).isEqualTo("/chat%20room");
		assertThat(context.rawQuery()).isEqualTo("name=a/b?c");
		assertThat(context.path().value()).isEqualTo("/chat%20room");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "chat", "*", "http://example.com/chat" })
	void targetThatIsNoPathIsRefused(String target) {
		assertThatIllegalArgumentException().isThrownBy(() -> UpgradeContext.builder("GET", target));
	}

	@Test
	void fieldsAreFoundInAnyCaseAndKeepTheirLines() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat")
			.header("Upgrade", "h2c")
			.header("UPGRADE", "websocket")
			.build();
		assertThat(context.header("upgrade")).isEqualTo("h2c");
		assertThat(context.headers("uPGRADE")).containsExactly("h2c", "websocket");
	}

	@Test
	void absentFieldHasNoValue() {
		UpgradeContext context = UpgradeContext.builder("GET", "/chat").build();
		assertThat(context.header("Upgrade")).isNull();
		assertThat(context.headers("Upgrade")).isEmpty();
	}

	@Test
	void everythingTheServerKnowsCanBeSet() {
		UpgradeContext context = UpgradeContext.builder("GET", "/a/../chat")
			.secure(TlsVersion.TLS_1_3)
			.httpVersion(HttpVersion.HTTP_2)
			.host("chat.example")
			.remoteAddress("192.0.2.7")
			.normalizedPath("/chat")
			.build();
		assertThat(context.isSecure()).isTrue();
		assertThat(context.tlsVersion()).isEqualTo(TlsVersion.TLS_1_3);
		assertThat(context.httpVersion()).isEqualTo(HttpVersion.HTTP_2);
		assertThat(context.host()).isEqualTo("chat.example");
		assertThat(context.remoteAddress()).isEqualTo("192.0.2.7");
		assertThat(context.matches(PathPatternParser.defaultInstance.parse("/chat"))).isTrue();
	}

	@Test
	void protocolOfAConnectCanBeSet() {
		UpgradeContextBuilder connect = UpgradeContext.builder("CONNECT", "/chat").connectProtocol("websocket");
		assertThat(connect.httpVersion(HttpVersion.HTTP_2).build().connectProtocol()).isEqualTo("websocket");
		assertThat(connect.httpVersion(HttpVersion.HTTP_3).build().connectProtocol()).isEqualTo("websocket");
	}

	@Test
	void nothingButAConnectFromHttp2OnHasAProtocol() {
		UpgradeContextBuilder connect = UpgradeContext.builder("CONNECT", "/chat").connectProtocol("websocket");
		assertThat(connect.build().connectProtocol()).isNull();
		assertThat(connect.httpVersion(null).build().connectProtocol()).isNull();
		UpgradeContextBuilder get = UpgradeContext.builder("GET", "/chat").connectProtocol("websocket");
		assertThat(get.httpVersion(HttpVersion.HTTP_2).build().connectProtocol()).isNull();
	}

	@Test
	void contextDoesNotChangeWithItsBuilder() {
		UpgradeContextBuilder builder = UpgradeContext.builder("GET", "/chat").header("Upgrade", "h2c");
		UpgradeContext context = builder.build();
		builder.header("Upgrade", "websocket").header("Connection", "Upgrade");
		assertThat(context.headers("Upgrade")).containsExactly("h2c");
		assertThat(context.header("Connection")).isNull();
	}

}
