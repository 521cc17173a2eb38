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

package io.github.upgraderequired.container;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Connection.UpgradeFrom;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection that Jetty 12.1 switches. Jetty itself never reads on behind
 * a request without a body, and takes the framing of a body for bytes of the protocol:
 * this reads the connection from the end of the request on. When the handler is done,
 * Jetty would take what still comes for the next request: this closes the connection.
 */
final class JettySwitchedStream extends HttpStream.Wrapper {

	private final Request request;

	private final EndPoint endPoint;

	private @Nullable ByteBuffer behindRequest;

	private JettySwitchedStream(HttpStream stream, Request request, EndPoint endPoint,
			@Nullable ByteBuffer behindRequest) {
		super(stream);
		this.request = request;
		this.endPoint = endPoint;
		this.behindRequest = behindRequest;
	}

	/**
	 * Hand what follows a request to its handler.
	 * @param request the request, read to its end
	 */
	static void follow(Request request) {
		Connection connection = request.getConnectionMetaData().getConnection();
		ByteBuffer behindRequest = (connection instanceof UpgradeFrom http) ? http.onUpgradeFrom() : null;
		request.addHttpStreamWrapper(
				(stream) -> new JettySwitchedStream(stream, request, connection.getEndPoint(), behindRequest));
	}

	@Override
	public @Nullable Chunk read() {
		ByteBuffer bytes = this.behindRequest;
		if (bytes != null) {
			this.behindRequest = null;
			return Chunk.from(bytes, false);
		}
		RetainableByteBuffer buffer = acquireBuffer();
		try {
			int filled = this.endPoint.fill(buffer.getByteBuffer());
			if (filled > 0) {
				buffer.retain();
				return Chunk.asChunk(buffer.getByteBuffer(), false, buffer);
			}
			return (filled != 0) ? Chunk.EOF : null;
		}
		catch (IOException ex) {
			return Chunk.from(ex);
		}
		finally {
			buffer.release();
		}
	}

	private RetainableByteBuffer acquireBuffer() {
		int size = this.request.getConnectionMetaData().getHttpConfiguration().getInputBufferSize();
		return this.request.getComponents().getByteBufferPool().acquire(size, false);
	}

	// Only ever called when there was nothing to read
	@Override
	public void demand() {
		this.endPoint.tryFillInterested(Callback.from(this::tellOfBytes, this::tellOfFailure));
	}

	private void tellOfBytes() {
		Runnable task = HttpChannel.from(this.request).onContentAvailable();
		if (task != null) {
			task.run();
		}
	}

	// Not on this thread, which may be that of the timeouts
	private void tellOfFailure(Throwable failure) {
		Runnable task = HttpChannel.from(this.request).onFailure(failure);
		if (task != null) {
			this.request.getComponents().getExecutor().execute(task);
		}
	}

	@Override
	public void succeeded() {
		this.endPoint.close();
		super.succeeded();
	}

}
