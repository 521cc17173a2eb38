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

package io.github.upgraderequired.wire.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the operator says of a hop goes on to count: a connector that is declared secure
 * behind an offloader, one that is told by the web server before it (AJP), and a valve.
 * Who configures a server has another name in each line of Spring Boot.
 */
abstract class AbstractDeclaredSecureTests {

	private static final byte SEND_HEADERS = 4;

	private static final byte GET_BODY_CHUNK = 6;

	private final Class<?> secureTomcat;

	private final Class<?> valve;

	private final Class<?> ajp;

	private final Class<?> secureJetty;

	AbstractDeclaredSecureTests(Class<?> secureTomcat, Class<?> valve, Class<?> ajp, Class<?> secureJetty) {
		this.secureTomcat = secureTomcat;
		this.valve = valve;
		this.ajp = ajp;
		this.secureJetty = secureJetty;
	}

	static Stream<ServerKind> tomcat() {
		return Arrays.stream(ServerKind.values()).filter((kind) -> kind.id().contains("tomcat"));
	}

	static Stream<ServerKind> jetty() {
		return Arrays.stream(ServerKind.values()).filter((kind) -> kind.id().startsWith("jetty"));
	}

	@ParameterizedTest
	@MethodSource("tomcat")
	void connectorOfTomcatThatIsDeclaredSecureCounts(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, this.secureTomcat)) {
			assertThatIsSecure(get(server, "/account", ""));
			assertThatIsSecure(get(server, "https://shop.test/account", ""));
		}
	}

	@ParameterizedTest
	@MethodSource("jetty")
	void customizerOfJettyThatDeclaresSecureCounts(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, this.secureJetty)) {
			assertThatIsSecure(get(server, "/account", ""));
			assertThatIsSecure(get(server, "https://shop.test/account", ""));
		}
	}

	@ParameterizedTest
	@MethodSource("tomcat")
	void valveOfTomcatCounts(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, this.valve)) {
			assertThatIsSecure(get(server, "/account", "X-Proto: https\r\n"));
			assertThat(get(server, "/account", "X-Proto: http\r\n").status()).isEqualTo(426);
			assertThat(get(server, "/account", "").status()).isEqualTo(426);
		}
	}

	@ParameterizedTest
	@MethodSource("tomcat")
	void webServerBeforeAjpCounts(ServerKind kind) throws IOException {
		try (TestServer server = start(kind, this.ajp)) {
			assertThat(overAjp(server, true)).isEqualTo(200);
			assertThat(overAjp(server, false)).isEqualTo(426);
		}
	}

	private static void assertThatIsSecure(RawResponse response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(200);
		assertThat(response.lines("Strict-Transport-Security")).containsExactly("max-age=86400");
	}

	static TestServer start(ServerKind kind, Class<?> configuration, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.main.sources=" + configuration.getName());
		all.add("upgrade.required.rules.account.hsts.max-age=1d");
		return TestServer.start(kind, "clear", kind.application(), all.toArray(String[]::new));
	}

	private static RawResponse get(TestServer server, String target, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			connection.send(("GET " + target + " HTTP/1.1\r\nHost: shop.test\r\n" + fields + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			RawResponse response = connection.readResponse(false);
			assertThat(response).isNotNull();
			return response;
		}
	}

	// One request of AJP/1.3, which tells in one byte whether its client came over TLS
	private static int overAjp(TestServer server, boolean secure) throws IOException {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		DataOutputStream request = new DataOutputStream(payload);
		request.write(new byte[] { 2, 2 });
		for (String text : List.of("HTTP/1.1", "/account", "192.0.2.7", "client.test", "shop.test")) {
			write(request, text);
		}
		request.writeShort(443);
		request.writeBoolean(secure);
		request.writeShort(1);
		request.writeShort(0xA00B);
		write(request, "shop.test");
		request.write(0xFF);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(),
				server.context().getBean(Connector.class).getLocalPort())) {
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			out.writeShort(0x1234);
			out.writeShort(payload.size());
			out.write(payload.toByteArray());
			DataInputStream in = new DataInputStream(socket.getInputStream());
			while (true) {
				assertThat(in.readShort()).isEqualTo((short) 0x4142);
				byte[] packet = in.readNBytes(in.readShort());
				if (packet[0] == SEND_HEADERS) {
					return (packet[1] & 0xff) << 8 | (packet[2] & 0xff);
				}
				assertThat(packet[0]).isEqualTo(GET_BODY_CHUNK);
				out.writeShort(0x1234);
				out.writeShort(0);
			}
		}
	}

	private static void write(DataOutputStream out, String text) throws IOException {
		out.writeShort(text.length());
		out.writeBytes(text);
		out.writeByte(0);
	}

	static void declareSecure(Connector connector) {
		connector.setSecure(true);
		connector.setScheme("https");
	}

	static RemoteIpValve valve() {
		RemoteIpValve valve = new RemoteIpValve();
		valve.setProtocolHeader("X-Proto");
		return valve;
	}

	static Connector ajpConnector() {
		Connector connector = new Connector("AJP/1.3");
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		connector.setProperty("secretRequired", "false");
		return connector;
	}

	static void addTo(Context context, Connector connector) {
		context.addLifecycleListener((event) -> {
			if (event.getType().equals("before_start")) {
				((Engine) context.getParent().getParent()).getService().addConnector(connector);
			}
		});
	}

	static void declareSecure(Server server) {
		server.getConnectors()[0].getConnectionFactories()
			.stream()
			.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
			.map((factory) -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
			.forEach((configuration) -> configuration.addCustomizer(AbstractDeclaredSecureTests::secure));
	}

	private static Request secure(Request request, HttpFields.Mutable responseHeaders) {
		return new Request.Wrapper(request) {
			@Override
			public boolean isSecure() {
				return true;
			}
		};
	}

}
