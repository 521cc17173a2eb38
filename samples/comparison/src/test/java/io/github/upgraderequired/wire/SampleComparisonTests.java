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

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the complete answers of the servlet and the reactive sample to every wire case
 * on a path that they have. A difference that is not listed here with its reason fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleComparisonTests {

	private static final Set<String> PATHS = Set.of("/ws/echo", "/account", "/feed", "/lines", "/open");

	/** What one server sends in every answer and another one does not. */
	private static final Map<String, String> FIELDS_OF_SERVERS = Map.of("date",
			"Tomcat sends it, Reactor Netty does not", "keep-alive", "Tomcat tells its timeout", "vary",
			"WebFlux sends it where CORS could apply");

	/** Options that tell what becomes of the connection, which each server decides. */
	private static final Set<String> OPTIONS_OF_SERVERS = Set.of("close", "keep-alive");

	/** Cases that the samples cannot answer alike, with the reason. */
	private static final Map<String, String> DIFFERENT_CASES = Map.of("CORS preflight is exempt (R23)",
			"the stacks answer a preflight each in their way", "a script in the query reaches no page",
			"both servers refuse a quote in the request line by themselves",
			"handshake of the draft hixie-76, which has two keys and no version (R16)",
			"Reactor Netty with h2c answers 413 by itself", "handshake of the draft hixie-76 over TLS (R16)",
			"the same without TLS", "handshake without Host (R15)", "Tomcat answers 400 by itself",
			"a request line that says HTTP/9.9 (R9)", "Tomcat answers 505 by itself",
			"a request line that says HTTP/9.9, with a field that looks like the :protocol of an extended CONNECT",
			"Tomcat answers 501 by itself");

	private Sample servlet;

	private Sample reactive;

	@BeforeAll
	void start() {
		this.servlet = Sample.servlet();
		this.reactive = Sample.reactive();
	}

	@AfterAll
	void stop() {
		this.servlet.close();
		this.reactive.close();
	}

	static Stream<WireCase> cases() {
		return casesOfSamples().filter((wireCase) -> !DIFFERENT_CASES.containsKey(wireCase.name()));
	}

	static Stream<WireCase> casesOfSamples() {
		return WireCase.load()
			.stream()
			.filter((wireCase) -> PATHS.contains(path(wireCase)) && wireCase.payload() == null);
	}

	@Test
	void everyDifferentCaseIsACase() {
		assertThat(WireCase.load()).extracting(WireCase::name).containsAll(DIFFERENT_CASES.keySet());
	}

	private static String path(WireCase wireCase) {
		return wireCase.request().split("[ ?]")[1];
	}

	@ParameterizedTest
	@MethodSource("cases")
	void samplesAnswerAlike(WireCase wireCase) throws IOException {
		assertThat(answer(this.reactive, wireCase)).isEqualTo(answer(this.servlet, wireCase));
	}

	@ParameterizedTest
	@ValueSource(strings = { "acme-ios/3.1", "acme-ios/3.2", "acme-android/4.1", "other/1" })
	void samplesTellAnAppAlikeHowItStands(String client) throws IOException {
		String request = "GET /mobile/version-check HTTP/1.1\nHost: localhost\nX-Client: " + client;
		Answer told = answer(this.servlet, request);
		assertThat(answer(this.reactive, request)).isEqualTo(told);
		assertThat(told.status()).isEqualTo(200);
		assertThat(told.body()).startsWith("{\"clients\":[");
	}

	private static Answer answer(Sample sample, WireCase wireCase) throws IOException {
		return answer(sample, wireCase.request());
	}

	private static Answer answer(Sample sample, String request) throws IOException {
		return answer(sample.endpoint(), request);
	}

	static Answer answer(Endpoint endpoint, String request) throws IOException {
		try (RawConnection connection = new RawConnection(endpoint)) {
			connection.send((request.stripTrailing().replace("\n", "\r\n") + "\r\n\r\n").getBytes());
			RawResponse response = connection.readResponse(request.startsWith("HEAD "));
			assertThat(response).isNotNull();
			return Answer.of(response);
		}
	}

	record Answer(int status, Map<String, Set<String>> fields, String body) {

		static Answer of(RawResponse response) {
			Map<String, Set<String>> fields = new TreeMap<>();
			for (String name : names(response)) {
				Set<String> values = name.equals("connection") ? options(response)
						: new TreeSet<>(response.lines(name).stream().map(Answer::lowerCase).toList());
				if (!FIELDS_OF_SERVERS.containsKey(name) && !values.isEmpty()) {
					fields.put(name, values);
				}
			}
			return new Answer(response.status(), fields, response.text());
		}

		private static List<String> names(RawResponse response) {
			return response.fields()
				.stream()
				.map((field) -> lowerCase(field.substring(0, field.indexOf(':'))))
				.toList();
		}

		private static Set<String> options(RawResponse response) {
			return response.members("Connection")
				.stream()
				.map(Answer::lowerCase)
				.filter((option) -> !OPTIONS_OF_SERVERS.contains(option))
				.collect(Collectors.toCollection(TreeSet::new));
		}

		private static String lowerCase(String text) {
			return text.toLowerCase(Locale.ROOT);
		}

	}

}
