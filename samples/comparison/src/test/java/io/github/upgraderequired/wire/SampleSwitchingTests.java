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
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.reactive.ReactiveUpgradePolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the switch of the reactive sample has its limits, which come from Reactor Netty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleSwitchingTests {

	private Sample sample;

	private Sample waiting;

	@BeforeAll
	void start() {
		this.sample = Sample.reactive();
		this.waiting = Sample.reactive("--spring.main.sources=" + WaitingPolicy.class.getName());
	}

	// Together: the first Reactor Netty that stops takes the others' event loops
	@AfterAll
	void stop() {
		this.sample.close();
		this.waiting.close();
	}

	@Test
	void connectionOptionIsMissingWhereTheClientAsksForCloseToo() throws IOException {
		try (RawConnection connection = new RawConnection(this.sample.endpoint())) {
			send(request("close, Upgrade"), connection);
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as("%s", response).isEqualTo(101);
			assertThat(response.members("Connection")).as("%s", response).noneMatch("upgrade"::equalsIgnoreCase);
			send("line\n", connection);
			assertThat(read(5, connection)).isEqualTo("line\n");
		}
	}

	@Test
	void linesRightBehindTheRequestAreLostWhereAPolicyWaits() throws IOException, InterruptedException {
		try (RawConnection connection = new RawConnection(this.waiting.endpoint())) {
			send(request("Upgrade") + "early\n", connection);
			letPass();
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as("%s", response).isEqualTo(101);
			send("late\n", connection);
			connection.finish();
			assertThat(connection.readToEnd()).asString(StandardCharsets.US_ASCII).isEqualTo("late\n");
		}
	}

	@Test
	void linesBehindTheSwitchAreKeptWhereAPolicyWaits() throws IOException, InterruptedException {
		try (RawConnection connection = new RawConnection(this.waiting.endpoint())) {
			send(request("Upgrade"), connection);
			letPass();
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			assertThat(response.status()).as("%s", response).isEqualTo(101);
			send("line\n", connection);
			assertThat(read(5, connection)).isEqualTo("line\n");
		}
	}

	private void letPass() throws InterruptedException {
		WaitingPolicy policy = this.waiting.context().getBean(WaitingPolicy.class);
		Sinks.Empty<UpgradeDecision> permission = policy.asked.poll(20, TimeUnit.SECONDS);
		assertThat(permission).as("the policy is asked").isNotNull();
		// Runs once the server has read all that came in one packet
		policy.readers.remove().execute(permission::tryEmitEmpty);
	}

	private static String request(String options) {
		return "GET /lines HTTP/1.1\r\nHost: localhost\r\nUpgrade: line-echo/1\r\nConnection: " + options + "\r\n\r\n";
	}

	private static void send(String text, RawConnection connection) throws IOException {
		connection.send(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(int length, RawConnection connection) throws IOException {
		return new String(connection.read(length), StandardCharsets.US_ASCII);
	}

	/** Lets pass what the rules let pass, once the test says so. */
	static class WaitingPolicy implements ReactiveUpgradePolicy, WebFilter, Ordered {

		private final UpgradeRules rules;

		private final Queue<Executor> readers = new ConcurrentLinkedQueue<>();

		private final BlockingQueue<Sinks.Empty<UpgradeDecision>> asked = new LinkedBlockingQueue<>();

		WaitingPolicy(UpgradeRules rules) {
			this.rules = rules;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
			request.withConnection((connection) -> this.readers.add(connection.channel().eventLoop()));
			return chain.filter(exchange);
		}

		@Override
		public Mono<UpgradeDecision> decide(UpgradeContext context) {
			UpgradeDecision decision = this.rules.decide(context);
			Sinks.Empty<UpgradeDecision> permission = Sinks.empty();
			this.asked.add(permission);
			return permission.asMono().defaultIfEmpty(decision);
		}

	}

}
