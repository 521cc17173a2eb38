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
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.github.upgraderequired.reactive.UpgradeRequiredWebFilter;
import io.github.upgraderequired.servlet.UpgradeRequiredFilter;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the door allocates for a request that no rule covers: counted by the JVM, on the
 * requests of real servers.
 */
class AllocationTests {

	private static final int CALLS = 20_000;

	/** Bytes, on the servlet stack. */
	private static final long SERVLET = 64;

	/** Bytes, on the reactive stack. */
	private static final long REACTIVE = 128;

	private static final CoreSubscriber<Void> NOBODY = new BaseSubscriber<>() {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

	};

	static Stream<Arguments> serversAndRules() {
		return Stream.of(ServerKind.TOMCAT, ServerKind.JETTY, ServerKind.REACTOR_NETTY)
			.flatMap((kind) -> Stream.of(0, 10_000).map((rules) -> Arguments.of(kind, rules)));
	}

	@ParameterizedTest
	@MethodSource("serversAndRules")
	void requestThatNoRuleCoversAllocatesNextToNothing(ServerKind kind, int rules) throws IOException {
		Class<?> application = kind.isReactive() ? ReactiveApplication.class : ServletApplication.class;
		try (TestServer server = TestServer.start(kind, "clear", "none", application, properties(rules));
				RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send("GET /api/orders/4711 HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			long bytes = Long.parseLong(connection.readResponse(false).text());

			assertThat(bytes).isLessThanOrEqualTo(kind.isReactive() ? REACTIVE : SERVLET);
		}
	}

	@Test
	void whatIsAllocatedIsCounted() throws Exception {
		List<byte[]> kept = new LinkedList<>();
		assertThat(bytesPerCall(() -> kept.add(new byte[100]))).isGreaterThan(100);
	}

	// Beside it, below it and above it, of every form, at every stage, and all is
	// observed
	private static String[] properties(int rules) {
		List<String> forms = List.of("/api/orders%d", "/api/orders/%d/items", "/api/v%d/**", "/api/orders/{id}/v%d",
				"/{tenant}/v%d/**", "/api/*/v%d");
		List<String> stages = List.of("mode=enforce", "mode=report", "announce-at=2020-01-01T00:00:00Z",
				"enforce-at=2099-01-01T00:00:00Z");
		Stream<String> properties = IntStream.range(0, rules)
			.boxed()
			.flatMap((rule) -> Stream
				.of("paths=" + forms.get(rule % forms.size()).formatted(rule), "protocols=TLS",
						stages.get(rule % stages.size()))
				.map((property) -> "upgrade.required.rules.r" + rule + "." + property));
		return Stream.concat(Stream.of("management.endpoints.web.exposure.include=upgraderequired"), properties)
			.toArray(String[]::new);
	}

	private static long bytesPerCall(Call call) throws Exception {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		for (int i = 0; i < CALLS; i++) {
			call.run();
		}
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < CALLS; i++) {
			call.run();
		}
		return (threads.getCurrentThreadAllocatedBytes() - before + CALLS / 2) / CALLS;
	}

	@FunctionalInterface
	private interface Call {

		void run() throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Filter counting(FilterRegistrationBean<UpgradeRequiredFilter> door) {
			UpgradeRequiredFilter filter = door.getFilter();
			FilterChain chain = (request, response) -> {
			};
			return (request, response, next) -> {
				try {
					String bytes = String.valueOf(bytesPerCall(() -> filter.doFilter(request, response, chain)));
					response.getOutputStream().print(bytes);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter counting(UpgradeRequiredWebFilter door) {
			WebFilterChain chain = (exchange) -> Mono.empty();
			return (exchange, next) -> Mono.defer(() -> {
				try {
					byte[] bytes = String.valueOf(bytesPerCall(() -> door.filter(exchange, chain).subscribe(NOBODY)))
						.getBytes();
					return exchange.getResponse()
						.writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap(bytes)));
				}
				catch (Exception ex) {
					return Mono.error(ex);
				}
			});
		}

	}

}
