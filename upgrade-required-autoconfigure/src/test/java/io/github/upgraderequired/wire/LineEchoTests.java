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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A connection that is switched by {@code HttpServletRequest.upgrade}.
 */
class LineEchoTests extends LineEchoContract {

	private final List<TestServer> servers = new ArrayList<>();

	@BeforeAll
	void start() {
		ServerKind.servlet().forEach((kind) -> {
			this.servers.add(TestServer.start(kind, "clear", kind.application(), "server.http2.enabled=true"));
			this.servers.add(TestServer.start(kind, "tls", kind.application()));
		});
	}

	@AfterAll
	void stop() {
		this.servers.forEach(TestServer::close);
	}

	@Override
	Stream<Endpoint> switching() {
		return this.servers.stream().map(TestServer::endpoint);
	}

}
