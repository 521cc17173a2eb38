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

package io.github.upgraderequired.rule;

import java.util.Collection;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.http.TlsVersion;
import io.github.upgraderequired.http.WebSocketHandshake;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.util.pattern.PathPattern;

/**
 * WebSocket endpoints that a rule of an HTTP version covers: from HTTP/2 on it leaves
 * them nothing but an extended CONNECT (RFC 8441), which many servers and clients do not
 * have.
 */
final class ShutOutEndpoints {

	private static final Log logger = LogFactory.getLog(ShutOutEndpoints.class);

	private ShutOutEndpoints() {
	}

	static void warnOf(Collection<PathPattern> endpoints, RuleSet rules) {
		for (PathPattern endpoint : endpoints) {
			UpgradeContext handshake = handshake(endpoint);
			for (Rule rule : rules.covering(handshake)) {
				if (rule.isEnforced() && rule.includes(Kind.HTTP_VERSION)
						&& !rule.judge(handshake, Stage.ENFORCE).isMet()) {
					logger.warn("Rule '" + rule.name() + "' requires " + rule.conditions().get(0).protocols().get(0)
							+ " at the WebSocket endpoint " + endpoint.getPatternString()
							+ " too. A handshake in HTTP/1.1 is refused there, and what is left is an extended CONNECT"
							+ " (RFC 8441), which Tomcat does not have, and Reactor Netty only where it is switched on."
							+ " If clients are to open WebSockets, add the path to exclude-paths of the rule.");
				}
			}
		}
	}

	// At a path that the pattern covers, as far as a letter can stand for its variables
	private static UpgradeContext handshake(PathPattern endpoint) {
		String path = endpoint.getPatternString().replaceAll("\\{[^/]*}|\\*+|\\?", "x");
		return UpgradeContext.builder("GET", path)
			.secure(TlsVersion.TLS_1_3)
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", WebSocketHandshake.VERSION)
			.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
			.build();
	}

}
