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

package io.github.upgraderequired.wire.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.upgraderequired.wire.Endpoint;

/**
 * Passes the bytes of a client on to a server and back, and takes down what the client
 * asks for. It ends after a number of requests, so that a client that never gives up has
 * to.
 */
final class Relay implements Closeable {

	private static final Pattern REQUEST_LINE = Pattern.compile("(?m)^([A-Z]+ \\S+) HTTP/1\\.1\r?$");

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final Endpoint endpoint;

	private final int limit;

	private final ServerSocket serverSocket;

	Relay(Endpoint endpoint, int limit) throws IOException {
		this.endpoint = endpoint;
		this.limit = limit;
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	/**
	 * Return method and target of the requests so far.
	 */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.serverSocket.accept();
			Socket server = new Socket("localhost", this.endpoint.port());
			this.sockets.add(client);
			this.sockets.add(server);
			start(() -> copy(client, server, true));
			start(() -> copy(server, client, false));
		}
	}

	// A client that waits for an answer sends its request line in one piece
	private void copy(Socket from, Socket to, boolean requests) throws IOException {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[8192];
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				if (requests && !takeDown(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
					close();
					return;
				}
				out.write(buffer, 0, length);
				out.flush();
			}
		}
	}

	private boolean takeDown(String text) {
		Matcher line = REQUEST_LINE.matcher(text);
		while (line.find()) {
			if (this.requests.size() == this.limit) {
				return false;
			}
			this.requests.add(line.group(1));
		}
		return true;
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// One of the two has closed the connection, or the relay is closed
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private interface Work {

		void run() throws IOException;

	}

}
