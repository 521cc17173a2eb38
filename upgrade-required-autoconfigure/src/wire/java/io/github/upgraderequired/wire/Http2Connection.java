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

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;

/**
 * A connection in HTTP/2 with prior knowledge and one stream, over which every field is
 * the test's own: clients refuse to send what a server does not offer.
 */
public final class Http2Connection implements Closeable {

	/** RFC 7541, appendix A. */
	private static final Map<String, Integer> STATIC_TABLE = Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme",
			6);

	private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int GOAWAY = 7;

	private static final int END_STREAM = 1;

	private static final int ACK = 1;

	private static final int END_HEADERS = 4;

	private static final int ENABLE_CONNECT_PROTOCOL = 8;

	private static final int STREAM = 1;

	private final Http2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

	private final RawConnection connection;

	private boolean connectProtocolEnabled;

	public Http2Connection(Endpoint endpoint) throws IOException {
		this.connection = new RawConnection(endpoint);
		this.connection.send(PREFACE);
		write(SETTINGS, 0, 0, new byte[0]);
	}

	/**
	 * Send a request without a body and read the response.
	 * @param fields its fields, pseudo-header fields included, a line each
	 * @return the response
	 */
	public Response get(String fields) throws IOException {
		write(HEADERS, END_STREAM | END_HEADERS, STREAM, encode(fields));
		return readResponse();
	}

	/**
	 * Send a request whose stream stays open, and read the response.
	 * @param fields its fields, pseudo-header fields included, a line each
	 * @return the response, without a body if it is 200
	 */
	public Response connect(String fields) throws IOException {
		write(HEADERS, END_HEADERS, STREAM, encode(fields));
		return readResponse();
	}

	/**
	 * Send bytes over the stream.
	 */
	public void send(byte[] bytes) throws IOException {
		write(DATA, 0, STREAM, bytes);
	}

	/**
	 * Read bytes that come over the stream.
	 */
	public byte[] read(int length) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		while (bytes.size() < length) {
			Frame frame = readFrame();
			if (frame.type() != DATA || frame.has(END_STREAM)) {
				throw new EOFException("Frame " + frame.type() + " came after " + bytes.size() + " bytes");
			}
			bytes.write(frame.payload());
		}
		return bytes.toByteArray();
	}

	/**
	 * Return whether the server offers extended CONNECT, once a response was read.
	 */
	public boolean isConnectProtocolEnabled() {
		return this.connectProtocolEnabled;
	}

	private Response readResponse() throws IOException {
		Frame frame = readFrame();
		if (frame.type() != HEADERS) {
			return new Response(0, Map.of(), "frame " + frame.type());
		}
		Map<String, String> fields = decode(frame.payload());
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		boolean tunnel = "200".equals(fields.get(":status"));
		while (!tunnel && frame.type() != RST_STREAM && !frame.has(END_STREAM)) {
			frame = readFrame();
			if (frame.type() == DATA) {
				body.write(frame.payload());
			}
		}
		return new Response(Integer.parseInt(fields.get(":status")), fields, body.toString(StandardCharsets.UTF_8));
	}

	// Of the stream, or the end of the connection
	private Frame readFrame() throws IOException {
		while (true) {
			ByteBuffer head = ByteBuffer.wrap(this.connection.read(9));
			int length = (head.getShort() & 0xffff) << 8 | (head.get() & 0xff);
			Frame frame = new Frame(head.get(), head.get(), head.getInt(), this.connection.read(length));
			if (frame.type() == SETTINGS && !frame.has(ACK)) {
				readSettings(frame);
				write(SETTINGS, ACK, 0, new byte[0]);
			}
			if (frame.type() == GOAWAY || (frame.stream() == STREAM && frame.type() <= RST_STREAM)) {
				return frame;
			}
		}
	}

	private void readSettings(Frame frame) {
		ByteBuffer settings = ByteBuffer.wrap(frame.payload());
		while (settings.hasRemaining()) {
			int name = settings.getShort();
			int value = settings.getInt();
			if (name == ENABLE_CONNECT_PROTOCOL) {
				this.connectProtocolEnabled = value == 1;
			}
		}
	}

	private void write(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
		frame.put((byte) 0).putShort((short) payload.length);
		frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
		this.connection.send(frame.array());
	}

	// RFC 7541, 6.2.2: literal without indexing, no Huffman code. Tomcat 10.1 takes no
	// pseudo-header field whose name is not indexed.
	private static byte[] encode(String fields) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		fields.lines().forEach((line) -> {
			int colon = line.indexOf(':', 1);
			String name = line.substring(0, colon);
			Integer index = STATIC_TABLE.get(name);
			block.write((index != null) ? index : 0);
			if (index == null) {
				write(name, block);
			}
			write(line.substring(colon + 1).strip(), block);
		});
		return block.toByteArray();
	}

	private static void write(String text, ByteArrayOutputStream block) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		block.write(bytes.length);
		block.writeBytes(bytes);
	}

	private Map<String, String> decode(byte[] block) throws IOException {
		try {
			Map<String, String> fields = new TreeMap<>();
			Http2Headers headers = this.decoder.decodeHeaders(STREAM, Unpooled.wrappedBuffer(block));
			headers.forEach((field) -> fields.merge(field.getKey().toString(), field.getValue().toString(),
					(first, second) -> first + ", " + second));
			return fields;
		}
		catch (Http2Exception ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

	private record Frame(int type, int flags, int stream, byte[] payload) {

		boolean has(int flag) {
			return (this.flags & flag) != 0;
		}

	}

	/**
	 * A response.
	 *
	 * @param status the status code, or 0 where the server reset the stream or went away
	 * @param fields the fields, lines of one name joined by commas
	 * @param body the body, empty if there is none; for a status of 0 what came instead
	 */
	public record Response(int status, Map<String, String> fields, String body) {

	}

}
