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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real server with an application, in clear text or with TLS.
 */
public final class TestServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final Endpoint endpoint;

	private TestServer(ConfigurableApplicationContext context, Endpoint endpoint) {
		this.context = context;
		this.endpoint = endpoint;
	}

	/**
	 * Start a server on a free port.
	 * @param server the kind of server
	 * @param transport {@code clear} or {@code tls}
	 * @param application the configuration class of the application
	 * @param properties further properties, as {@code name=value}
	 * @return the server
	 */
	public static TestServer start(ServerKind server, String transport, Class<?> application, String... properties) {
		return start(server, transport, "wire", application, properties);
	}

	/**
	 * Start a server on a free port.
	 * @param server the kind of server
	 * @param transport {@code clear} or {@code tls}
	 * @param profile the profile that has the properties of the application
	 * @param application the configuration class of the application
	 * @param properties further properties, as {@code name=value}
	 * @return the server
	 */
	public static TestServer start(ServerKind server, String transport, String profile, Class<?> application,
			String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		// Else each stop waits two seconds for further work
		all.add("spring.reactor.netty.shutdown-quiet-period=0s");
		if ("tls".equals(transport)) {
			all.add("spring.ssl.bundle.jks.wire.keystore.location=" + TestCertificate.keyStore().toUri());
			all.add("spring.ssl.bundle.jks.wire.keystore.password=" + TestCertificate.PASSWORD);
			all.add("server.ssl.bundle=wire");
		}
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application, server.configuration())
			.web(server.isReactive() ? WebApplicationType.REACTIVE : WebApplicationType.SERVLET)
			.profiles(profile)
			.run(all.stream().map("--"::concat).toArray(String[]::new));
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new TestServer(context, new Endpoint(server.id(), transport, port));
	}

	public Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Send a GET in HTTP/1.1 on a connection of its own.
	 * @param path the path
	 * @param fields further lines of the header
	 * @return the response
	 */
	public RawResponse get(String path, String... fields) throws IOException {
		try (RawConnection connection = new RawConnection(this.endpoint)) {
			String lines = Arrays.stream(fields).map((field) -> field + "\r\n").collect(Collectors.joining());
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
