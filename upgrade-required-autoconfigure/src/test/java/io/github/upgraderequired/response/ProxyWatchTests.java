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

package io.github.upgraderequired.response;

import java.net.URI;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeContextBuilder;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProxyWatch}, as refusals tell it.
 */
class ProxyWatchTests {

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ProxyWatch.class);

	private final RefusalResponses always = responses(UpgradeField.ALWAYS);

	private final RefusalResponses direct = responses(UpgradeField.DIRECT);

	@Test
	void firstRefusalThroughAProxyOfUnknownVersionIsWarnedAbout() {
		refuse(this.always, get().header("Via", "1.1 proxy"));
		refuse(this.always, get().header("X-Forwarded-For", "192.0.2.7"));
		assertThat(warnings()).singleElement()
			.asString()
			.contains("upgrade.required.http-version.header")
			.contains("upgrade.required.response.upgrade-field")
			.contains("proxy_hide_header Upgrade");
	}

	@Test
	void refusalThatSaysNothingOfAProxyIsNotWarnedAbout() {
		refuse(this.always, get());
		refuse(this.always, get().header("Via", "2 proxy").clientHttpVersion(HttpVersion.HTTP_1_1));
		refuse(this.always, get().header("Via", "2 proxy").clientHttpVersion(HttpVersion.HTTP_2));
		refuse(this.always, get().header("Via", "2 proxy").httpVersion(HttpVersion.HTTP_2));
		refuse(this.direct, get().header("Via", "1.1 proxy"));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void firstHandshakeInHttp10IsWarnedAboutWithTheLineToAdd() {
		for (int i = 0; i < 2; i++) {
			refuse(this.direct,
					get().httpVersion(HttpVersion.HTTP_1_0)
						.header("Upgrade", "WebSocket")
						.header("Connection", "upgrade"));
		}
		assertThat(warnings()).singleElement().asString().contains("proxy_http_version 1.1;");
	}

	@Test
	void otherRequestInHttp10IsNoHandshake() {
		refuse(this.direct, get().httpVersion(HttpVersion.HTTP_1_0));
		refuse(this.direct, get().header("Upgrade", "websocket"));
		assertThat(warnings()).isEmpty();
	}

	private static RefusalResponses responses(UpgradeField upgradeField) {
		return new RefusalResponses(URI.create("about:blank"), upgradeField, null, List.of());
	}

	private static UpgradeContextBuilder get() {
		return UpgradeContext.builder("GET", "/chat");
	}

	private static void refuse(RefusalResponses responses, UpgradeContextBuilder request) {
		responses.create(request.build(), UpgradeDecision.refuse("websocket"));
	}

	private List<String> warnings() {
		return this.log.messages(Level.WARN);
	}

}
