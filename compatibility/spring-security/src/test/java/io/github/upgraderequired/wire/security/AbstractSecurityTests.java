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

package io.github.upgraderequired.wire.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that Spring Security guards, with the starter and without it. What a
 * rule refuses is refused before Security asks who is there; all else is Security's to
 * decide, just as without the starter, and an endpoint is judged behind it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractSecurityTests {

	private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	private static final String AMONG_OTHERS = HANDSHAKE.replace("websocket\r\n", "other/1, websocket\r\n");

	private static final String PREFLIGHT = "Access-Control-Request-Method: GET\r\n";

	private static final String FROM_FRIEND = "Origin: " + SecuredApplication.FRIEND + "\r\n";

	private static final String FROM_STRANGER = "Origin: https://stranger.example\r\n";

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n";

	// Of the auto-configurations, as an application would leave them out
	private static final String WITHOUT_STARTER = "spring.autoconfigure.exclude=" + Stream.of("", "Reactive", "Servlet")
		.map((stack) -> "io.github.upgraderequired.autoconfigure.UpgradeRequired" + stack + "AutoConfiguration")
		.collect(Collectors.joining(","));

	// Security's filter has -100 on both stacks
	private static final String BEHIND_SECURITY = "upgrade.required.filter.order=-99";

	private static final Set<String> FIELDS_OF_SECURITY = Set.of("strict-transport-security", "x-content-type-options",
			"x-frame-options", "x-xss-protection");

	private final ServerKind kind;

	private TestServer clear;

	private TestServer secure;

	private TestServer firstSecure;

	private TestServer behindSecurity;

	private TestServer withoutStarter;

	AbstractSecurityTests(ServerKind kind) {
		this.kind = kind;
	}

	/**
	 * Return the number of sessions that a server has created.
	 * @param server the server
	 */
	abstract int sessions(TestServer server);

	/**
	 * Return the paths of the endpoints that anybody with the role may open.
	 */
	abstract List<String> endpoints();

	/**
	 * Return whether the server can be made to switch where WebSocket is one of several
	 * offers. Where it cannot, such a handshake is refused.
	 */
	boolean switchesAmongOtherOffers() {
		return true;
	}

	@BeforeAll
	void startServers() {
		this.clear = start("clear");
		this.firstSecure = start("tls");
		this.secure = this.firstSecure;
		this.behindSecurity = start("clear", BEHIND_SECURITY);
		this.withoutStarter = start("clear", WITHOUT_STARTER);
	}

	private TestServer start(String transport, String... properties) {
		return TestServer.start(this.kind, transport, "security", this.kind.application(), properties);
	}

	@AfterAll
	void stopServers() {
		Stream.of(this.clear, this.firstSecure, this.secure, this.behindSecurity, this.withoutStarter)
			.forEach(TestServer::close);
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void plainGetOnWebSocketEndpointIsRefusedToThoseWhoMayCome(String path) throws IOException {
		assertThat(statuses(this.withoutStarter, "GET " + path, "")).doesNotContain(426).endsWith(403, 401, 401);
		assertThat(statuses(this.clear, "GET " + path, "")).isEqualTo(Caller.statuses(426));
		assertThatIsRefused("websocket", send(this.clear, Caller.MEMBER, "GET " + path, ""));
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void handshakeIsAnsweredBySecurityAsWithoutTheStarter(String path) throws IOException {
		assertThat(statuses(this.clear, "GET " + path, HANDSHAKE)).isEqualTo(Caller.statuses(101));
		assertThatIsAnsweredAsWithoutStarter("GET " + path, HANDSHAKE);
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void handshakeWithCredentialsIsSwitchedAndEchoes(String path) throws IOException {
		assertThatIsSwitched(this.clear, "GET " + path, HANDSHAKE);
		assertThatIsSwitched(this.secure, "GET " + path, HANDSHAKE);
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void handshakeAmongOtherOffersIsAnsweredBySecurityToo(String path) throws IOException {
		assertThat(statuses(this.clear, "GET " + path, AMONG_OTHERS))
			.isEqualTo(Caller.statuses(switchesAmongOtherOffers() ? 101 : 426));
		if (switchesAmongOtherOffers()) {
			assertThatIsSwitched(this.clear, "GET " + path, AMONG_OTHERS);
		}
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void unsupportedVersionIsRefusedWithUpgradeAndTheSupportedOne(String path) throws IOException {
		String old = HANDSHAKE.replace("13", "8");
		assertThat(statuses(this.clear, "GET " + path, old)).isEqualTo(Caller.statuses(426));
		RawResponse response = send(this.clear, Caller.MEMBER, "GET " + path, old);
		assertThatIsRefused("websocket", response);
		assertThat(response.field("Sec-WebSocket-Version")).isEqualTo("13");
	}

	@Test
	void allowedOriginsOfTheEndpointStillDecide() throws IOException {
		assertThat(statuses(this.clear, "GET /ws/friends", HANDSHAKE + FROM_STRANGER)).isEqualTo(Caller.statuses(403));
		assertThatIsAnsweredAsWithoutStarter("GET /ws/friends", HANDSHAKE + FROM_STRANGER);
		assertThatIsAnsweredAsWithoutStarter("GET /ws/friends", HANDSHAKE + FROM_FRIEND);
		assertThatIsSwitched(this.clear, "GET /ws/friends", HANDSHAKE + FROM_FRIEND);
	}

	@Test
	void interceptorOfHandshakesStillDecides() throws IOException {
		assertThat(statuses(this.clear, "GET /ws/ticket", HANDSHAKE)).isEqualTo(Caller.statuses(403));
		assertThatIsAnsweredAsWithoutStarter("GET /ws/ticket", HANDSHAKE);
		assertThatIsSwitched(this.clear, "GET /ws/ticket", HANDSHAKE + "X-Ticket: 1\r\n");
	}

	@ParameterizedTest
	@EnumSource
	void clearTextRequestIsRefusedWhateverItsCredentials(Caller caller) throws IOException {
		RawResponse response = send(this.clear, caller, "GET /account", "");
		assertThatIsRefused("TLS", response);
		assertThat(response.field("WWW-Authenticate")).isNull();
	}

	@Test
	void requestOverTlsIsAnsweredBySecurity() throws IOException {
		assertThat(statuses(this.secure, "GET /account", "")).isEqualTo(Caller.statuses(200));
		assertThat(send(this.secure, Caller.MEMBER, "GET /account", "").text()).isEqualTo("account");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void twoPoliciesOfOneHostAreWarnedAbout(CapturedOutput output) {
		this.secure = start("tls");
		assertThat(output).contains("Strict-Transport-Security is sent by 'account' of upgrade.required.rules");
	}

	// R18: one field, although Security would send one too
	@Test
	void strictTransportSecurityIsSentOnceAndIsThatOfTheRule() throws IOException {
		for (Caller caller : Caller.values()) {
			assertThat(send(this.secure, caller, "GET /account", "").lines("Strict-Transport-Security"))
				.as("%s", caller)
				.containsExactly("max-age=86400");
		}
		assertThat(send(this.secure, Caller.MEMBER, "GET /open", "").lines("Strict-Transport-Security"))
			.as("Security's own, where no rule has one")
			.containsExactly("max-age=31536000 ; includeSubDomains");
		assertThat(statuses(this.withoutStarter, "GET /account", "")).isEqualTo(Caller.statuses(200));
	}

	@Test
	void filterBehindSecurityRefusesOnlyThoseWhoMayCome() throws IOException {
		assertThat(statuses(this.behindSecurity, "GET /account", "")).isEqualTo(Caller.statuses(426));
		assertThatIsRefused("TLS", send(this.behindSecurity, Caller.MEMBER, "GET /account", ""));
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void filterBehindSecurityJudgesHandshakesOfThoseWhoMayCome(String path) throws IOException {
		assertThat(statuses(this.behindSecurity, "GET " + path, "")).isEqualTo(Caller.statuses(426));
		assertThat(statuses(this.behindSecurity, "GET " + path, HANDSHAKE.replace("13", "8")))
			.isEqualTo(Caller.statuses(426));
		assertThat(statuses(this.behindSecurity, "GET " + path, HANDSHAKE)).isEqualTo(Caller.statuses(101));
		assertThatIsSwitched(this.behindSecurity, "GET " + path, HANDSHAKE);
		assertThat(statuses(this.behindSecurity, "GET " + path, AMONG_OTHERS))
			.isEqualTo(Caller.statuses(switchesAmongOtherOffers() ? 101 : 426));
	}

	@Test
	void filterBehindSecurityKeepsUpgradeForClientThatCloses() throws IOException {
		assertThatIsRefused("TLS", send(this.behindSecurity, Caller.MEMBER, "GET /account", "Connection: close\r\n"));
	}

	@Test
	void preflightForPathThatRequiresTlsIsAnsweredBySecurity() throws IOException {
		RawResponse response = send(this.clear, Caller.NOBODY, "OPTIONS /account", PREFLIGHT + FROM_FRIEND);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo(SecuredApplication.FRIEND);
		assertThatIsAnsweredAsWithoutStarter("OPTIONS /account", PREFLIGHT + FROM_FRIEND);
		assertThat(send(this.clear, Caller.NOBODY, "OPTIONS /account", PREFLIGHT + FROM_STRANGER).status())
			.isEqualTo(403);
		assertThatIsAnsweredAsWithoutStarter("OPTIONS /account", PREFLIGHT + FROM_STRANGER);
		assertThatIsAnsweredAsWithoutStarter("OPTIONS /ws/friends", PREFLIGHT + FROM_FRIEND);
	}

	@Test
	void refusalIsReadableForOriginsThatSecurityAllows() throws IOException {
		for (Caller caller : Caller.values()) {
			RawResponse friend = send(this.clear, caller, "GET /account", FROM_FRIEND);
			assertThatIsRefused("TLS", friend);
			assertThat(friend.lines("Access-Control-Allow-Origin")).containsExactly(SecuredApplication.FRIEND);
			// Of the one who is answered: with an error Jetty drops Vary
			assertThat(cors(friend))
				.isEqualTo(cors(send(this.withoutStarter, Caller.MEMBER, "GET /account", FROM_FRIEND)));
		}
	}

	@Test
	void refusalIsNotReadableForWhomSecurityDoesNotAllow() throws IOException {
		RawResponse stranger = send(this.clear, Caller.MEMBER, "GET /account", FROM_STRANGER);
		assertThatIsRefused("TLS", stranger);
		assertThat(cors(stranger)).noneMatch((field) -> field.startsWith("access-control-"));
		RawResponse method = send(this.clear, Caller.MEMBER, "POST /account/form", FROM_FRIEND + FORM, "name=x");
		assertThatIsRefused("TLS", method);
		assertThat(cors(method)).noneMatch((field) -> field.startsWith("access-control-"));
		RawResponse path = send(this.clear, Caller.MEMBER, "GET /ws/echo", FROM_FRIEND);
		assertThatIsRefused("websocket", path);
		assertThat(cors(path)).noneMatch((field) -> field.startsWith("access-control-"));
		RawResponse none = send(this.clear, Caller.MEMBER, "GET /account", "");
		assertThatIsRefused("TLS", none);
		assertThat(cors(none)).isEmpty();
	}

	@Test
	void refusalBehindSecurityHasCorsHeadersOnce() throws IOException {
		RawResponse friend = send(this.behindSecurity, Caller.MEMBER, "GET /account", FROM_FRIEND);
		assertThatIsRefused("TLS", friend);
		assertThat(cors(friend)).isEqualTo(cors(send(this.withoutStarter, Caller.MEMBER, "GET /account", FROM_FRIEND)));
	}

	@Test
	void postIsRefusedByARuleBeforeItsMissingCsrfTokenAndBehindItAtAnEndpoint() throws IOException {
		assertThatIsRefused("TLS", send(this.clear, Caller.MEMBER, "POST /account/form", FORM, "name=x"));
		assertThat(send(this.clear, Caller.MEMBER, "POST /ws/echo", FORM, "name=x").status()).isEqualTo(403);
		assertThat(send(this.secure, Caller.MEMBER, "POST /account/form", FORM, "name=x").status()).isEqualTo(403);
		assertThat(send(this.withoutStarter, Caller.MEMBER, "POST /ws/echo", FORM, "name=x").status()).isEqualTo(403);
	}

	@Test
	void refusedRequestCreatesNoSessionAndNoCookie() throws IOException {
		int before = sessions(this.clear);
		for (Caller caller : Caller.values()) {
			RawResponse response = send(this.clear, caller, "GET /account", "Accept: text/html\r\n");
			assertThat(response.status()).isEqualTo(426);
			assertThat(response.field("Set-Cookie")).isNull();
		}
		RawResponse atEndpoint = send(this.clear, Caller.MEMBER, "GET /ws/echo", "Accept: text/html\r\n");
		assertThat(atEndpoint.status()).isEqualTo(426);
		assertThat(atEndpoint.field("Set-Cookie")).isNull();
		assertThat(sessions(this.clear)).isEqualTo(before);
	}

	@Test
	void requestThatIsServedCreatesTheSessionOfTheApplication() throws IOException {
		int before = sessions(this.secure);
		assertThat(send(this.secure, Caller.MEMBER, "GET /account", "").field("Set-Cookie")).isNotNull();
		assertThat(sessions(this.secure)).isEqualTo(before + 1);
	}

	@Test
	void refusalHasNoneOfTheHeadersOfSecurity() throws IOException {
		assertThat(fieldNames(send(this.clear, Caller.MEMBER, "GET /account", ""))).containsExactlyInAnyOrder("upgrade",
				"connection", "cache-control", "content-type", "content-length", "x-content-type-options");
		assertThat(fieldNames(send(this.secure, Caller.MEMBER, "GET /account", ""))).containsAll(FIELDS_OF_SECURITY);
	}

	@Test
	void refusalAtAnEndpointHasTheHeadersOfSecurityAndStaysUnstorable() throws IOException {
		RawResponse response = send(this.secure, Caller.MEMBER, "GET /ws/echo", "");
		assertThatIsRefused("websocket", response);
		assertThat(fieldNames(response)).containsAll(FIELDS_OF_SECURITY);
		assertThat(response.lines("X-Content-Type-Options")).containsExactly("nosniff");
	}

	@Test
	void refusalBehindSecurityHasItsHeadersAndStaysUnstorable() throws IOException {
		RawResponse response = send(this.behindSecurity, Caller.MEMBER, "GET /account", "");
		assertThat(response.lines("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.lines("X-Frame-Options")).containsExactly("DENY");
		assertThat(response.lines("Cache-Control")).containsExactly("no-store");
		// RFC 6797, 7.2: not over a hop that is not secure
		assertThat(response.field("Strict-Transport-Security")).isNull();
	}

	private static void assertThatIsRefused(String protocol, RawResponse response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(426);
		assertThat(response.lines("Upgrade")).containsExactly(protocol);
		assertThat(response.members("Connection")).containsOnlyOnce("Upgrade");
		assertThat(response.lines("Cache-Control")).containsExactly("no-store");
	}

	private static void assertThatIsSwitched(TestServer server, String start, String fields) throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			assertThat(exchange(connection, Caller.MEMBER, start, fields).status()).isEqualTo(101);
			// A masked text frame with a mask of zeros, and the unmasked one of the
			// server
			connection.send(new byte[] { (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i' });
			assertThat(connection.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
		}
	}

	private void assertThatIsAnsweredAsWithoutStarter(String start, String fields) throws IOException {
		for (Caller caller : Caller.values()) {
			RawResponse response = send(this.clear, caller, start, fields);
			RawResponse expected = send(this.withoutStarter, caller, start, fields);
			assertThat(response.statusLine()).isEqualTo(expected.statusLine());
			assertThat(comparable(response)).isEqualTo(comparable(expected));
		}
	}

	// But for the time
	private static List<String> comparable(RawResponse response) {
		return response.fields()
			.stream()
			.filter((field) -> !field.toLowerCase(Locale.ROOT).startsWith("date:"))
			.toList();
	}

	// But for the date, which not every server sends
	private static Set<String> fieldNames(RawResponse response) {
		return response.fields()
			.stream()
			.map((field) -> field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT))
			.filter((name) -> !name.equals("date"))
			.collect(Collectors.toSet());
	}

	private static List<String> cors(RawResponse response) {
		return response.fields()
			.stream()
			.map((field) -> field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT)
					+ field.substring(field.indexOf(':')))
			.filter((field) -> field.startsWith("access-control-") || field.startsWith("vary:"))
			.sorted()
			.toList();
	}

	private static List<Integer> statuses(TestServer server, String start, String fields) throws IOException {
		Integer[] statuses = new Integer[Caller.values().length];
		for (Caller caller : Caller.values()) {
			statuses[caller.ordinal()] = send(server, caller, start, fields).status();
		}
		return Arrays.asList(statuses);
	}

	private static RawResponse send(TestServer server, Caller caller, String start, String fields, String... body)
			throws IOException {
		try (RawConnection connection = new RawConnection(server.endpoint())) {
			return exchange(connection, caller, start, fields, body);
		}
	}

	private static RawResponse exchange(RawConnection connection, Caller caller, String start, String fields,
			String... body) throws IOException {
		String request = start + " HTTP/1.1\r\nHost: shop.test\r\n" + caller.credentials() + fields + "\r\n"
				+ String.join("", body);
		connection.send(request.getBytes(StandardCharsets.US_ASCII));
		RawResponse response = connection.readResponse(false);
		assertThat(response).isNotNull();
		return response;
	}

}
