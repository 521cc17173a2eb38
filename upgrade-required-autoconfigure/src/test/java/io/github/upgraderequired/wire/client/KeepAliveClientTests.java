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

package io.github.upgraderequired.wire.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.ReactiveWireApplication;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestCertificate;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that keep a connection: the request behind a refused one goes over the same,
 * which shows in the port that the server sees (RFC 9931: to refuse an upgrade does not
 * require to close).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepAliveClientTests {

	private static final String REMOTE_PORT = "X-Remote-Port";

	private static final String OFFERED = "X-Offered";

	private List<TestServer> servers = List.of();

	@BeforeAll
	void start() {
		this.servers = Stream.of(ServerKind.values())
			.flatMap((kind) -> Stream.of("clear", "tls")
				.map((transport) -> TestServer.start(kind, transport,
						kind.isReactive() ? ReactiveApplication.class : ServletApplication.class)))
			.toList();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	Stream<Endpoint> all() {
		return this.servers.stream().map(TestServer::endpoint);
	}

	Stream<Endpoint> clear() {
		return all().filter((endpoint) -> !endpoint.isSecure());
	}

	@ParameterizedTest
	@MethodSource("all")
	void okHttpGoesOnOverItsConnection(Endpoint endpoint) throws IOException {
		verifyOkHttp(endpoint, Protocol.HTTP_1_1, List.of(Protocol.HTTP_1_1), "websocket");
	}

	@ParameterizedTest
	@MethodSource("all")
	void okHttpOverHttp2GoesOnOverItsConnection(Endpoint endpoint) throws IOException {
		if (endpoint.isSecure()) {
			verifyOkHttp(endpoint, Protocol.HTTP_2, List.of(Protocol.HTTP_2, Protocol.HTTP_1_1), null);
		}
		else {
			verifyOkHttp(endpoint, Protocol.H2_PRIOR_KNOWLEDGE, List.of(Protocol.H2_PRIOR_KNOWLEDGE), null);
		}
	}

	private static void verifyOkHttp(Endpoint endpoint, Protocol protocol, List<Protocol> protocols,
			@Nullable String upgrade) throws IOException {
		OkHttpClient client = new OkHttpClient.Builder()
			.sslSocketFactory(TestCertificate.sslContext().getSocketFactory(), TestCertificate.trustManager())
			.protocols(protocols)
			.retryOnConnectionFailure(false)
			.build();
		Set<String> ports = new HashSet<>();
		for (String method : List.of("GET", "POST", "GET")) {
			try (Response refusal = ask(client, endpoint, method, "/ws/echo")) {
				assertThat(refusal.code()).isEqualTo(426);
				assertThat(refusal.protocol()).isEqualTo(protocol);
				assertThat(refusal.header("Upgrade")).isEqualTo(upgrade);
				assertThat(refusal.body().string()).contains("\"protocols\":[\"websocket\"]").endsWith("}");
				ports.add(refusal.header(REMOTE_PORT));
			}
			try (Response served = ask(client, endpoint, method, "/open")) {
				assertThat(served.code()).isEqualTo(200);
				assertThat(served.body().string()).isEqualTo("GET".equals(method) ? "open" : "posted");
				ports.add(served.header(REMOTE_PORT));
			}
		}
		assertThat(ports).as("ports of the client").hasSize(1).doesNotContainNull();
		assertThat(client.connectionPool().connectionCount()).isEqualTo(1);
		client.connectionPool().evictAll();
		client.dispatcher().executorService().shutdown();
	}

	private static Response ask(OkHttpClient client, Endpoint endpoint, String method, String path) throws IOException {
		RequestBody body = "POST".equals(method) ? RequestBody.create("hello".getBytes()) : null;
		return client.newCall(new Request.Builder().url(endpoint.url(path)).method(method, body).build()).execute();
	}

	// It offers TLS/1.2 with every GET in clear text. The rule for TLS refuses it all the
	// same
	@ParameterizedTest
	@MethodSource("clear")
	void apacheHttpClientGoesOnOverItsConnection(Endpoint endpoint) throws IOException {
		List<String> answers = new ArrayList<>();
		Set<String> ports = new HashSet<>();
		try (CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build()) {
			for (String path : List.of("/account", "/open", "/ws/echo", "/open", "/account/form", "/open")) {
				HttpUriRequestBase request = request(endpoint.url(path));
				client.execute(request, (response) -> {
					assertThat(response.getHeader(OFFERED))
						.matches((offered) -> (offered != null) == (request instanceof HttpGet));
					String upgrade = (response.getCode() != 426) ? "" : response.getHeader("Upgrade").getValue();
					String body = EntityUtils.toString(response.getEntity());
					assertThat(body).contains(upgrade.isEmpty() ? "open" : "\"protocols\":[\"" + upgrade + "\"]");
					ports.add(response.getHeader(REMOTE_PORT).getValue());
					answers.add((response.getCode() + " " + upgrade).strip());
					return body;
				});
			}
		}
		assertThat(answers).containsExactly("426 TLS", "200", "426 websocket", "200", "426 TLS", "200");
		assertThat(ports).as("ports of the client").hasSize(1);
	}

	private static HttpUriRequestBase request(String url) {
		if (url.endsWith("/form")) {
			HttpPost request = new HttpPost(url);
			request.setEntity(new StringEntity("hello"));
			return request;
		}
		HttpGet request = new HttpGet(url);
		request.setHeader("Upgrade", "TLS/1.2");
		request.setHeader("Connection", "Upgrade");
		return request;
	}

	@ParameterizedTest
	@MethodSource("clear")
	void fetchOfNodeGoesOnOverItsConnection(Endpoint endpoint) throws Exception {
		List<String[]> lines = NodeScripts.run("fetch.mjs", endpoint.url(""))
			.stream()
			.map((line) -> line.split(" ", 2))
			.toList();
		assertThat(lines).extracting((line) -> line[1])
			.containsExactly("426 websocket websocket", "200 open", "426 websocket websocket", "200 posted");
		assertThat(lines).extracting((line) -> line[0]).as("ports of the client").doesNotContain("null");
		assertThat(lines.stream().map((line) -> line[0]).distinct()).as("ports of the client").hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WireApplication.class)
	static class ServletApplication {

		@Bean
		FilterRegistrationBean<Filter> connectionFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				HttpServletResponse httpResponse = (HttpServletResponse) response;
				httpResponse.setHeader(REMOTE_PORT, String.valueOf(request.getRemotePort()));
				httpResponse.setHeader(OFFERED, ((HttpServletRequest) request).getHeader("Upgrade"));
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveWireApplication.class)
	static class ReactiveApplication {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter connectionFilter() {
			return (exchange, chain) -> {
				exchange.getResponse()
					.getHeaders()
					.set(REMOTE_PORT, String.valueOf(exchange.getRequest().getRemoteAddress().getPort()));
				String offered = exchange.getRequest().getHeaders().getFirst("Upgrade");
				if (offered != null) {
					exchange.getResponse().getHeaders().set(OFFERED, offered);
				}
				return chain.filter(exchange);
			};
		}

	}

}
