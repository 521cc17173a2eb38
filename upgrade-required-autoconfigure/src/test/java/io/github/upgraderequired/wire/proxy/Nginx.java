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

package io.github.upgraderequired.wire.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.upgraderequired.wire.CommandLine;
import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.TestCertificate;
import io.github.upgraderequired.wire.TestServer;

/**
 * A real nginx in front of an application. It ends TLS, and tells the application so in
 * {@code X-Forwarded-Proto}. It listens on the loopback address only.
 */
final class Nginx {

	private final Path folder;

	private final Process process;

	private final TestServer application;

	private final List<Integer> ports;

	private Nginx(Path folder, Process process, TestServer application, List<Integer> ports) {
		this.folder = folder;
		this.process = process;
		this.application = application;
		this.ports = ports;
	}

	/**
	 * Start nginx. A test is skipped where it is not installed.
	 * @param folder an empty folder for configuration and logs
	 * @param application the application behind it, which is stopped with it
	 * @return the proxy, which takes requests
	 */
	static Nginx start(Path folder, TestServer application) throws IOException {
		CommandLine.installed("nginx");
		List<Integer> ports = freePorts();
		TestCertificate.writePem(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
		Files.writeString(folder.resolve("nginx.conf"),
				template().replace("${clear}", ports.get(0).toString())
					.replace("${tls}", ports.get(1).toString())
					.replace("${careless}", ports.get(2).toString())
					.replace("${careless-tls}", ports.get(3).toString())
					.replace("${application}", Integer.toString(application.endpoint().port())));
		// It names the operating system once its sockets listen
		Process process = CommandLine.start(folder, " OS: ", "nginx", "-p", folder.toString(), "-c", "nginx.conf", "-e",
				"stderr");
		return new Nginx(folder, process, application, ports);
	}

	private static String template() throws IOException {
		try (InputStream file = Nginx.class.getResourceAsStream("/nginx/nginx.conf")) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static List<Integer> freePorts() throws IOException {
		try (ServerSocket first = socket();
				ServerSocket second = socket();
				ServerSocket third = socket();
				ServerSocket fourth = socket()) {
			return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort(), fourth.getLocalPort());
		}
	}

	private static ServerSocket socket() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	TestServer application() {
		return this.application;
	}

	/**
	 * Return where it takes requests in clear text.
	 */
	Endpoint clear() {
		return new Endpoint(this.application.endpoint().server(), "clear", this.ports.get(0));
	}

	/**
	 * Return where it takes requests over TLS.
	 */
	Endpoint tls() {
		return new Endpoint(this.application.endpoint().server(), "tls", this.ports.get(1));
	}

	/**
	 * Return where it takes requests in clear text and passes on what is not its own.
	 */
	Endpoint careless() {
		return new Endpoint(this.application.endpoint().server(), "clear", this.ports.get(2));
	}

	/**
	 * Return where it takes requests over TLS and passes on what is not its own.
	 */
	Endpoint carelessTls() {
		return new Endpoint(this.application.endpoint().server(), "tls", this.ports.get(3));
	}

	/**
	 * Return its access log. A request is there when its connection is closed.
	 */
	List<String> accessLog() throws IOException {
		return Files.readAllLines(this.folder.resolve("access.log"));
	}

	/**
	 * Stop it, and the application behind it. No {@code close}: JUnit calls that of a
	 * parameter as soon as the first test has used it.
	 */
	void stop() {
		this.process.destroy();
		this.process.onExit().join();
		this.application.close();
	}

	@Override
	public String toString() {
		return "nginx in front of " + this.application.endpoint().server() + " with "
				+ this.application.context().getEnvironment().getProperty("server.forward-headers-strategy");
	}

}
