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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A connection over which every byte is the test's own.
 */
public final class RawConnection implements Closeable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	public RawConnection(Endpoint endpoint) throws IOException {
		this(endpoint, (socket) -> {
		});
	}

	/**
	 * Connect.
	 * @param endpoint where to
	 * @param preparation what to do with the socket before the TLS handshake
	 */
	public RawConnection(Endpoint endpoint, Consumer<Socket> preparation) throws IOException {
		this.socket = endpoint.connect();
		preparation.accept(this.socket);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new BufferedInputStream(this.socket.getInputStream());
		this.out = this.socket.getOutputStream();
	}

	public void send(byte[] bytes) throws IOException {
		this.out.write(bytes);
		this.out.flush();
	}

	public byte[] read(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("The server closed the connection after " + bytes.length + " bytes");
		}
		return bytes;
	}

	/**
	 * Read all that comes before the server closes the connection.
	 */
	public byte[] readToEnd() throws IOException {
		return this.in.readAllBytes();
	}

	/**
	 * Say that nothing more will be sent.
	 */
	public void finish() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Wait for the server to send something more or to close the connection.
	 * @return whether it closed the connection
	 */
	public boolean isClosedByServer() throws IOException {
		return this.in.read() < 0;
	}

	/**
	 * Read the final response, past any interim ones.
	 * @param head whether the request was HEAD, so that there is no body
	 * @return the response, or {@code null} if the server closed the connection before it
	 */
	public @Nullable RawResponse readResponse(boolean head) throws IOException {
		while (true) {
			String statusLine = readLine();
			if (statusLine == null) {
				return null;
			}
			List<String> fields = new ArrayList<>();
			for (String line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
				fields.add(line);
			}
			RawResponse response = new RawResponse(statusLine, fields, new byte[0]);
			if (response.status() != 100) {
				boolean bodiless = head || response.status() == 101 || response.status() == 204;
				return bodiless ? response : new RawResponse(statusLine, fields, readBody(response));
			}
		}
	}

	private byte[] readBody(RawResponse response) throws IOException {
		String length = response.field("Content-Length");
		if (length != null) {
			return read(Integer.parseInt(length));
		}
		if (!"chunked".equalsIgnoreCase(response.field("Transfer-Encoding"))) {
			return this.in.readAllBytes();
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int size = readChunkSize();
		while (size > 0) {
			body.write(read(size));
			readLine();
			size = readChunkSize();
		}
		readLine();
		return body.toByteArray();
	}

	private int readChunkSize() throws IOException {
		String line = readLine();
		if (line == null) {
			throw new EOFException("The server closed the connection between chunks");
		}
		return Integer.parseInt(line.trim(), 16);
	}

	private @Nullable String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.in.read(); next >= 0; next = this.in.read()) {
			if (next == '\n') {
				return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
			}
			line.write(next);
		}
		return (line.size() > 0) ? line.toString(StandardCharsets.ISO_8859_1) : null;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
