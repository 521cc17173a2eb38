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

package io.github.upgraderequired.reactive;

import java.util.List;

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveServers}.
 */
class ReactiveServersTests {

	private final ReactiveServers servers = new ReactiveServers(List.of(new ReactorNettyServer()));

	@Test
	void mockIsAServerOfHttp11() {
		MockServerHttpRequest mock = MockServerHttpRequest.get("/feed").build();
		assertThat(this.servers.of(mock).httpVersion(mock)).isEqualTo(HttpVersion.HTTP_1_1);
		assertThat(this.servers.of(mock).tlsVersion(mock)).isNull();
	}

	@Test
	void decoratedOrMutatedMockIsAMock() {
		MockServerHttpRequest mock = MockServerHttpRequest.get("/feed").build();
		for (ServerHttpRequest request : List.of(new ServerHttpRequestDecorator(mock),
				mock.mutate().header("X-Seen", "true").build(),
				new ServerHttpRequestDecorator(mock.mutate().path("/other").build()))) {
			assertThat(this.servers.of(request).httpVersion(request)).isEqualTo(HttpVersion.HTTP_1_1);
			assertThat(this.servers.of(request).sentHeader(request, "X-Seen")).isNull();
		}
	}

	@Test
	void mockHasTheHostOfItsUrl() {
		assertThat(hostOf("https://shop.test:8443/feed")).isEqualTo("shop.test");
		assertThat(hostOf("/feed")).isEqualTo("localhost");
	}

	@Test
	void mockHasTheHostOfItsField() {
		assertThat(hostOf(MockServerHttpRequest.get("/feed").header("Host", "shop.test:8080").build()))
			.isEqualTo("shop.test");
	}

	private @Nullable String hostOf(String url) {
		return hostOf(MockServerHttpRequest.get(url).build());
	}

	private @Nullable String hostOf(MockServerHttpRequest mock) {
		return new ReactiveUpgradeContext(mock, this.servers.of(mock), new ForwardedFields(false), false).host();
	}

}
