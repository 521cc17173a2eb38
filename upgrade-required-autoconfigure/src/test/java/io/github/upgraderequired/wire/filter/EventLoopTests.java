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

package io.github.upgraderequired.wire.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That neither filter nor rules block an event loop of Reactor Netty. BlockHound stays in
 * the JVM, where it only takes notes, and only while these tests run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventLoopTests {

	private static final List<String> BLOCKING_CALLS = new CopyOnWriteArrayList<>();

	private static volatile boolean watching;

	private TestServer server;

	@BeforeAll
	void start() throws IOException {
		installBlockHound();
		this.server = TestServer.start(ServerKind.REACTOR_NETTY, "clear", BlockingApplication.class);
		watching = true;
	}

	@AfterAll
	void stop() {
		watching = false;
		this.server.close();
	}

	private static void installBlockHound() {
		BlockHound.Builder builder = BlockHound.builder();
		ServiceLoader.load(BlockHoundIntegration.class)
			.stream()
			.map(ServiceLoader.Provider::get)
			.sorted()
			.forEach(builder::with);
		builder.blockingMethodCallback((method) -> {
			if (watching) {
				BLOCKING_CALLS.add(Arrays.stream(new Throwable().getStackTrace())
					.map(StackTraceElement::toString)
					.collect(Collectors.joining("\n", method + "\n", "\n")));
			}
		}).install();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/problem+json", "text/html", "text/plain" })
	void refusalBlocksNoEventLoop(String accept) throws IOException {
		BLOCKING_CALLS.clear();
		for (String path : new String[] { "/ws/echo", "/account?q=1", "/feed/1", "/lines", "/several", "/h2" }) {
			RawResponse response = get(path, accept);
			assertThat(response.status()).as("%s", response).isEqualTo(426);
			assertThat(response.field("Content-Type")).startsWith(accept);
		}
		assertThat(BLOCKING_CALLS).isEmpty();
	}

	@Test
	void reportBlocksNoEventLoop() throws IOException {
		BLOCKING_CALLS.clear();
		assertThat(get("/reported", "*/*").status()).isEqualTo(200);
		assertThat(BLOCKING_CALLS).isEmpty();
	}

	@Test
	void requestThatPassesBlocksNoEventLoop() throws IOException {
		BLOCKING_CALLS.clear();
		assertThat(get("/open", "*/*").status()).isEqualTo(200);
		assertThat(BLOCKING_CALLS).isEmpty();
	}

	@Test
	void policyThatBlocksIsNoticed() throws IOException {
		BLOCKING_CALLS.clear();
		assertThat(get("/blocking", "*/*").status()).isEqualTo(426);
		assertThat(BLOCKING_CALLS).hasSize(1).first().asString().contains("Unsafe#park", "UpgradeRequiredWebFilter");
	}

	private RawResponse get(String path, String accept) throws IOException {
		try (RawConnection connection = new RawConnection(this.server.endpoint())) {
			connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveWireApplication.class)
	static class BlockingApplication {

		@Bean
		UpgradePolicy blockingPolicy(UpgradeRules rules) {
			return (context) -> {
				if (!"/blocking".equals(context.path().value())) {
					return rules.decide(context);
				}
				LockSupport.parkNanos(1);
				return UpgradeDecision.refuse("HTTP/3");
			};
		}

	}

}
