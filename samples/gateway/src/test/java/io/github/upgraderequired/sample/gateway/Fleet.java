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

package io.github.upgraderequired.sample.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.sample.orders.OrdersApplication;
import io.github.upgraderequired.wire.TestCertificate;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sample's gateway before two instances of its service, on free ports.
 */
final class Fleet implements AutoCloseable {

	private static final String INSTANCES = "--spring.cloud.discovery.client.simple.instances.orders";

	private final List<ConfigurableApplicationContext> instances = List.of(OrdersApplication.start(0),
			OrdersApplication.start(0));

	private final ConfigurableApplicationContext gateway;

	private final HttpClient client = HttpClient.newBuilder().sslContext(TestCertificate.sslContext()).build();

	private final String scheme;

	private Fleet(String scheme, String... arguments) {
		this.scheme = scheme;
		this.gateway = SpringApplication.run(GatewaySampleApplication.class,
				Stream.concat(Arrays.stream(arguments),
						Stream.of("--server.port=0", INSTANCES + "[0].uri=http://localhost:" + port(0),
								INSTANCES + "[1].uri=http://localhost:" + port(1)))
					.toArray(String[]::new));
	}

	static Fleet clear(String... arguments) {
		return new Fleet("http", arguments);
	}

	static Fleet secure() {
		return new Fleet("https", "--server.ssl.key-store=" + TestCertificate.keyStore().toUri(),
				"--server.ssl.key-store-password=" + TestCertificate.PASSWORD);
	}

	int port(int instance) {
		return port(this.instances.get(instance));
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	URI uri(String path) {
		return URI.create(this.scheme + "://localhost:" + port(this.gateway) + path);
	}

	HttpClient client() {
		return this.client;
	}

	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpClient.Version version = "https".equals(this.scheme) ? HttpClient.Version.HTTP_2
				: HttpClient.Version.HTTP_1_1;
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).version(version);
		return this.client.send((headers.length > 0) ? request.headers(headers).build() : request.build(),
				BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.gateway.close();
		this.instances.forEach(ConfigurableApplicationContext::close);
	}

}
