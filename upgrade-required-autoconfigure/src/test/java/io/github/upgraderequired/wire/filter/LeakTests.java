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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.netty.buffer.AbstractByteBuf;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That refusing requests with bodies leaks no buffer of Netty's, and gives the window of
 * HTTP/2 back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakTests {

	private static final int REQUESTS = 2_000;

	private static final String BODY = "x".repeat(4_096);

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ResourceLeakDetector.class);

	private final Level level = ResourceLeakDetector.getLevel();

	private final BlockingQueue<String> leaks = new LinkedBlockingQueue<>();

	private final Set<Channel> connections = ConcurrentHashMap.newKeySet();

	private TestServer server;

	@BeforeAll
	void start() {
		ResourceLeakDetector.setLevel(Level.PARANOID);
		detector().setLeakListener((type, records) -> this.leaks.add(records));
		this.server = TestServer.start(ServerKind.REACTOR_NETTY, "clear", ReactiveWireApplication.class);
	}

	@AfterAll
	void stop() {
		this.server.close();
		detector().setLeakListener(null);
		ResourceLeakDetector.setLevel(this.level);
	}

	// What earlier tests have left behind is not ours
	@BeforeEach
	void forget() {
		leaksUntilCanary();
		this.connections.clear();
	}

	@Test
	void refusedPostsLeakNothingOverHttp11() {
		HttpClient client = client(HttpProtocol.HTTP11);
		assertThatPostsAreRefused(client, 1);
		assertThat(get("/open", client)).isEqualTo("open");
		assertThat(this.connections).hasSize(1);
		assertThat(leaksUntilCanary()).isEmpty();
	}

	// The window of a connection is 65,535 bytes (RFC 9113, 6.9.2); more than a hundred
	// times as much is refused
	@Test
	void refusedPostsLeakNeitherBuffersNorWindowOverHttp2() {
		HttpClient client = client(HttpProtocol.H2C);
		assertThat(get("/feed", client)).isEqualTo("feed");
		assertThatPostsAreRefused(client, 10);
		assertThat(get("/feed", client)).isEqualTo("feed");
		assertThat(post("/open", "x".repeat(200_000), client).block()).isEqualTo("200 posted");
		assertThat(this.connections).hasSize(1);
		assertThat(leaksUntilCanary()).isEmpty();
	}

	private HttpClient client(HttpProtocol protocol) {
		ConnectionProvider one = ConnectionProvider.builder("leaks")
			.maxConnections(1)
			.pendingAcquireMaxCount(-1)
			.build();
		return HttpClient.create(one)
			.protocol(protocol)
			.baseUrl(this.server.endpoint().url(""))
			.responseTimeout(Duration.ofSeconds(20))
			.doOnResponse((response, connection) -> this.connections.add(connectionOf(connection.channel(), protocol)));
	}

	private static Channel connectionOf(Channel channel, HttpProtocol protocol) {
		return (protocol == HttpProtocol.H2C) ? channel.parent() : channel;
	}

	private void assertThatPostsAreRefused(HttpClient client, int concurrency) {
		List<String> answers = Flux.range(0, REQUESTS)
			.flatMap((i) -> post("/account/form", BODY, client), concurrency)
			.collectList()
			.block();
		assertThat(answers).hasSize(REQUESTS)
			.allSatisfy((answer) -> assertThat(answer).startsWith("426 ").contains("\"protocols\":[\"TLS\"]"));
	}

	// A body in one piece, since a client that is still sending resets the stream when it
	// has the answer, and Netty closes a connection after 200 resets (CVE-2023-44487)
	private static Mono<String> post(String path, String body, HttpClient client) {
		return client.post()
			.uri(path)
			.send(ByteBufMono.fromString(Mono.just(body)))
			.responseSingle(
					(response, content) -> content.asString().map((text) -> response.status().code() + " " + text));
	}

	private static String get(String path, HttpClient client) {
		return client.get().uri(path).responseContent().aggregate().asString().block();
	}

	/**
	 * Leak two buffers on purpose, one after the other, and return what else the detector
	 * found until it had found both: what was leaked before them is among it, since it
	 * was collected no later than the second.
	 */
	private List<String> leaksUntilCanary() {
		List<String> found = new ArrayList<>();
		found.addAll(leaksUntil("canary " + UUID.randomUUID()));
		found.addAll(leaksUntil("canary " + UUID.randomUUID()));
		return found.stream().filter((records) -> !records.contains("canary ")).toList();
	}

	private List<String> leaksUntil(String canary) {
		leak(canary);
		List<String> found = new ArrayList<>();
		for (int i = 0; i < 200 && found.stream().noneMatch((records) -> records.contains(canary)); i++) {
			System.gc();
			// The detector looks for leaks when something is allocated
			ByteBufAllocator.DEFAULT.buffer(1).release();
			this.leaks.drainTo(found);
		}
		assertThat(found).as("the detector finds what is leaked").anyMatch((records) -> records.contains(canary));
		return found;
	}

	private static void leak(String hint) {
		ByteBuf leaked = ByteBufAllocator.DEFAULT.buffer(1);
		leaked.touch(hint);
	}

	// There from the first buffer of the JVM on, so that a factory would come too late
	private static ResourceLeakDetector<?> detector() {
		ResourceLeakDetector<?> detector = (ResourceLeakDetector<?>) ReflectionTestUtils.getField(AbstractByteBuf.class,
				"leakDetector");
		assertThat(detector).isNotNull();
		return detector;
	}

}
