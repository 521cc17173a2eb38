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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.upgraderequired.wire.TestCertificate;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import org.eclipse.jetty.http3.server.HTTP3ServerConnectionFactory;
import org.eclipse.jetty.http3.server.HTTP3ServerQuicConfiguration;
import org.eclipse.jetty.quic.quiche.server.QuicheServerConnector;
import org.eclipse.jetty.quic.quiche.server.QuicheServerQuicConfiguration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import reactor.netty.http.Http3SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Makes a server that has TLS serve HTTP/3 instead, on the UDP port of that number.
 */
@Configuration(proxyBeanMethods = false)
class Http3Servers {

	private static final long WINDOW = 1_000_000;

	/**
	 * Return properties of an application, with one that adds this to it.
	 */
	static String[] with(String... properties) {
		return StringUtils.addStringToArray(properties, "spring.main.sources=" + Http3Servers.class.getName());
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> reactorNetty(SslBundles bundles) {
		return (factory) -> factory.addServerCustomizers((server) -> serveHttp3(server, bundles.getBundle("wire")));
	}

	private static HttpServer serveHttp3(HttpServer server, SslBundle bundle) {
		return server.protocol(HttpProtocol.HTTP3)
			.secure((tls) -> tls.sslContext(Http3SslContextSpec.forServer(bundle.getManagers().getKeyManagerFactory(),
					TestCertificate.PASSWORD)))
			.http3Settings((settings) -> settings.idleTimeout(Duration.ofSeconds(60))
				.maxData(WINDOW)
				.maxStreamDataBidirectionalRemote(WINDOW)
				.maxStreamsBidirectional(100)
				.tokenHandler(InsecureQuicTokenHandler.INSTANCE));
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> jetty() {
		return (factory) -> factory.addServerCustomizers(Http3Servers::serveHttp3);
	}

	private static void serveHttp3(Server server) {
		Connector tls = server.getConnectors()[0];
		// The native library reads certificate and key from files
		QuicheServerQuicConfiguration quic = HTTP3ServerQuicConfiguration
			.configure(new QuicheServerQuicConfiguration(temporaryFolder()));
		HttpConfiguration http = tls.getConnectionFactory(HttpConfiguration.ConnectionFactory.class)
			.getHttpConfiguration();
		Connector http3 = new QuicheServerConnector(server,
				tls.getConnectionFactory(SslConnectionFactory.class).getSslContextFactory(), quic,
				new HTTP3ServerConnectionFactory(http));
		server.setConnectors(new Connector[] { http3 });
	}

	private static Path temporaryFolder() {
		try {
			Path folder = Files.createTempDirectory("upgrade-required-http3");
			folder.toFile().deleteOnExit();
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
