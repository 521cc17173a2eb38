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

package io.github.upgraderequired.httpclient;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a refused request is sent again, and where it is not.
 */
class TlsFollowingTests {

	private static final Map<Integer, Integer> PORTS = Map.of(80, 443, 8080, 8443);

	private final TlsFollowing following = new TlsFollowing(List.of("api.example", "[::1]", "Old.example"), PORTS,
			false);

	@ParameterizedTest
	@CsvSource({ "http://api.example/a, https://api.example/a", "HTTP://API.example:80/a, https://API.example/a",
			"http://old.example, https://old.example", "http://api.example:8080?q=%2F, https://api.example:8443?q=%2F",
			"http://[::1]/%C3%A4%2f?a=b&c=%20#part, https://[::1]/%C3%A4%2f?a=b&c=%20",
			"http://user:p%40ss@api.example/, https://user:p%40ss@api.example/" })
	void sameRequestGoesToHttpsOnTheSameHost(URI asked, URI target) {
		assertThat(this.following.target(HttpMethod.GET, asked)).isEqualTo(target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.example/", "https://api.example:8080/", "http://example/",
			"http://api.example.evil.example/", "http://evil.example/?api.example", "http://api.example:9090/",
			"http://api.example:443/", "ftp://api.example/", "http:opaque", "/relative",
			"http://api.example@evil.example/", "http://api.example./" })
	void noOtherRequestIsSentAgain(URI asked) {
		assertThat(this.following.target(HttpMethod.GET, asked)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" })
	void idempotentMethodsAreSentAgain(String method) {
		assertThat(this.following.target(HttpMethod.valueOf(method), URI.create("http://api.example"))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PATCH", "LINK" })
	void othersAreOnlyIfTheApplicationSaysSo(String method) {
		URI asked = URI.create("http://api.example");
		assertThat(this.following.target(HttpMethod.valueOf(method), asked)).isNull();
		assertThat(new TlsFollowing(List.of("api.example"), PORTS, true).target(HttpMethod.valueOf(method), asked))
			.isNotNull();
	}

	@Test
	void onlyTlsIsFollowed() {
		assertThat(TlsFollowing.isTlsWanted(UpgradeProtocol.parseValid(List.of("HTTP/2", "tls/1.3")))).isTrue();
		assertThat(TlsFollowing.isTlsWanted(UpgradeProtocol.parseValid(List.of("HTTP/2", "websocket", "https"))))
			.isFalse();
	}

}
