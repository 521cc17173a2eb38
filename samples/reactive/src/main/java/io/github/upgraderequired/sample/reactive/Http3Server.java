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

package io.github.upgraderequired.sample.reactive;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http3SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;

/**
 * HTTP/3 beside the server of Spring Boot, with the same application and on the port of
 * the same number: there it is TCP, here UDP.
 */
final class Http3Server implements SmartLifecycle {

	private final HttpServer server;

	private volatile @Nullable DisposableServer running;

	Http3Server(HttpHandler application, SslBundle bundle, int port) {
		Http3SslContextSpec tls = Http3SslContextSpec.forServer(bundle.getManagers().getKeyManagerFactory(),
				bundle.getKey().getPassword());
		// Nothing can be sent without limits (RFC 9000, 4)
		this.server = HttpServer.create()
			.port(port)
			.protocol(HttpProtocol.HTTP3)
			.secure((spec) -> spec.sslContext(tls))
			.http3Settings((settings) -> settings.idleTimeout(Duration.ofSeconds(30))
				.maxData(10_000_000)
				.maxStreamDataBidirectionalRemote(1_000_000)
				.maxStreamsBidirectional(100))
			.handle(new ReactorHttpHandlerAdapter(application));
	}

	@Override
	public void start() {
		this.running = this.server.bindNow();
	}

	@Override
	public void stop() {
		DisposableServer running = this.running;
		if (running != null) {
			running.disposeNow();
			this.running = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

}
