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

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.jetty.reactive.JettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.JettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.StandardWebSocketUpgradeStrategy;

/**
 * Servers for WebFlux, each with Spring's way to switch on it.
 */
public final class ReactiveServers {

	private ReactiveServers() {
	}

	/**
	 * Return a property for a management server of a kind. The other servers of the class
	 * path would each like to be it.
	 */
	public static String onlyManagementServer(ServerKind kind) {
		Map<ServerKind, String> servers = Map.of(ServerKind.REACTOR_NETTY,
				"reactor.netty.autoconfigure.actuate.web.server.Netty", ServerKind.REACTIVE_TOMCAT,
				"tomcat.autoconfigure.actuate.web.server.Tomcat", ServerKind.REACTIVE_JETTY,
				"jetty.autoconfigure.actuate.web.server.Jetty");
		return servers.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() != kind)
			.map((entry) -> "org.springframework.boot." + entry.getValue()
					+ "ReactiveManagementContextAutoConfiguration")
			.collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""));
	}

	@Configuration(proxyBeanMethods = false)
	static class ReactorNettyConfiguration {

		@Bean
		NettyReactiveWebServerFactory webServerFactory() {
			return new NettyReactiveWebServerFactory();
		}

		@Bean
		RequestUpgradeStrategy upgradeStrategy() {
			return new ReactorNettyRequestUpgradeStrategy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TomcatConfiguration {

		@Bean
		TomcatReactiveWebServerFactory webServerFactory() {
			return new TomcatReactiveWebServerFactory();
		}

		@Bean
		RequestUpgradeStrategy upgradeStrategy() {
			return new StandardWebSocketUpgradeStrategy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyConfiguration {

		@Bean
		JettyReactiveWebServerFactory webServerFactory() {
			return new JettyReactiveWebServerFactory();
		}

		@Bean
		RequestUpgradeStrategy upgradeStrategy() {
			return new JettyRequestUpgradeStrategy();
		}

	}

}
