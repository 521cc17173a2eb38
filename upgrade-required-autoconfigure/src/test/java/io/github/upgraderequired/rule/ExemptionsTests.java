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

import java.util.ArrayList;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.http.AddressBlock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.pattern.PathPattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Exemptions}.
 */
class ExemptionsTests {

	private static final Exemptions PREFLIGHT = new Exemptions(true, false, List.of());

	private static final Exemptions ACME_CHALLENGE = new Exemptions(false, true, List.of());

	@Test
	@DisplayName("R23: a CORS preflight that is not answered 2xx fails")
	void preflightIsExempt() {
		assertThat(TestRules.exempt(PREFLIGHT, preflight())).isTrue();
	}

	@Test
	void preflightIsNotExemptWhereThatIsSwitchedOff() {
		assertThat(TestRules.exempt(TestRules.NO_EXEMPTIONS, preflight())).isFalse();
		assertThat(TestRules.exempt(ACME_CHALLENGE, preflight())).isFalse();
	}

	@Test
	void plainOptionsRequestIsNoPreflight() {
		assertThat(TestRules.exempt(PREFLIGHT, UpgradeContext.builder("OPTIONS", "/chat").build())).isFalse();
	}

	@Test
	void optionsRequestOfAnotherOriginIsNoPreflight() {
		UpgradeContext context = UpgradeContext.builder("OPTIONS", "/chat")
			.header("Origin", "https://example.com")
			.build();
		assertThat(TestRules.exempt(PREFLIGHT, context)).isFalse();
	}

	@Test
	void optionsRequestWithoutOriginIsNoPreflight() {
		UpgradeContext context = UpgradeContext.builder("OPTIONS", "/chat")
			.header("Access-Control-Request-Method", "GET")
			.build();
		assertThat(TestRules.exempt(PREFLIGHT, context)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "HEAD" })
	void requestDoesNotBecomePreflightByItsHeaders(String method) {
		UpgradeContext context = UpgradeContext.builder(method, "/chat")
			.header("Origin", "https://example.com")
			.header("Access-Control-Request-Method", "GET")
			.build();
		assertThat(TestRules.exempt(PREFLIGHT, context)).isFalse();
	}

	@Test
	@DisplayName("RFC 8555, 8.3: certificate authorities ask in clear text")
	void acmeChallengeIsExempt() {
		assertThat(TestRules.exempt(ACME_CHALLENGE, request("/.well-known/acme-challenge/LoqXcYV8q5ONbJQxbmR7")))
			.isTrue();
	}

