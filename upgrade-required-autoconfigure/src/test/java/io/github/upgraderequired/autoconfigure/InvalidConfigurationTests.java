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

package io.github.upgraderequired.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads who starts an application with a configuration that makes no sense.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidConfigurationTests {

	private static final String PROTOCOLS = "protocols: HTTP/2";

	private static final String GRAMMAR = "A protocol is a name, or a name, a slash and a version,"
			+ " both of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, 7.8).";

	private static final String WRITE_A_PROTOCOL = "Write a protocol such as websocket, TLS, TLS/1.3,"
			+ " HTTP/1.1, HTTP/2, HTTP/3 or iot-mux/1.";

	private static final String WRITE_A_PATTERN = "Write a pattern such as /ws/** or /users/{id};"
			+ " see Spring's PathPattern for the syntax.";

	private static final String WRITE_A_LIST = "Write every pattern as an element of its own: in YAML on a line"
			+ " of its own after a dash, in a properties file with an index, as in ";

	@TempDir
	private Path directory;

	private CapturedOutput output;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.output = output;
	}

	@ParameterizedTest
	@MethodSource
	void invalidProtocolStopsTheStart(String protocol, String reason) {
		startWithRule("protocols: [ HTTP/2, \"" + protocol + "\" ]");
		assertThatOutput()
			.contains(analysis("upgrade.required.rules.feed.protocols[1]", protocol, "5:30", reason, WRITE_A_PROTOCOL));
	}

	static Stream<Arguments> invalidProtocolStopsTheStart() {
		return Stream.of(Arguments.argumentSet("space", "web socket", GRAMMAR),
				Arguments.argumentSet("comma inside an element of a YAML list", "websocket,iot-mux/1", GRAMMAR),
				Arguments.argumentSet("two slashes", "iot/mux/1", GRAMMAR),
				Arguments.argumentSet("empty version", "iot-mux/", GRAMMAR),
				Arguments.argumentSet("empty name", "/1", GRAMMAR), Arguments.argumentSet("empty string", "", GRAMMAR),
				Arguments.argumentSet("not ASCII", "wébsocket", GRAMMAR),
				Arguments.argumentSet("unknown HTTP version", "HTTP/9",
						"There is no such HTTP version; write HTTP/1.1, HTTP/2 or HTTP/3."),
				Arguments.argumentSet("deprecated TLS version", "TLS/1.0",
						"TLS 1.0 and 1.1 are deprecated (RFC 8996); write TLS, TLS/1.2 or TLS/1.3."),
				Arguments.argumentSet("unknown TLS version", "TLS/1.4",
						"There is no such TLS version; write TLS, TLS/1.2 or TLS/1.3."),
				Arguments.argumentSet("WebSocket with a version", "websocket/13",
						"websocket has no version in the Upgrade field (RFC 6455, 4.2.1); write websocket."),
				Arguments.argumentSet("h2 with a version", "h2/1", "h2 is HTTP/2 and has no version of its own."),
				Arguments.argumentSet("h3 with a version", "h3/1", "h3 is HTTP/3 and has no version of its own."));
	}

	@ParameterizedTest
	@CsvSource({ "https, TLS", "HTTPS, TLS", "SSL, TLS", "SSLv3, TLS", "TLSv1.3, TLS/1.3", "TLS1.3, TLS/1.3",
			"tls-1.2, TLS/1.2", "TLSv1.0, TLS", "wss, websocket", "ws, websocket", "ws/13, websocket",
			"WebSockets, websocket", "web-socket, websocket", "HTTP2, HTTP/2", "http-2, HTTP/2", "HTTP3, HTTP/3",
			"HTTPv3, HTTP/3", "HTTP1.1, HTTP/1.1", "h1, HTTP/1.1", "quic, HTTP/3", "h2.0, HTTP/2", "h1.1, HTTP/1.1",
			"h4, HTTP/3", "http4, HTTP/3", "http-2c, HTTP/2", "h2-14, HTTP/2", "h3-29, HTTP/3", "hq, HTTP/3",
			"spdy/3, HTTP/2", "mtls, TLS", "dtls, TLS", "starttls, TLS", "ssl-tls, TLS", "TLSv1.3+, TLS/1.3",
			"ws13, websocket", "websocketv13, websocket", "ws-secure, websocket" })
	void protocolThatNobodyCallsSoStopsTheStart(String protocol, String meant) {
		startWithRule("protocols: " + protocol);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.protocols[0]", protocol, "5:20",
				"No client offers " + protocol + " in Upgrade, so that nobody would pass; write " + meant + ".",
				WRITE_A_PROTOCOL));
	}

	@ParameterizedTest
	@ValueSource(strings = { "wsx/1", "http-proxy", "tls-tunnel/1.3", "mqtt", "iot-ws/2", "quicker" })
	void protocolOfOnesOwnMayLookAlike(String protocol) {
		run("protocols: " + protocol);
		assertThatOutput().doesNotContain("APPLICATION FAILED TO START");
	}

	@Test
	void lineBreakInAProtocolStopsTheStart() {
		startWithRule("protocols: [ \"iot-mux\\u000d\\u000aX-Injected: 1\" ]");
		assertThatOutput()
			.contains("Property: upgrade.required.rules.feed.protocols[0]\n"
					+ "    Value: \"iot-mux\\u000d\\u000aX-Injected: 1\"\n")
			.contains(origin("application.yml", "5:22") + "    Reason: " + GRAMMAR)
			.contains(WRITE_A_PROTOCOL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP", "HTTP/1.0", "HTTP/1", "HTTP/2.1" })
	void httpWithoutAVersionThatCanBeRequiredStopsTheStart(String protocol) {
		startWithRule("protocols: " + protocol);
		assertThatOutput()
			.contains("Property: upgrade.required.rules.feed.protocols[0]\n    Value: \"" + protocol + "\"\n"
					+ origin("application.yml", "5:20"))
			.contains("write HTTP/1.1, HTTP/2 or HTTP/3.")
			.contains("Action:\n\n" + WRITE_A_PROTOCOL);
	}

	@Test
	void invalidElementOfAScalarListHasTheOriginOfTheList() {
		startWithRule("protocols: HTTP/2, HTTP/9");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.protocols[1]", "HTTP/9", "5:20",
				"There is no such HTTP version; write HTTP/1.1, HTTP/2 or HTTP/3.", WRITE_A_PROTOCOL));
	}

	@ParameterizedTest
	@CsvSource({ "redirect.status: 200, redirect.status", "redirect.port: 0, redirect.port" })
	void redirectOfARuleThatRefusesIsLookedAtToo(String line, String property) {
		for (String protocol : List.of("TLS", "HTTP/2")) {
			startWithRule(line, "protocols: " + protocol);
			assertThatOutput().contains("Property: upgrade.required.rules.feed." + property + "\n");
		}
	}

	@Test
	void redirectOfARuleThatDoesNotRequireTlsStopsTheStart() {
		startWithRule("action: redirect", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.action", "redirect", "5:17",
				"Only a rule that requires TLS can redirect: there is a URL for https, but none for HTTP/2.",
				"Leave the property out, so that the rule answers with 426."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "200", "303", "304", "426" })
	void redirectWithAStatusThatIsNoneStopsTheStart(String status) {
		startWithRule("redirect.status: " + status, "protocols: TLS", "action: redirect");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.redirect.status", status, "5:26",
				"It is not the status of a redirect to another URL.",
				"Write 308 or 307, which keep method and body, or 301 or 302."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "65536" })
	void redirectToAPortThatIsNoneStopsTheStart(String port) {
		startWithRule("redirect.port: " + port, "protocols: TLS", "action: redirect");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.redirect.port", port, "5:24",
				"A port is a number from 1 to 65535.", "Write the port on which clients find https."));
	}

	@Test
	void strictTransportSecurityOfARuleThatDoesNotRequireTlsStopsTheStart() {
		startWithRule("hsts.max-age: 1d", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.hsts.max-age", "86400s", "5:23",
				"Strict-Transport-Security is about TLS, which this rule does not require.",
				"Move the property to a rule whose protocols are TLS."));
	}

	@Test
	void negativeTimeOfStrictTransportSecurityStopsTheStart() {
		startWithRule("hsts.max-age: -1s", "protocols: TLS");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.hsts.max-age", "-1s", "5:23",
				"The time must not be negative (RFC 6797, 6.1.1).",
				"Write a time such as 365d, or 0s to take back what browsers were told before."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "999ms", "1ms", "1us" })
	void timeOfStrictTransportSecurityBelowASecondStopsTheStart(String time) {
		startWithRule("hsts.max-age: " + time, "protocols: TLS");
		assertThatOutput().contains("Property: upgrade.required.rules.feed.hsts.max-age\n")
			.contains(
					"Strict-Transport-Security counts in seconds, and 0 would take back what browsers were told before.")
			.contains("Write a time such as 365d, or 0s if that is what you want.");
	}

	@ParameterizedTest
	@CsvSource({ "preload, 5:23", "include-subdomains, 5:34" })
	void strictTransportSecurityWithoutATimeStopsTheStart(String property, String position) {
		startWithRule("hsts." + property + ": true", "protocols: TLS");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.hsts." + property, "true", position,
				"Without max-age no Strict-Transport-Security is sent.",
				"Set upgrade.required.rules.feed.hsts.max-age, for example to 365d."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "paths: /account/**", "exclude-paths: /open", "methods: GET" })
	void strictTransportSecurityOfAPartOfTheHostIsWarnedAbout(String part) {
		run("protocols: TLS", "hsts.max-age: 365d", part);
		assertThatOutput().contains("WARN")
			.contains("Property upgrade.required.rules.feed.hsts.max-age stands at a rule that does not cover every"
					+ " request, but browsers will use https for the whole host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hsts.max-age: 365d", "hsts: { max-age: 364d, include-subdomains: true }" })
	void preloadThatNoBrowserAcceptsIsWarnedAbout(String hsts) {
		run("protocols: TLS", "hsts.preload: true", hsts);
		assertThatOutput().contains("Property upgrade.required.rules.feed.hsts.preload has no effect");
	}

	@Test
	void strictTransportSecurityForTheWholeHostIsNoSurprise() {
		run("protocols: TLS", "hsts: { max-age: 365d, include-subdomains: true, preload: true }");
		assertThatOutput().doesNotContain("feed.hsts.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			h3=:443             | Host and port stand in double quotes, as in h3=":443" (position 3).
			h3=":443"; ma=1d    | The value of ma is a number of seconds, in digits alone (RFC 7838, 3.1) (position 14).
			h3=":443", clear    | The word clear stands in lower case and alone (position 11).
			h3=":99999"         | In the quotes, what follows the colon is a port from 1 to 65535 (position 3).
			""")
	void altSvcThatCannotBeSentStopsTheStart(String value, String reason) {
		startWithRule("alt-svc: '" + value + "'", "protocols: HTTP/3");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.alt-svc", value, "5:18", reason,
				"Write a value such as h3=\":443\"; ma=86400, or clear (RFC 7838, 3)."));
	}

	@Test
	void lineBreakInAltSvcStopsTheStart() {
		startWithRule("alt-svc: \"h3=\\\":443\\\"\\r\\nX-Injected: 1\"", "protocols: HTTP/3");
		assertThatOutput().contains("Value: \"h3=\":443\"\\u000d\\u000aX-Injected: 1\"\n")
			.contains("Reason: After an alternative comes a semicolon with a parameter,"
					+ " a comma with another alternative, or nothing (position 9).");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLS", "websocket", "iot-mux/1" })
	void altSvcOfARuleThatRequiresNoVersionOfHttpStopsTheStart(String protocol) {
		startWithRule("alt-svc: clear", "protocols: " + protocol);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.alt-svc", "clear", "5:18",
				"Alt-Svc tells where another version of HTTP is spoken, and this rule requires none.",
				"Move the property to a rule whose protocols are versions of HTTP, such as HTTP/3."));
	}

	@Test
	void tlsBesideAnotherProtocolStopsTheStart() {
		startWithRule("protocols: TLS, websocket");
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.protocols", "TLS,websocket", "5:20",
				"The protocols of a rule are alternatives, so TLS beside another one would not be required.",
				"Write two rules for the same paths: one that requires TLS, one that requires the other protocol."));
	}

	@Test
	void tlsBesideAnotherProtocolInAYamlListStopsTheStart() {
		startWithRule("protocols: [ websocket, TLS/1.3 ]");
		assertThatOutput()
			.contains("Property: upgrade.required.rules.feed.protocols\n    Value: \"websocket,TLS/1.3\"\n"
					+ origin("application.yml", "5:22"))
			.contains("Write two rules for the same paths");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode: enforce", "protocols: []", "protocols: ''", "protocols:", "" })
	void ruleWithoutProtocolsStopsTheStart(String line) {
		startWithRule(line);
		assertThatOutput().contains("Property: upgrade.required.rules.feed.protocols\n")
			.doesNotContain("Value:")
			.contains("Reason: A rule needs at least one protocol, or clients.")
			.contains("List the protocols of which a request must be on one,"
					+ " such as websocket, TLS, HTTP/2 or iot-mux/1, or the clients that it may come from.");
	}

	@Test
	void emptyListOfPathsStopsTheStart() {
		startWithRule("paths: []", PROTOCOLS);
		assertThatOutput()
			.contains("Property: upgrade.required.rules.feed.paths\n" + origin("application.yml", "5:16")
					+ "    Reason: The list is empty, so the rule covers nothing.")
			.contains("Name at least one path, or leave the property out to cover every path.");
	}

	@ParameterizedTest
	@CsvSource({ "paths, 5:18", "exclude-paths, 5:26" })
	void pathWithoutSlashStopsTheStart(String property, String position) {
		startWithRule(property + ": [ feed/** ]", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed." + property + "[0]", "feed/**", position,
				"A path pattern begins with a slash.", "Write a pattern such as /ws/**."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			paths           | /chat%20room/**  | /chat room/**
			paths           | /caf%C3%A9       | /café
			paths           | /{name:a%2b}     | /{name:a+}
			paths           | /50%-off/a%20b   | /50%-off/a b
			""")
	void patternWithAnEscapeStopsTheStart(String property, String pattern, String decoded) {
		startWithRule(property + ": [ '" + pattern + "' ]", PROTOCOLS);
		assertThatOutput()
			.contains("Property: upgrade.required.rules.feed." + property + "[0]\n    Value: \"" + pattern)
			.contains("Reason: A pattern is compared with the decoded path, in which no escape is left,"
					+ " so that it would cover nothing.")
			.contains("Action:\n\nWrite " + decoded + ".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a%2Fb", "/caf%E9", "/a%2520b", "/%7Bid%7D", "/a%2A", "/a%00" })
	void escapeThatWouldMeanSomethingElseInAPatternStopsTheStart(String pattern) {
		startWithRule("paths: [ '" + pattern + "' ]", PROTOCOLS);
		assertThatOutput().contains("Value: \"" + pattern)
			.contains("Action:\n\nWrite the character itself in place of the escape.");
	}

	@Test
	void escapeInAnExemptPathStopsTheStart() {
		start("application.yml", "upgrade.required.exempt.paths: /chat%20room\n");
		assertThatOutput().contains("Property: upgrade.required.exempt.paths[0]\n").contains("Write /chat room.");
	}

	@ParameterizedTest
	@CsvSource({ "/page#top, what follows # in a URL never leaves the client.",
			"/a;v=1/b, what follows ; in a segment of a path is left out when paths are compared.",
			"/search?name=x, a rule does not see the query" })
	void partOfAUrlInAPatternIsWarnedAbout(String pattern, String warning) {
		run(PROTOCOLS, "paths: '" + pattern + "'");
		assertThatOutput()
			.contains("Property upgrade.required.rules.feed.paths has the pattern " + pattern + ", but " + warning);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/{v:a#b;(?=c)}", "/fil?", "/50%/off", "/{v:[0-9]{1}?=}" })
	void patternThatOnlyLooksLikeAUrlIsNotWarnedAbout(String pattern) {
		run(PROTOCOLS, "paths: [ '" + pattern + "' ]");
		assertThatOutput().doesNotContain("has the pattern").doesNotContain("APPLICATION FAILED TO START");
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgrade.required.mode", "upgrade.required.rules.feed.mode" })
	void ruleThatIsOffIsNotWarnedAbout(String mode) {
		new ConfiguredApplication(this.directory).file("application.yml", """
				%s: off
				upgrade.required.rules.feed:
				  protocols: TLS
				  paths: /a#b
				  methods: GTE
				  hsts.max-age: 1d
				  hsts.preload: true
				""".formatted(mode)).run().close();
		assertThatOutput().doesNotContain("WARN").doesNotContain("APPLICATION FAILED TO START");
	}

	@Test
	void invalidPatternStopsTheStart() {
		startWithRule("paths: \"/a/{b\"", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.paths[0]", "/a/{b", "5:16",
				"Expected close capture character after variable name } (position 5)", WRITE_A_PATTERN));
	}

	@Test
	void patternSplitAtTheCommaInItsBracesStopsTheStart() {
		startWithRule("paths: /b/{v:[0-9]{1,3}}", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.paths", "/b/{v:[0-9]{1,3}}", "5:16",
				"The list was split at a comma inside the braces of a pattern.",
				WRITE_A_LIST + "upgrade.required.rules.feed.paths[0]."));
	}

	@Test
	void invalidPatternBesideAnotherOneIsNotTakenForASplitOne() {
		startWithRule("paths: [ /ok, \"/a/{b\" ]", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.paths[1]", "/a/{b", "5:23",
				"Expected close capture character after variable name } (position 5)", WRITE_A_PATTERN));
	}

	@Test
	void bracesThatAPatternEscapesAreNotCounted() {
		try (ConfigurableApplicationContext context = new ConfiguredApplication(this.directory)
			.file("application.yml", "upgrade.required.rules.feed.paths:\n- '/x/{v:[^\\{]+}'\n- /y\n")
			.run("--upgrade.required.rules.feed.protocols=HTTP/2")) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "flase", "2" })
	void enabledThatIsNoBooleanStopsTheStart(String enabled) {
		start("application.properties", "upgrade.required.enabled=" + enabled);
		assertThatOutput().contains("Property: upgrade.required.enabled\n    Value: \"" + enabled + "\"\n")
			.contains(origin("application.properties", "1:26"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "native" })
	void headerOfTheHttpVersionThatIsNoFieldNameStopsTheStart(String strategy) {
		start("application.yml", """
				server.forward-headers-strategy: %s
				upgrade:
				  required:
				    http-version:
				      header: "X-Version: 2"
				""".formatted(strategy));
		assertThatOutput().contains(analysis("upgrade.required.http-version.header", "X-Version: 2", "5:15",
				"The name of a header field is a token (RFC 9110, 5.1): letters, digits and !#$%&'*+-.^_`|~.",
				"Write the name alone, such as X-Forwarded-Http-Version."));
	}

	@Test
	void emptyProblemTypeStopsTheStart() {
		start("application.properties", "upgrade.required.response.type=");
		assertThatOutput().contains("Property: upgrade.required.response.type\n").contains("The URI is empty");
	}

	@Test
	void rulesWithOneNameAndDifferentPropertiesStopTheStart() {
		start("application.yml", """
				upgrade:
				  required:
				    rules:
				      "[Feed]":
				        protocols: HTTP/2
				      feed:
				        protocols: HTTP/3
				""");
		assertThatOutput().contains("Property: upgrade.required.rules\n").contains("Feed").contains("one rule");
	}

	@Test
	void originIsThatOfTheSourceThatWins() {
		ConfiguredApplication application = new ConfiguredApplication(this.directory).file("application.yml",
				"upgrade.required.rules.feed.protocols:\n- HTTP/2\n");
		assertThatException().isThrownBy(() -> application.run("--upgrade.required.rules.feed.protocols=HTTP/9"));
		assertThatOutput().contains("Value: \"HTTP/9\"\n    Origin: \"upgrade.required.rules.feed.protocols\""
				+ " from property source \"commandLineArgs\"\n");
	}

	@Test
	void patternSplitInAPropertiesFileStopsTheStart() {
		start("application.properties", "upgrade.required.exempt.paths=/a,/b/{v:[0-9]{1,3}}");
		assertThatOutput().contains("Property: upgrade.required.exempt.paths\n")
			.contains(origin("application.properties", "1:31"))
			.contains(WRITE_A_LIST + "upgrade.required.exempt.paths[0].");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application.yml        | upgrade.required.rules.feed.paths:\\n- /b/{v:[0-9]{1,3}}\\n
			application.properties | upgrade.required.rules.feed.paths[0]=/b/{v:[0-9]{1,3}}
			""")
	void remedyForASplitPatternWorks(String file, String content) {
		try (ConfigurableApplicationContext context = new ConfiguredApplication(this.directory)
			.file(file, content.replace("\\n", "\n"))
			.run("--upgrade.required.rules.feed.protocols=HTTP/2")) {
			UpgradeRules rules = context.getBean(UpgradeRules.class);
			assertThat(rules.decide(UpgradeContext.builder("GET", "/b/123").build()))
				.isInstanceOf(UpgradeRefusal.class);
			assertThat(rules.decide(UpgradeContext.builder("GET", "/b/1234").build()))
				.isNotInstanceOf(UpgradeRefusal.class);
		}
	}

	@Test
	void invalidMethodStopsTheStart() {
		startWithRule("methods: [ GET, GE T ]", PROTOCOLS);
		assertThatOutput().contains(analysis("upgrade.required.rules.feed.methods[1]", "GE T", "5:25",
				"A method is a token (RFC 9110, 9.1): it is not empty and holds no space, comma or slash.",
				"Write methods such as GET or POST, or leave the property out to cover all."));
	}

	@Test
	void methodThatHttpDoesNotDefineIsOneWarning() {
		try (ConfigurableApplicationContext context = new ConfiguredApplication(this.directory)
			.run("--upgrade.required.rules.feed.protocols=HTTP/2", "--upgrade.required.rules.feed.methods=GTE")) {
			assertThat(context.isRunning()).isTrue();
		}
		assertThatOutput().containsOnlyOnce("Property upgrade.required.rules.feed.methods[0] names the method GTE,"
				+ " which HTTP itself does not define. Check the spelling.");
	}

	@Test
	void invalidProblemTypeStopsTheStart() {
		start("application.yml", """
				upgrade:
				  required:
				    response:
				      type: not a URI
				""");
		assertThatOutput()
			.contains(analysis("upgrade.required.response.type", "not a URI", "4:13", "Illegal character in path.",
					"Set it to the URI of a page that explains the problem, or leave it out (RFC 9457, 3.1.1)."));
	}

	@Test
	void invalidExemptPathStopsTheStart() {
		start("application.yml", """
				upgrade:
				  required:
				    exempt:
				      paths: /health, metrics
				""");
		assertThatOutput().contains(analysis("upgrade.required.exempt.paths[1]", "metrics", "4:14",
				"A path pattern begins with a slash.", "Write a pattern such as /ws/**."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			monitoring.example.com | That is neither an IPv4 nor an IPv6 address, and names are never looked up.
			10.0.0.1/8 | Bits are set beyond the first 8, with which the block is 10.0.0.0/8.
			10.0.0.0/33 | The length of the prefix is a number from 0 to 32.
			fe80::1%eth0 | A scope id names an interface of one machine (RFC 4007), and is no part of a network.
			'' | The address is missing.
			""")
	void invalidExemptNetworkStopsTheStart(String network, String reason) {
		start("application.yml", """
				upgrade:
				  required:
				    exempt:
				      networks: [ "::1", "%s" ]
				""".formatted(network));
		assertThatOutput().contains(analysis("upgrade.required.exempt.networks[1]", network, "4:26", reason,
				"Write an address or a block such as 10.0.0.0/8, 192.0.2.7, 2001:db8::/32 or ::1."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "enforced", "on", "none" })
	void unknownModeStopsTheStartWithTheModesThereAre(String mode) {
		startWithRule("mode: " + mode, PROTOCOLS);
		assertThatOutput().contains("Property: upgrade.required.rules.feed.mode\n")
			.contains("Value: \"" + ("on".equals(mode) ? "true" : mode) + "\"\n")
			.contains(origin("application.yml", "5:15"))
			.contains("The following values are valid:\n\n    ENFORCE\n    OFF\n    REPORT\n");
	}

	@ParameterizedTest
	@CsvSource({ "upgrade.required.mod, 1:22", "upgrade.required.filter.oder, 1:30",
			"upgrade.required.rules.feed.path, 1:34" })
	void unknownPropertyStopsTheStart(String property, String position) {
		start("application.properties", property + "=/feed\nupgrade.required.rules.feed.protocols=HTTP/2\n");
		assertThatOutput()
			.contains("Property: " + property + "\n    Value: \"/feed\"\n" + origin("application.properties", position)
					+ "    Reason: The elements [" + property + "] were left unbound.\n")
			.contains("Update your application's configuration");
	}

	@Test
	void misspeltSystemPropertyIsWarnedAbout() {
		System.setProperty("upgrade.required.mdoe", "report");
		System.setProperty("upgrade.required.rules.feed.path", "/feed");
		try {
			run(PROTOCOLS);
			assertThatOutput()
				.contains("System property upgrade.required.mdoe has no effect:"
						+ " there is no such property below upgrade.required. Check the spelling.")
				.contains("System property upgrade.required.rules.feed.path has no effect");
		}
		finally {
			System.clearProperty("upgrade.required.mdoe");
			System.clearProperty("upgrade.required.rules.feed.path");
		}
	}

	@Test
	void systemPropertyThatIsBoundIsNotWarnedAbout() {
		System.setProperty("upgrade.required.rules.feed.excludePaths", "/feed");
		try {
			run(PROTOCOLS);
			assertThatOutput().doesNotContain("System property");
		}
		finally {
			System.clearProperty("upgrade.required.rules.feed.excludePaths");
		}
	}

	@Test
	void serverDoesNotStartEither() {
		SpringApplication application = new SpringApplication(WebServerConfiguration.class);
		assertThatException().isThrownBy(() -> application.run("--server.port=0", "--spring.main.banner-mode=off",
				"--upgrade.required.rules.feed.protocols=HTTP/9"));
		assertThatOutput().contains("APPLICATION FAILED TO START")
			.contains("Property: upgrade.required.rules.feed.protocols[0]\n    Value: \"HTTP/9\"\n"
					+ "    Origin: \"upgrade.required.rules.feed.protocols\" from property source \"commandLineArgs\"\n")
			.contains("Action:\n\n" + WRITE_A_PROTOCOL);
	}

	private void startWithRule(String... lines) {
		start("application.yml", rule(lines));
	}

	private void run(String... lines) {
		new ConfiguredApplication(this.directory).file("application.yml", rule(lines)).run().close();
	}

	private static String rule(String... lines) {
		return """
				upgrade:
				  required:
				    rules:
				      feed:
				        %s
				""".formatted(String.join("\n        ", lines));
	}

	private void start(String file, String content) {
		ConfiguredApplication application = new ConfiguredApplication(this.directory).file(file, content);
		assertThatException().isThrownBy(application::run);
	}

	private String analysis(String property, String value, String position, String reason, String remedy) {
		return "Description:\n\nA property of Upgrade Required is not valid:\n\n    Property: " + property
				+ "\n    Value: \"" + value + "\"\n" + origin("application.yml", position) + "    Reason: " + reason
				+ "\n\nAction:\n\n" + remedy + "\n";
	}

	private String origin(String file, String position) {
		return "    Origin: URL [" + this.directory.resolve(file).toFile().toURI() + "] - " + position + "\n";
	}

	private AbstractStringAssert<?> assertThatOutput() {
		return assertThat(this.output.getOut());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WebServerConfiguration {

	}

}
