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

package io.github.upgraderequired.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.github.upgraderequired.wire.WireCase.Expected;
import io.github.upgraderequired.wire.WireCase.Payload;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays a case of the data file against a server and compares what comes back.
 */
public final class WireCaseRunner {

	// Without Connection: close, at which Reactor Netty with virtual threads closes before
	// it answers, with the starter and without it
	private static final String NEXT_REQUEST = "GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final Endpoint endpoint;

	public WireCaseRunner(Endpoint endpoint) {
		this.endpoint = endpoint;
	}

	public void run(WireCase wireCase) throws IOException {
		Expected expected = wireCase.expectedFrom(this.endpoint.server());
		Thread sender = null;
		try (RawConnection connection = new RawConnection(this.endpoint)) {
			sender = send(wireCase, expected.next() != null, connection);
			RawResponse response = connection.readResponse(wireCase.request().startsWith("HEAD "));
			assertThat(response).as("an answer on %s", this.endpoint).isNotNull();
			verify(expected, response);
			if (expected.echo() != null) {
				verifyEcho(expected.echo(), connection);
			}
			if (expected.next() != null) {
				verifyNext(expected.next(), connection);
			}
		}
		finally {
			join(sender);
		}
	}

	// From a thread of its own: a server may answer, and stop reading, before all is sent
	private static Thread send(WireCase wireCase, boolean next, RawConnection connection) {
		byte[] bytes = bytes(wireCase, next);
		Thread sender = new Thread(() -> {
			try {
				connection.send(bytes);
			}
			catch (IOException ex) {
				// The server has closed the connection, which shows in what comes back
			}
		});
		sender.start();
		return sender;
	}

	// All at once: a body that arrives later makes Jetty close the connection
	private static byte[] bytes(WireCase wireCase, boolean next) {
		StringBuilder text = new StringBuilder(wireCase.request().stripTrailing().replace("\n", "\r\n"));
		Payload payload = wireCase.payload();
		if (payload == null) {
			text.append("\r\n\r\n");
		}
		else if (payload.chunked()) {
			text.append("\r\nTransfer-Encoding: chunked\r\n\r\n").append(Integer.toHexString(payload.size()));
			text.append("\r\n").append("x".repeat(payload.size())).append("\r\n0\r\n\r\n");
		}
		else {
			text.append("\r\nContent-Length: ").append(payload.size()).append("\r\n\r\n");
			text.append("x".repeat(payload.size()));
		}
		if (next) {
			text.append(NEXT_REQUEST);
		}
		return text.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void join(@Nullable Thread sender) {
		try {
			if (sender != null) {
				sender.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void verify(Expected expected, RawResponse response) {
		assertThat(response.status()).as("status of%n%s", response).isEqualTo(expected.status());
		expected.present().forEach((name, value) -> {
			if ("Connection".equals(name)) {
				assertThat(response.members(name)).as("%s of%n%s", name, response)
					.anyMatch((option) -> option.equalsIgnoreCase(value));
			}
			else if ("Upgrade".equals(name) && response.status() == 426) {
				assertThat(response.field(name)).as("%s of%n%s", name, response).isEqualTo(value);
			}
			else {
				assertThat(response.field(name)).as("%s of%n%s", name, response).isEqualToIgnoringCase(value);
			}
		});
		for (String name : expected.absent()) {
			assertThat(response.lines(name)).as("%s of%n%s", name, response).isEmpty();
		}
		for (String text : expected.body()) {
			assertThat(response.text()).as("body of%n%s", response).contains(text);
		}
		for (String text : expected.without()) {
			assertThat(response.text()).as("body of%n%s", response).doesNotContain(text);
		}
		if (response.status() == 426) {
			verifyEvery426(expected, response);
		}
	}

	// What holds for every 426 over HTTP/1.x needs no line in the data file
	private static void verifyEvery426(Expected expected, RawResponse response) {
		String option = expected.present().getOrDefault("Connection", "upgrade");
		assertThat(response.field("Upgrade")).as("R1: Upgrade of%n%s", response).isNotBlank();
		assertThat(response.members("Connection")).as("R2: Connection of%n%s", response)
			.anyMatch((member) -> member.equalsIgnoreCase(option));
		assertThat(response.lines("Cache-Control")).as("R20: Cache-Control of%n%s", response)
			.containsExactly("no-store");
		assertThat(response.lines("Content-Type")).as("Content-Type of%n%s", response).hasSize(1);
		assertThat(response.lines("Content-Length")).as("Content-Length of%n%s", response).hasSize(1);
	}

	private static void verifyEcho(String echo, RawConnection connection) throws IOException {
		if ("websocket".equals(echo)) {
			// A masked text frame with a mask of zeros, and the unmasked one of the
			// server
			connection.send(new byte[] { (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i' });
			assertThat(connection.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
		}
		else {
			connection.send("hello\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(connection.read(6), StandardCharsets.US_ASCII)).isEqualTo("hello\n");
		}
	}

	private static void verifyNext(String next, RawConnection connection) throws IOException {
		RawResponse response = readNext(next, connection);
		if (response == null) {
			assertThat(next).as("the server closed the connection").isEqualTo("served-or-closed");
			return;
		}
		assertThat(response.status()).as("the next response%n%s", response).isEqualTo(200);
		assertThat(response.text()).as("the next response%n%s", response).isEqualTo("open");
	}

	private static @Nullable RawResponse readNext(String next, RawConnection connection) {
		try {
			return connection.readResponse(false);
		}
		catch (IOException ex) {
			if ("served-or-closed".equals(next)) {
				return null;
			}
			throw new UncheckedIOException(ex);
		}
	}

}
