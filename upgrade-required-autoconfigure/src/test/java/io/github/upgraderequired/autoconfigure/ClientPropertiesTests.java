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
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.Client;
import io.github.upgraderequired.ClientIdentifier;
import io.github.upgraderequired.ClientVersions;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user writes about clients, and what comes of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientPropertiesTests {

	private static final String QUOTES = "Put the version in quotes, as in \"3.10\".";

	private static final String DECIMAL = "YAML reads it as a decimal number, in which 3.10 is 3.1.";

	@TempDir
	private Path directory;

	private CapturedOutput output;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void tenLinesMakeARule() {
		try (ConfigurableApplicationContext context = run("""
				paths: /mobile/**
				clients:
				  acme-ios:
				    minimum: "3.2"
				    latest: "3.5"
				    update-uri: https://apps.example/acme
				  acme-android:
				    minimum: "4.1"
				""")) {
			assertThat(refusal(context, "acme-ios/3.1.9").members()).containsEntry("update",
					"https://apps.example/acme");
			assertThat(refusal(context, "acme-android/4.0.9").upgradeField()).isEqualTo("acme-android/4.1");
			assertThat(decide(context, "acme-ios/3.10")).isInstanceOf(Proceed.class);
			assertThat(decide(context, "curl/8")).isInstanceOf(Proceed.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "3", "20412", "\"3.10\"", "'3.10'", "3.10.1", "v3", "2026.9.1" })
	void versionThatYamlLeavesAloneNeedsNoQuotes(String version) {
		try (ConfigurableApplicationContext context = run("clients:\n  cli:\n    minimum: " + version)) {
			assertThat(refusal(context, "cli/0.1").members()).containsEntry("minimum", version.replaceAll("[\"']", ""));
		}
	}

	@Test
	void listsAreReadInEveryForm() {
		try (ConfigurableApplicationContext context = run("""
				clients:
				  cli:
				    accept: [ dev, "0.1", 7 ]
				    refuse: ">=2 <3, 4.1.0"
				    minimum: "1.0"
				""")) {
			assertThat(List.of("cli/dev", "cli/0.1", "cli/7", "cli/1.5", "cli/4"))
				.allSatisfy((agent) -> assertThat(decide(context, agent)).isInstanceOf(Proceed.class));
			assertThat(List.of("cli/0.2", "cli/2.9", "cli/4.1"))
				.allSatisfy((agent) -> assertThat(decide(context, agent)).isInstanceOf(UpgradeRefusal.class));
		}
	}

	@Test
	void placeholderNamesTheVersionThatRuns() {
		try (ConfigurableApplicationContext context = run("""
				clients:
				  web:
				    accept: "${build.id}"
				    minimum: "1"
				""", "--build.id=3fa9c01")) {
			assertThat(decide(context, "web/3fa9c01")).isInstanceOf(Proceed.class);
			assertThat(decide(context, "web/3fa9c02")).isInstanceOf(Proceed.class);
			assertThat(decide(context, "web/ffa9c02")).isInstanceOf(UpgradeRefusal.class);
		}
	}

	@Test
	void environmentVariableMeansTheProductAsWritten() {
		ConfiguredApplication application = application("""
				clients:
				  acme-ios:
				    minimum: "3.2"
				""").variable("UPGRADE_REQUIRED_RULES_FEED_CLIENTS_ACMEIOS_MINIMUM", "3.3");
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(refusal(context, "acme-ios/3.2").upgradeField()).isEqualTo("acme-ios/3.3");
			assertThat(decide(context, "acmeios/1")).isInstanceOf(Proceed.class);
		}
	}

	@Test
	void productInBracketsMayBeAnyToken() {
		try (ConfigurableApplicationContext context = run("""
				clients:
				  "[com.acme.app]":
				    minimum: "3"
				  "[acme+ios]":
				    minimum: "4"
				""")) {
			assertThat(refusal(context, "com.acme.app/2").upgradeField()).isEqualTo("com.acme.app/3");
			assertThat(refusal(context, "acme+ios/3").upgradeField()).isEqualTo("acme+ios/4");
		}
	}

	@Test
	void refusalSaysWhatTheRuleSays() {
		try (ConfigurableApplicationContext context = run("""
				clients:
				  cli:
				    minimum: "3"
				status: 410
				detail: Please update.
				link: /releases
				members:
				  code: APP_UPDATE_REQUIRED
				  retry: 7
				  final: true
				""")) {
			UpgradeRefusal refusal = refusal(context, "cli/1");
			assertThat(refusal.status()).isEqualTo(410);
			assertThat(refusal.detail()).isEqualTo("cli 1 is too old: 3 or later is needed. Please update.");
			assertThat(refusal.link()).hasToString("/releases");
			assertThat(refusal.members()).containsEntry("code", "APP_UPDATE_REQUIRED")
				.containsEntry("retry", 7)
				.containsEntry("final", true);
		}
	}

	@Test
	void rulesOfProtocolsMaySayItToo() {
		try (ConfigurableApplicationContext context = run("""
				protocols: HTTP/2
				status: 499
				detail: Speak HTTP/2.
				members: { code: 7 }
				""")) {
			UpgradeRefusal refusal = refusal(context, "cli/1");
			assertThat(refusal.status()).isEqualTo(499);
			assertThat(refusal.detail()).isEqualTo("Speak HTTP/2.");
			assertThat(refusal.members()).isEqualTo(Map.of("code", 7));
		}
	}

	@Test
	void beansOfTheApplicationReplaceHeaderAndMinimum() {
		ConfiguredApplication application = application("""
				clients:
				  cli:
				    minimum: "3"
				""");
		try (ConfigurableApplicationContext context = application
			.with(ClientIdentifier.class, (request) -> new Client("CLI", request.header("Build")))
			.with(ClientVersions.class, (rule, product) -> (rule.equals("feed") && product.equals("cli")) ? "5" : null)
			.run()) {
			UpgradeRules rules = context.getBean(UpgradeRules.class);
			assertThat(rules.decide(UpgradeContext.builder("GET", "/").header("Build", "5").build()))
				.isInstanceOf(Proceed.class);
			assertThat(rules.decide(UpgradeContext.builder("GET", "/").header("Build", "4").build()))
				.isInstanceOfSatisfying(UpgradeRefusal.class,
						(refusal) -> assertThat(refusal.upgradeField()).isEqualTo("cli/5"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "minimum: 3.10, minimum, 3.1", "latest: 3.10, latest, 3.1", "'accept: [ 3.10 ]', accept[0], 3.1",
			"'refuse: [ dev1, 3.10 ]', refuse[1], 3.1", "refuse: 3.10, refuse[0], 3.1",
			"minimum: 1e3, minimum, 1000.0" })
	void decimalNumberOfYamlStopsTheStart(String line, String property, String value) {
		start("clients:\n  cli:\n    " + line.replace("dev1", "\"1\""));
		assertThatOutputNames("clients.cli." + property, value, DECIMAL, QUOTES);
	}

	@ParameterizedTest
	@MethodSource
	void nonsenseStopsTheStart(String lines, String property, String reason) {
		start(lines);
		assertThat(this.output.getOut()).contains("A property of Upgrade Required is not valid:")
			.contains("Property: upgrade.required.rules.feed." + property + "\n")
			.contains("Reason: " + reason)
			.contains("Action:\n\n");
	}

	@Test
	void whatARuleWouldHaveRefusedIsToldWhenTheApplicationEnds() {
		try (ConfigurableApplicationContext context = run(client("minimum: 2") + "\nmode: report")) {
			for (int i = 0; i < 500; i++) {
				decide(context, "cli/1");
			}
			assertThat(this.output.getOut()).doesNotContain("500 requests");
		}
		assertThat(this.output.getOut()).containsOnlyOnce("would have refused 500 requests within a minute");
	}

	@Test
	void versionsThatPassWithoutOnesThatDoNotAreWarnedOf() {
		try (ConfigurableApplicationContext context = run(client("accept: 3fa9c01"))) {
			assertThat(decide(context, "cli/2fa9c01")).isInstanceOf(Proceed.class);
			assertThat(this.output.getOut()).containsOnlyOnce("Property upgrade.required.rules.feed.clients.cli.accept"
					+ " names versions that pass in any case, but others pass too");
		}
	}

	static Stream<Arguments> nonsenseStopsTheStart() {
		return Stream.of(
				Arguments.of(client("minimum: dev"), "clients.cli.minimum", "It does not begin with a number."),
				Arguments.of(client("latest: dev"), "clients.cli.latest", "It does not begin with a number."),
				Arguments.of(client("minimum: \"3.2 beta\""), "clients.cli.minimum",
						"It cannot stand in the field Upgrade"),
				Arguments.of(client("minimum: \"4\"", "latest: \"3\""), "clients.cli.minimum",
						"It is above the latest version, 3."),
				Arguments.of(client("minimum: \"4\"", "refuse: \">=3 <5\""), "clients.cli.minimum",
						"It is among the versions that are refused"),
				Arguments.of(client("latest: \"4\"", "refuse: \">=3,<5\""), "clients.cli.refuse",
						"Together these ranges refuse every version."),
				Arguments.of(client("minimum: \"3.*\""), "clients.cli.minimum",
						"What follows the number would not count."),
				Arguments.of(client("minimum: \"2026-09-01\""), "clients.cli.minimum",
						"What follows the number would not count."),
				Arguments.of(client("refuse: \"3.4.*\""), "clients.cli.refuse[0]", "'3.4.*' is no version"),
				Arguments.of(client("refuse: \"3.4.0-3.4.3\""), "clients.cli.refuse[0]", "'3.4.0-3.4.3' is no version"),
				Arguments.of(client("refuse: beta"), "clients.cli.refuse[0]", "'beta' is no version"),
				Arguments.of(client("refuse: \">=4 <3\""), "clients.cli.refuse[0]", "No version is in the range."),
				Arguments.of(client("update-uri: /app"), "clients.cli.update-uri", "The URI is not absolute."),
				Arguments.of(client("update-uri: \"a b\""), "clients.cli.update-uri", "Illegal character"),
				Arguments.of(client("update-uri: \"javascript:alert(1)\""), "clients.cli.update-uri",
						"A link must lead to a page"),
				Arguments.of(client("latest: \"3.5 new\""), "clients.cli.latest",
						"It cannot stand in the field Upgrade"),
				Arguments.of(client("accept: \"${nobody.knows}\""), "clients.cli.accept[0]",
						"Nothing says what the placeholder stands for."),
				Arguments.of("clients:\n  h2c:\n    minimum: 1", "clients.h2c", "It is the name of a protocol"),
				Arguments.of("protocols: TLS\nidentify:\n  name-header: X-App", "identify.name-header",
						"The rule has no clients"),
				Arguments.of("protocols: HTTP/2\nmembers:\n  Ti-tle: x", "members.Ti-tle",
						"'title' is a member of every refusal."),
				Arguments.of("clients:\n  TLS:\n    minimum: 1", "clients.TLS", "It is the name of a protocol"),
				Arguments.of("clients:\n  http:\n    minimum: 1", "clients.http", "It is the name of a protocol"),
				Arguments.of("clients:\n  h2:\n    minimum: 1", "clients.h2", "It is the name of a protocol"),
				Arguments.of("clients:\n  websocket:\n    minimum: 1", "clients.websocket",
						"It is the name of a protocol"),
				Arguments.of("clients:\n  \"[acme ios]\":\n    minimum: 1", "clients[acme ios]",
						"A product is a token"),
				Arguments.of("clients:\n  acme+ios:\n    minimum: 1", "clients.acme+ios.minimum",
						"Spring Boot leaves out what is no letter, digit or dash in the name acme+ios."),
				Arguments.of("protocols: TLS\n" + client("minimum: 1"), "protocols",
						"A rule requires protocols or clients, and this one names both."),
				Arguments.of("paths: /a", "protocols", "A rule needs at least one protocol, or clients."),
				Arguments.of("protocols: TLS\nidentify:\n  header: X-App", "identify.header",
						"The rule has no clients"),
				Arguments.of("protocols: TLS\nidentify:\n  version-header: X-App", "identify.version-header",
						"The rule has no clients"),
				Arguments.of("protocols: TLS\nmissing: refuse", "missing", "The rule has no clients"),
				Arguments.of("protocols: TLS\nunreadable: pass", "unreadable", "The rule has no clients"),
				Arguments.of("protocols: TLS\nheaders:\n  latest: X-Latest", "headers.latest",
						"The rule has no clients"),
				Arguments.of(client("minimum: 1") + "\nidentify:\n  name-header: X-App", "identify.name-header",
						"Nothing says where the version is."),
				Arguments.of(client("minimum: 1") + "\nidentify:\n  header: X-App\n  version-header: X-V",
						"identify.header", "The version has a field of its own"),
				Arguments.of(client("minimum: 1") + "\n  gui:\n    minimum: 1\nidentify:\n  version-header: X-V",
						"identify.version-header", "The rule has more than one product"),
				Arguments.of(client("minimum: 1") + "\nidentify:\n  header: X App", "identify.header",
						"The name of a header field is a token"),
				Arguments.of(client("minimum: 1") + "\nheaders:\n  minimum: \"X:\"", "headers.minimum",
						"The name of a header field is a token"),
				Arguments.of("protocols: HTTP/2\nheaders:\n  enforce-at: X-Date", "headers.enforce-at",
						"The rule has no clients"),
				Arguments.of(client("minimum: 1") + "\nheaders:\n  enforce-at: \"X:\"", "headers.enforce-at",
						"The name of a header field is a token"),
				Arguments.of("protocols: HTTP/2\nannounce-at: 2027-01-01", "announce-at",
						"It is no date with a time and an offset"),
				Arguments.of("protocols: HTTP/2\nenforce-at: 2027-01-01T00:00:00", "enforce-at",
						"It is no date with a time and an offset"),
				Arguments.of(
						"protocols: HTTP/2\nannounce-at: 2027-01-01T00:00:00Z\nenforce-at: 2027-01-01T00:00:00+01:00",
						"enforce-at", "It is before announce-at"),
				Arguments.of("protocols: HTTP/2\nstatus: 200", "status", "A refusal has a status from 400 to 499"),
				Arguments.of("protocols: HTTP/2\nstatus: 500", "status", "A refusal has a status from 400 to 499"),
				Arguments.of("protocols: HTTP/2\nstatus: 401", "status", "A refusal has a status from 400 to 499"),
				Arguments.of("protocols: HTTP/2\nstatus: 405", "status", "A refusal has a status from 400 to 499"),
				Arguments.of("protocols: HTTP/2\nstatus: 407", "status", "A refusal has a status from 400 to 499"),
				Arguments.of("protocols: HTTP/2\nlink: javascript:x", "link", "A link must lead to a page"),
				Arguments.of("protocols: HTTP/2\nlink: \"a b\"", "link", "Illegal character"),
				Arguments.of("protocols: HTTP/2\nmembers:\n  title: x", "members.title",
						"'title' is a member of every refusal."),
				Arguments.of(client("minimum: 1") + "\nmembers:\n  reason: x", "members.reason",
						"It is a member of every refusal of a client."),
				Arguments.of("protocols: HTTP/2\nmembers:\n  a:\n    b: x", "members.a",
						"A member is a string, a number or a boolean."),
				Arguments.of("protocols: HTTP/2\nmembers:\n  a: [ x, y ]", "members.a",
						"A member is a string, a number or a boolean."),
				Arguments.of("protocols: HTTP/2\nmembers:\n  app-code: 1\n  appCode: 2", "members",
						"Names that differ only in case, dashes and underscores are one property in some sources."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/check/** | It is one path, and not a pattern for many.",
					"check | A path pattern begins with a slash.",
					"/{check | Expected close capture character after variable name }" })
	void pathToAskAtThatIsNoneStopsTheStart(String path, String reason) {
		ConfiguredApplication application = application("protocols: TLS");
		assertThatException().isThrownBy(() -> application.run("--upgrade.required.check.path=" + path));
		assertThat(this.output.getOut()).contains("Property: upgrade.required.check.path\n")
			.contains("Reason: " + reason);
	}

	@Test
	void productMayBeCalledAsTheMapIs() {
		try (ConfigurableApplicationContext context = run("clients:\n  \"[com.clients.app]\":\n    minimum: 2")) {
			assertThat(refusal(context, "com.clients.app/1").upgradeField()).isEqualTo("com.clients.app/2");
		}
	}

	@Test
	void headerThatIsEmptiedIsUnset() {
		try (ConfigurableApplicationContext context = run(
				client("minimum: 2") + "\nidentify:\n  header:\n  version-header: X-Version")) {
			assertThat(context.getBean(UpgradeRules.class)
				.decide(UpgradeContext.builder("GET", "/").header("X-Version", "1").build()))
				.isInstanceOf(UpgradeRefusal.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.mvc.apiversion.use.header", "spring.webflux.apiversion.use.header" })
	void headerThatTellsTheVersionOfTheApiTooIsWarnedAbout(String property) {
		run(client("minimum: 1") + "\nidentify:\n  version-header: X-Version", "--" + property + "=x-version").close();
		assertThat(this.output.getOut()).contains("Rule 'feed' reads the version of clients in X-Version, where "
				+ property + " has Spring read the version of the API.");
	}

	@Test
	void otherHeaderIsNotWarnedAbout() {
		run(client("minimum: 1"), "--spring.mvc.apiversion.use.header=X-Version").close();
		assertThat(this.output.getOut()).doesNotContain("reads the version of clients");
	}

	private static String client(String... lines) {
		return "clients:\n  cli:\n    " + String.join("\n    ", lines);
	}

	private void assertThatOutputNames(String property, String value, String reason, String remedy) {
		assertThat(this.output.getOut()).contains("Property: upgrade.required.rules.feed." + property + "\n")
			.contains("Value: \"" + value + "\"")
			.contains("Reason: " + reason)
			.contains("Action:\n\n" + remedy);
	}

	private void start(String lines) {
		ConfiguredApplication application = application(lines);
		assertThatException().isThrownBy(application::run);
	}

	private ConfigurableApplicationContext run(String lines, String... arguments) {
		return application(lines).run(arguments);
	}

	private ConfiguredApplication application(String lines) {
		return new ConfiguredApplication(this.directory).file("application.yml",
				"upgrade:\n  required:\n    rules:\n      feed:\n" + lines.indent(8));
	}

	private static UpgradeRefusal refusal(ConfigurableApplicationContext context, String agent) {
		UpgradeDecision decision = decide(context, agent);
		assertThat(decision).isInstanceOf(UpgradeRefusal.class);
		return (UpgradeRefusal) decision;
	}

	private static UpgradeDecision decide(ConfigurableApplicationContext context, String agent) {
		return context.getBean(UpgradeRules.class)
			.decide(UpgradeContext.builder("GET", "/mobile/orders").header("User-Agent", agent).build());
	}

}
