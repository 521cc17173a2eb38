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

package io.github.upgraderequired.sample.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;

/**
 * The protocol {@code line-echo/1}: every line comes back as it was sent.
 */
public class LineEchoHandler implements HttpUpgradeHandler {

	private static final int MAX_LINE_LENGTH = 8192;

	@Override
	public void init(WebConnection connection) {
		try {
			connection.getInputStream().setReadListener(new LineListener(connection));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void destroy() {
		// There is nothing to give back
	}

	private static final class LineListener implements ReadListener {

		private final WebConnection connection;

		private final ByteArrayOutputStream line = new ByteArrayOutputStream();

		private LineListener(WebConnection connection) {
			this.connection = connection;
		}

		@Override
		public void onDataAvailable() throws IOException {
			while (this.connection.getInputStream().isReady()) {
				int next = this.connection.getInputStream().read();
				if (next < 0 || this.line.size() == MAX_LINE_LENGTH) {
					close();
					return;
				}
				this.line.write(next);
				if (next == '\n') {
					this.line.writeTo(this.connection.getOutputStream());
					this.connection.getOutputStream().flush();
					this.line.reset();
				}
			}
		}

		@Override
		public void onAllDataRead() {
			close();
		}

		@Override
		public void onError(Throwable failure) {
			close();
		}

		private void close() {
			try {
				this.connection.close();
			}
			catch (Exception ex) {
				// The client is gone already
			}
		}

	}

}
