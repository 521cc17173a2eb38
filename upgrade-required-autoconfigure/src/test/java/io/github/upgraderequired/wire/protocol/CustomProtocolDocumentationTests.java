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

package io.github.upgraderequired.wire.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The handler of the documentation that asks for the negotiated protocol.
 */
class CustomProtocolDocumentationTests {

	@ParameterizedTest
	@EnumSource
	void handlerIsToldTheVersion(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", DevicesApplication.class,
				"upgrade.required.rules.devices.paths=/devices/**",
				"upgrade.required.rules.devices.protocols=iot-mux/2,iot-mux/1,websocket")) {
			assertThat(get("iot-mux/1", server).text()).isEqualTo("plain");
			assertThat(get("iot-mux/2", server).text()).isEqualTo("compressed");
			assertThat(get("iot-mux/3", server).lines("Upgrade")).containsExactly("iot-mux/2, iot-mux/1, websocket");
		}
	}

	private static RawResponse get(String offer, TestServer server) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send(("GET /devices/1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: " + offer
					+ "\r\nConnection: Upgrade\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class DevicesApplication {

		@GetMapping("/devices/{id}")
		String connect(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol) {
			boolean compressed = "2".equals(protocol.version());
			return compressed ? "compressed" : "plain";
		}

	}

}
