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

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Servers with the wire application and a rule for a custom protocol, over QUIC too.
 */
final class MatrixServers {

	private MatrixServers() {
	}

	/**
	 * Start a server.
	 * @param kind the kind of server
	 * @param transport {@code clear}, {@code tls}, or {@code quic} for HTTP/3 alone
	 * @return the server; the port of one for {@code quic} is of UDP
	 */
	static TestServer start(ServerKind kind, String transport) {
		boolean http3 = "quic".equals(transport);
		return TestServer.start(kind, http3 ? "tls" : transport,
				kind.isReactive() ? ReactiveApplication.class : Application.class, Http3Servers.PROPERTY + "=" + http3,
				"upgrade.required.rules.iot.paths=/iot", "upgrade.required.rules.iot.protocols=iot-mux/1");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WireApplication.class, SeenVersions.class, Http3Servers.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ReactiveWireApplication.class, SeenVersions.class, Http3Servers.class })
	static class ReactiveApplication {

	}

}
