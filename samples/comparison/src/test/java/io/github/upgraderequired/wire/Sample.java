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
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.Arrays;

import io.github.upgraderequired.sample.reactive.ReactiveSampleApplication;
import io.github.upgraderequired.sample.servlet.ServletSampleApplication;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/**
 * A running sample, with the configuration that it comes with and what is added to it.
 *
 * @param name the name of the sample
 * @param transport {@code clear} or {@code tls}
 * @param context the application
 */
record Sample(String name, String transport, ConfigurableApplicationContext context) implements AutoCloseable {

	private static final int ATTEMPTS = 5;

	static Sample servlet(String... arguments) {
		return start("servlet", transport(arguments), 0, ServletSampleApplication.class, WebApplicationType.SERVLET,
				arguments);
	}

	static Sample reactive(String... arguments) {
		return start("reactive", transport(arguments), 0, ReactiveSampleApplication.class, WebApplicationType.REACTIVE,
				arguments);
	}

	private static String transport(String... arguments) {
		return Arrays.stream(arguments).anyMatch((argument) -> argument.startsWith("--server.ssl.")) ? "tls" : "clear";
	}

	/**
	 * Start the reactive sample with its profile for HTTP/3.
	 */
	static Sample http3() throws IOException {
		for (int attempt = 1; true; attempt++) {
			try {
				return http3(freePort());
			}
			catch (IOException | RuntimeException ex) {
				// Somebody else has the UDP port of that number, or was faster
				if (attempt == ATTEMPTS || !isFailureToBind(ex)) {
					throw ex;
				}
			}
		}
	}

	private static Sample http3(int port) {
		return start("reactive", "tls", port, ReactiveSampleApplication.class, WebApplicationType.REACTIVE,
				"--spring.profiles.active=http3",
				"--spring.ssl.bundle.jks.localhost.keystore.location=" + TestCertificate.keyStore().toUri(),
				"--spring.ssl.bundle.jks.localhost.keystore.password=" + TestCertificate.PASSWORD);
	}

	private static boolean isFailureToBind(@Nullable Throwable failure) {
		return failure instanceof BindException || failure instanceof ChannelBindException
				|| (failure != null && isFailureToBind(failure.getCause()));
	}

	// For TCP and for UDP
	private static int freePort() throws IOException {
		try (ServerSocket tcp = new ServerSocket(0); DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
			return udp.getLocalPort();
		}
	}

	private static Sample start(String name, String transport, int port, Class<?> application, WebApplicationType type,
			String... arguments) {
		return new Sample(name, transport,
				new SpringApplicationBuilder(application).web(type)
					.run(StringUtils.concatenateStringArrays(arguments, new String[] { "--server.port=" + port,
							"--server.shutdown=immediate", "--spring.reactor.netty.shutdown-quiet-period=0s" })));
	}

	Endpoint endpoint() {
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new Endpoint(this.name, this.transport, port);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
