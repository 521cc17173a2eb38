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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every case of the data file against one kind of server, in clear text and over
 * TLS, and fails if it ran fewer than the file holds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractWireCaseTests {

	private final ServerKind server;

	private final List<TestServer> servers = new ArrayList<>();

	private int ran;

	AbstractWireCaseTests(ServerKind server) {
		this.server = server;
	}

	@BeforeAll
	void start() {
		this.servers.add(TestServer.start(this.server, "clear", this.server.application()));
		this.servers.add(TestServer.start(this.server, "tls", this.server.application()));
		if (Boolean.getBoolean("spring.threads.virtual.enabled") && !this.server.isReactive()) {
			assertThat(this.servers.get(0).context().getBeanDefinitionNames()).as("customizers of the server")
				.anyMatch((name) -> name.toLowerCase(Locale.ROOT).contains("virtualthreads"));
		}
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
		long held = WireCase.load().stream().mapToLong((wireCase) -> wireCase.transports().size()).sum();
		System.out.println(this.server.id() + " ran " + this.ran + " of the " + held + " wire cases");
		assertThat(this.ran).as("cases that %s ran", this.server.id()).isEqualTo(held);
	}

	Stream<Arguments> cases() {
		return this.servers.stream()
			.map(TestServer::endpoint)
			.flatMap((endpoint) -> WireCase.load()
				.stream()
				.filter((wireCase) -> wireCase.transports().contains(endpoint.transport()))
				.map((wireCase) -> Arguments.of(endpoint, wireCase)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("cases")
	void answersAsTheDataFileSays(Endpoint endpoint, WireCase wireCase) throws IOException {
		this.ran++;
		new WireCaseRunner(endpoint).run(wireCase);
	}

}
