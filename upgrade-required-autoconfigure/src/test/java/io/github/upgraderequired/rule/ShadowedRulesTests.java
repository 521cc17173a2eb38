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

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.github.upgraderequired.CapturedLog;
import io.github.upgraderequired.ClientRelease;
import io.github.upgraderequired.ClientRequirement;
import io.github.upgraderequired.Condition;
import io.github.upgraderequired.Leniency;
import io.github.upgraderequired.ProductField;
import io.github.upgraderequired.VersionHeaders;
import io.github.upgraderequired.http.VersionNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShadowedRules}.
 */
class ShadowedRulesTests {

	private static final Function<String, @Nullable VersionNumber> NO_MINIMUMS = (product) -> null;

	private static final Set<String> PRODUCTS = new TreeSet<>(Set.of("acme-ios"));

	@RegisterExtension
	final CapturedLog log = new CapturedLog(ShadowedRules.class);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TLS              | TLS
			TLS/1.3          | TLS
			TLS/1.3          | TLS/1.2
			HTTP/3           | HTTP/2
			HTTP/3           | HTTP/2, HTTP/1.1
			h2               | HTTP/2
			websocket        | websocket
			websocket        | websocket, iot-mux
			iot-mux/1        | iot-mux/2, iot-mux/1
			""")
	void stricterOrEqualConditionBeforeIsWarnedOf(String earlier, String later) {
		assertThat(warnings(rule("a", requirement(earlier), "/**"), rule("b", requirement(later), "/api/**")))
			.singleElement()
			.asString()
			.startsWith("Rule 'b' can never answer: rule 'a' comes before it");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TLS              | TLS/1.3
			TLS              | HTTP/2
			HTTP/2           | HTTP/3
			HTTP/2           | h2
			websocket, iot-mux | websocket
			iot-mux          | iot-mux/1
			iot-mux/1        | iot-mux
			iot-mux/1        | iot-mux/2
			""")
	void otherConditionsBeforeAreNot(String earlier, String later) {
		assertThat(warnings(rule("a", requirement(earlier), "/**"), rule("b", requirement(later), "/**"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "3.2, 3.1, 1", "3.2, 3.2, 1", "3.1, 3.2, 0", ", 3.2, 0", "3.2, , 1" })
	void minimumsOfClientsAreCompared(@Nullable String earlier, @Nullable String later, int warnings) {
		assertThat(warnings(rule("a", clients(earlier), "/**"), rule("b", clients(later), "/**"))).hasSize(warnings);
	}

	@Test
	void patternsAreTheSameOrEverything() {
		Condition tls = requirement("TLS");
		assertThat(warnings(rule("a", tls, "/api/**", "/v2/**"), rule("b", tls, "/v2/**", "/api/**"))).hasSize(1);
		assertThat(warnings(rule("a", tls, "/api/**"), rule("b", tls, "/api/v1/**"))).isEmpty();
		assertThat(warnings(rule("a", tls, "/api/**"), rule("b", tls, "/**"))).isEmpty();
	}

	@Test
	void narrowerMethodsOrExcludesLeaveSomethingToAnswer() {
		PathMatch everything = match(Set.of(), List.of(), "/**");
		PathMatch posts = match(Set.of("POST"), List.of(), "/**");
		PathMatch mostly = match(Set.of(), List.of("/open"), "/**");
		assertThat(warnings(rule("a", posts), rule("b", everything))).isEmpty();
		assertThat(warnings(rule("a", everything), rule("b", posts))).hasSize(1);
		assertThat(warnings(rule("a", posts), rule("b", posts))).hasSize(1);
		assertThat(warnings(rule("a", mostly), rule("b", everything))).isEmpty();
		assertThat(warnings(rule("a", everything), rule("b", mostly))).hasSize(1);
		assertThat(warnings(rule("a", mostly), rule("b", mostly))).hasSize(1);
	}

	@Test
	void ruleThatDoesNotRefuseLeavesAllToAnswer() {
		Condition tls = requirement("TLS");
		Rule first = rule("a", tls, "/**");
		Rule second = rule("b", tls, "/**");
		assertThat(warnings(first.withMode(Mode.REPORT), second)).isEmpty();
		assertThat(warnings(first.withSchedule(new Schedule(null, Instant.EPOCH)), second)).isEmpty();
		assertThat(warnings(first, second.withMode(Mode.REPORT))).hasSize(1);
	}

	private List<String> warnings(Rule... rules) {
		int before = this.log.messages(Level.WARN).size();
		ShadowedRules.warnOf(Arrays.asList(rules));
		List<String> all = this.log.messages(Level.WARN);
		return all.subList(before, all.size());
	}

	private static Rule rule(String name, Condition condition, String... paths) {
		return new Rule(name, 0, Mode.ENFORCE, match(Set.of(), List.of(), paths), condition);
	}

	private static Rule rule(String name, PathMatch match) {
		return new Rule(name, 0, Mode.ENFORCE, match, requirement("TLS"));
	}

	private static PathMatch match(Set<String> methods, List<String> excludes, String... paths) {
		return new PathMatch(TestRules.patterns(paths), TestRules.patterns(excludes.toArray(String[]::new)), methods);
	}

	private static Condition requirement(String protocols) {
		return TestRules.requirement(Stream.of(protocols.split(",")).map(String::trim).toArray(String[]::new));
	}

	private static Condition clients(@Nullable String minimum) {
		return new ClientRequirement(
				List.of(new ClientRelease("acme-ios", (minimum != null) ? VersionNumber.parse(minimum) : null, null,
						Set.of(), List.of(), null)),
				new ProductField("User-Agent", PRODUCTS), NO_MINIMUMS, new Leniency(true, false),
				new VersionHeaders(null, null, null, null, List.of()), "");
	}

}
