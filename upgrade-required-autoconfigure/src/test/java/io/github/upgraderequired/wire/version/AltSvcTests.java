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

package io.github.upgraderequired.wire.version;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code Alt-Svc} on every server, and over HTTP/3 where the server has it.
 */
class AltSvcTests extends AbstractAltSvcTests {

	private static final Set<ServerKind> HTTP_3_SERVERS = EnumSet.of(ServerKind.JETTY, ServerKind.REACTOR_NETTY,
			ServerKind.REACTIVE_JETTY);

	private final Map<ServerKind, TestServer> http3 = new EnumMap<>(ServerKind.class);

	private final Http3Client client = new Http3Client();

	@BeforeAll
	void startHttp3() {
		for (ServerKind kind : HTTP_3_SERVERS) {
			this.http3.put(kind, TestServer.start(kind, "tls", "none", Application.class, Http3Servers.with(RULES)));
		}
	}

	@AfterAll
	void stopHttp3() {
		this.http3.values().forEach(TestServer::close);
	}

	@ParameterizedTest
	@FieldSource("HTTP_3_SERVERS")
	void sameHoldsOverHttp3(ServerKind kind) {
		RawResponse met = getOverHttp3(kind, "/feed3");
		assertThat(met.status()).isEqualTo(200);
		assertThat(met.lines("Alt-Svc")).containsExactly(ALTERNATIVES);
		RawResponse refused = getOverHttp3(kind, "/chat");
		assertThat(refused.status()).isEqualTo(426);
		assertThat(refused.lines("Alt-Svc")).containsExactly("clear");
		assertThat(refused.lines("Upgrade")).as("R12").isEmpty();
		assertThat(getOverHttp3(kind, "/own").lines("Alt-Svc")).containsExactly(OWN);
		for (String path : new String[] { "/reported", "/off", "/exempt", "/open" }) {
			RawResponse served = getOverHttp3(kind, path);
			assertThat(served.status()).as(path).isEqualTo(200);
			assertThat(served.lines("Alt-Svc")).as(path).isEmpty();
		}
	}

	private RawResponse getOverHttp3(ServerKind kind, String path) {
		return this.client.get(this.http3.get(kind).endpoint().url(path));
	}

}
