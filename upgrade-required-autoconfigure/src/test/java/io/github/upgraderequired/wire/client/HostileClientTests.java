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

package io.github.upgraderequired.wire.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever bytes a client calls itself by, it gets a defined answer.
 */
class HostileClientTests {

	private static final int REQUESTS = 300;

	private static final byte[][] PIECES = { "acme-ios/".getBytes(StandardCharsets.US_ASCII),
			"acme-ios".getBytes(StandardCharsets.US_ASCII), "acme-android/4.1".getBytes(StandardCharsets.US_ASCII),
			"(((((".getBytes(StandardCharsets.US_ASCII), ")".getBytes(StandardCharsets.US_ASCII), { '\\' }, { '/' },
			{ ' ' }, { '"' }, { '<' }, { '.' }, "9".repeat(500).getBytes(StandardCharsets.US_ASCII),
			"0.".repeat(300).getBytes(StandardCharsets.US_ASCII), { (byte) 0xc3, (byte) 0x28 }, { (byte) 0xff } };

	@ParameterizedTest
	@EnumSource
	void answerIsDefined(ServerKind kind) throws IOException {
		Random random = new Random(426);
		try (TestServer server = TestServer.start(kind, "clear", kind.application())) {
			for (int i = 0; i < REQUESTS; i++) {
				byte[] agent = agent(random);
				RawResponse response = get(server, agent);
				String sent = new String(agent, StandardCharsets.ISO_8859_1);
				assertThat(response.status()).as(sent).isIn(200, 400, 426);
				if (response.status() == 426) {
					assertThat(response.field("Upgrade")).as(sent)
						.isIn("acme-ios/3.2", "acme-ios/3.5", "acme-android/4.1");
					assertThat(response.field("Content-Type")).isEqualTo("application/problem+json");
				}
			}
		}
	}

	private static byte[] agent(Random random) {
		ByteArrayOutputStream agent = new ByteArrayOutputStream();
		for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
			if (random.nextInt(3) == 0) {
				agent.write(0x21 + random.nextInt(0xdf));
			}
			else {
				agent.writeBytes(PIECES[random.nextInt(PIECES.length)]);
			}
		}
		return agent.toByteArray();
	}

	private static RawResponse get(TestServer server, byte[] agent) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			ByteArrayOutputStream request = new ByteArrayOutputStream();
			request.writeBytes("GET /mobile/orders HTTP/1.1\r\nHost: localhost\r\nUser-Agent: "
				.getBytes(StandardCharsets.US_ASCII));
			request.writeBytes(agent);
			request.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			connection.send(request.toByteArray());
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

}