	@Test
	void acmeChallengeIsNotExemptWhereThatIsSwitchedOff() {
		assertThat(TestRules.exempt(PREFLIGHT, request("/.well-known/acme-challenge/x"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.well-known", "/.well-known/security.txt", "/app/.well-known/acme-challenge/x", "/" })
	void otherPathIsNoAcmeChallenge(String path) {
		assertThat(TestRules.exempt(ACME_CHALLENGE, request(path))).isFalse();
	}

	@Test
	void configuredPathsAreExempt() {
		Exemptions exemptions = new Exemptions(false, false, TestRules.patterns("/health", "/open/**"));
		assertThat(TestRules.exempt(exemptions, request("/health"))).isTrue();
		assertThat(TestRules.exempt(exemptions, request("/health/"))).isTrue();
		assertThat(TestRules.exempt(exemptions, request("/open/door"))).isTrue();
		assertThat(TestRules.exempt(exemptions, request("/chat"))).isFalse();
	}

	@Test
	void configuredPathsDoNotReplaceTheAcmeChallenge() {
		Exemptions exemptions = new Exemptions(true, true, TestRules.patterns("/health"));
		assertThat(TestRules.exempt(exemptions, request("/health"))).isTrue();
		assertThat(TestRules.exempt(exemptions, request("/.well-known/acme-challenge/x"))).isTrue();
		assertThat(TestRules.exempt(exemptions, preflight())).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/open/../chat, /chat", "/open/%2e%2e/chat, /chat", "/open/..;v=1/chat, /chat",
			"/chat/../open/door, /open/door", "//open/door, /open/door",
			"/.well-known/acme-challenge/../../chat, /chat" })
	@DisplayName("Law 6: a path is exempt only where every reading of it is")
	void unusualSpellingDoesNotSlipThroughAnExemption(String path, String normalized) {
		Exemptions exemptions = new Exemptions(false, true, TestRules.patterns("/open/**"));
		UpgradeContext context = UpgradeContext.builder("GET", path).normalizedPath(normalized).build();
		assertThat(TestRules.exempt(exemptions, context)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "10.1.2.3, true", "::ffff:10.1.2.3, true", "[2001:db8::1], true", "fe80::1%eth0, false",
			"192.0.2.7, false", "unknown, false", ", false" })
	void requestsFromAConfiguredNetworkAreExempt(String address, boolean exempt) {
		Exemptions exemptions = TestRules.NO_EXEMPTIONS
			.withNetworks(List.of(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("2001:db8::/32")));
		UpgradeContext context = UpgradeContext.builder("GET", "/chat").remoteAddress(address).build();
		assertThat(TestRules.exempt(exemptions, context)).isEqualTo(exempt);
	}

	@Test
	void networksDoNotReplaceOtherExemptions() {
		Exemptions exemptions = new Exemptions(true, true, TestRules.patterns("/health"))
			.withNetworks(List.of(AddressBlock.parse("10.0.0.0/8")));
		assertThat(TestRules.exempt(exemptions, request("/health"))).isTrue();
		assertThat(TestRules.exempt(exemptions, request("/.well-known/acme-challenge/x"))).isTrue();
		assertThat(TestRules.exempt(exemptions, preflight())).isTrue();
		assertThat(TestRules.exempt(exemptions, request("/chat"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health, /actuator/health, true", "/actuator/health/db, /actuator/health/db, true",
			"/livez, /livez, true", "/actuator/health/..;/../secret, /actuator/secret, false",
			"/actuator/health/..;/secret, /actuator/secret, false",
			"/actuator/health/%2e%2e/secret, /actuator/secret, false",
			"/actuator/health/..%2fsecret, /actuator/secret, false",
			"/actuator/health/..%5csecret, /actuator/health/..%5csecret, false",
			"/actuator/health/../../secret, /secret, false", "/livez;/../secret, /secret, false",
			"/secret/../livez, /livez, false", "/secret;/actuator/health, /secret/actuator/health, false",
			"//actuator/health, /actuator/health, false" })
	@DisplayName("Law 6: an endpoint is exempt only where every reading of the path is")
	void pathsOfEndpointsAreExemptInEveryReading(String path, String normalized, boolean exempt) {
		Exemptions exemptions = TestRules.NO_EXEMPTIONS
			.withEndpoints(ExemptPaths.of(TestRules.patterns("/actuator/health/{*path}", "/livez")))
			.withNetworks(List.of());
		UpgradeContext context = UpgradeContext.builder("GET", path).normalizedPath(normalized).build();
		assertThat(TestRules.exempt(exemptions, context)).isEqualTo(exempt);
	}

	@Test
	void pathsOfEndpointsMayBecomeKnownLater() {
		List<PathPattern> known = new ArrayList<>();
		Exemptions exemptions = TestRules.NO_EXEMPTIONS
			.withEndpoints((path) -> known.stream().anyMatch(path::allMatch));
		assertThat(TestRules.exempt(exemptions, request("/livez"))).isFalse();
		known.addAll(TestRules.patterns("/livez"));
		assertThat(TestRules.exempt(exemptions, request("/livez"))).isTrue();
	}

	@Test
	void exemptionsDoNotChangeWithTheListTheyWereMadeOf() {
		List<PathPattern> paths = new ArrayList<>();
		Exemptions exemptions = new Exemptions(false, false, paths);
		paths.addAll(TestRules.patterns("/**"));
		assertThat(TestRules.exempt(exemptions, request("/chat"))).isFalse();
	}

	private static UpgradeContext request(String path) {
		return UpgradeContext.builder("GET", path).build();
	}

	private static UpgradeContext preflight() {
		return UpgradeContext.builder("OPTIONS", "/chat")
			.header("Origin", "https://example.com")
			.header("Access-Control-Request-Method", "GET")
			.build();
	}

}
