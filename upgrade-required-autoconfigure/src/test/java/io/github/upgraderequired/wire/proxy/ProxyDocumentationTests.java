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

package io.github.upgraderequired.wire.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.tls.ForwardedHeaderCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation says of proxies, held against the data that the servers are held
 * against, and against the configuration of nginx in front of them.
 */
class ProxyDocumentationTests {

	private static final Path DOCUMENTATION = Path.of("..", "docs", "tls.md");

	private static final List<ServerKind> ALL = List.of(ServerKind.values());

	private static final String HEAD = """
			| The request carries | no strategy | `framework` | `native`, Tomcat | `native`, Jetty | `native`, Reactor Netty |
			| --- | --- | --- | --- | --- | --- |
			""";

	@ParameterizedTest
	@ValueSource(strings = { "clear", "tls" })
	void documentationHasTheTableOfTheDataFile(String transport) throws IOException {
		String table = HEAD + ForwardedHeaderCase.load()
			.stream()
			.filter((forwarded) -> forwarded.over().equals(transport))
			.map(ProxyDocumentationTests::row)
			.collect(Collectors.joining("\n"));
		Path actual = Path.of("target", "forwarded-headers-" + transport + ".md");
		Files.writeString(actual, table);
		assertThat(Files.readString(DOCUMENTATION.resolveSibling("appendix-tls.md")))
			.as("docs with the table in %s", actual)
			.contains("\n\n" + table + "\n\n");
	}

	@Test
	void documentationHasTheConfigurationOfNginxThatIsTested() throws IOException {
		String page = Files.readString(DOCUMENTATION);
		String documented = page.substring(page.indexOf("```nginx\n"), page.lastIndexOf("```"));
		String tested = Files.readString(Path.of("src/test/resources/nginx/nginx.conf"));
		String recommended = tested.substring(0, tested.indexOf("# What many have"));
		assertThat(directives(documented)).containsExactlyElementsOf(directives(recommended)).hasSizeGreaterThan(15);
	}

	private static List<String> directives(String configuration) {
		return configuration.lines()
			.map(String::strip)
			.filter((line) -> line.startsWith("proxy_set") || line.startsWith("proxy_hide") || line.startsWith("add_")
					|| line.startsWith("map ") || line.matches("(default|'.*'|HTTP/[23]\\.0) .*"))
			.toList();
	}

	private static String row(ForwardedHeaderCase forwarded) {
		String fields = Stream
			.concat(forwarded.absolute() ? Stream.of("GET https://localhost/account HTTP/1.1") : Stream.of(),
					forwarded.lines().stream())
			.map((line) -> "`" + line + "`")
			.collect(Collectors.joining("<br>"));
		return Stream
			.of(fields, cell(forwarded, "none", ALL), cell(forwarded, "framework", ALL),
					cell(forwarded, "native", List.of(ServerKind.TOMCAT, ServerKind.REACTIVE_TOMCAT)),
					cell(forwarded, "native", List.of(ServerKind.JETTY, ServerKind.REACTIVE_JETTY)),
					cell(forwarded, "native", List.of(ServerKind.REACTOR_NETTY)))
			.collect(Collectors.joining(" | ", "| ", " |"));
	}

	private static String cell(ForwardedHeaderCase forwarded, String strategy, List<ServerKind> kinds) {
		List<String> servlet = outcomes(forwarded, strategy,
				kinds.stream().filter((kind) -> !kind.isReactive()).toList());
		List<String> reactive = outcomes(forwarded, strategy, kinds.stream().filter(ServerKind::isReactive).toList());
		assertThat(servlet).hasSizeLessThanOrEqualTo(1);
		assertThat(reactive).hasSize(1);
		boolean same = servlet.isEmpty() || servlet.equals(reactive);
		return same ? reactive.get(0) : servlet.get(0) + "; WebFlux: " + reactive.get(0);
	}

	private static List<String> outcomes(ForwardedHeaderCase forwarded, String strategy, List<ServerKind> kinds) {
		return kinds.stream()
			.map((kind) -> forwarded.outcome(kind.id(), strategy))
			.distinct()
			.map(ProxyDocumentationTests::inWords)
			.toList();
	}

	private static String inWords(String outcome) {
		return switch (outcome) {
			case "TLS", "TLS/1.3", "400" -> "`" + outcome + "`";
			case "unanswered" -> "no answer at all";
			case "no, no link" -> outcome;
			default -> outcome.replaceFirst("^no, (.*)", "no, `$1`");
		};
	}

}
