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

package io.github.upgraderequired.httpclient;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.upgraderequired.UpgradeProtocol;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client makes of a 426, of whatever server.
 */
class UpgradeAdviceTests {

	private static final String PROBLEM = """
			{"type":"https://errors.example/upgrade","title":"Upgrade Required","status":426,"detail":"Too old.",\
			"instance":"/orders","protocols":["acme-ios/3.2"],"rule":"mobile","minimum":"3.2","latest":"3.10",\
			"update":"https://apps.example/acme"}""";

	@Test
	@DisplayName("R1: the protocols are those of Upgrade, in its order and over all its lines")
	void protocolsAreThoseOfTheField() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("upgrade", "HTTP/3, ,TLS/1.0");
		headers.add("Upgrade", "websocket");
		assertThat(UpgradeAdvice.of(headers, new byte[0]).protocols()).containsExactly(UpgradeProtocol.HTTP_3,
				UpgradeProtocol.parse("TLS/1.0"), UpgradeProtocol.WEBSOCKET);
	}

	@Test
	void fieldComesBeforeTheBody() {
		HttpHeaders headers = json();
		headers.set("Upgrade", "acme-ios/4");
		assertThat(of(headers, PROBLEM)).hasToString("acme-ios/4");
	}

	@Test
	void whereAProxyHasTakenTheFieldTheBodyNamesTheProtocols() {
		assertThat(of(json(), PROBLEM)).hasToString("acme-ios/3.2");
	}

	@Test
	void problemDetailIsReadWithTheMembersOfClients() {
		UpgradeAdvice advice = of(json(), PROBLEM);
		ProblemDetail problem = advice.problem();
		assertThat(problem).isNotNull();
		assertThat(problem.getType()).isEqualTo(URI.create("https://errors.example/upgrade"));
		assertThat(problem.getTitle()).isEqualTo("Upgrade Required");
		assertThat(problem.getStatus()).isEqualTo(426);
		assertThat(problem.getDetail()).isEqualTo("Too old.");
		assertThat(problem.getInstance()).isEqualTo(URI.create("/orders"));
		assertThat(problem.getProperties()).containsEntry("rule", "mobile").doesNotContainKeys("type", "status");
		assertThat(advice.minimum()).isEqualTo("3.2");
		assertThat(advice.latest()).isEqualTo("3.10");
		assertThat(advice.update()).isEqualTo(URI.create("https://apps.example/acme"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"TLS\"", "{", "{\"protocols\":\"TLS\"}", "{\"protocols\":[1,null,{}]}",
			"{\"protocols\":[\"a b\",\"\"]}", "{\"type\":1,\"minimum\":3.2,\"latest\":null,\"update\":\"a b\"}",
			"<html></html>" })
	void whatCannotBeReadIsLeftOut(String body) {
		UpgradeAdvice advice = of(json(), body);
		assertThat(advice.protocols()).isEmpty();
		assertThat(advice.minimum()).isNull();
		assertThat(advice.latest()).isNull();
		assertThat(advice.update()).isNull();
		assertThat(advice.addTo("426")).isEqualTo("426");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "null", value = { "application/json, true", "application/problem+json;charset=UTF-8, true",
			"text/html, false", "application/vnd.acme, false", "null, false", "/, false", "*/*, false" })
	void bodyIsReadWhereItSaysThatItIsJson(String type, boolean read) {
		HttpHeaders headers = new HttpHeaders();
		if (type != null) {
			headers.set("Content-Type", type);
		}
		assertThat(of(headers, PROBLEM).protocols().isEmpty()).isEqualTo(!read);
	}

	@Test
	void bombsAreNeitherReadNorFatal() {
		String deep = "{\"protocols\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
		assertThat(of(json(), deep).protocols()).isEmpty();
		String nested = "{\"protocols\":[\"TLS\"],\"x\":" + "[".repeat(16) + "]".repeat(16) + "}";
		assertThat(of(json(), nested).problem()).isNull();
		String large = "{\"protocols\":[\"TLS\"],\"x\":\"" + "x".repeat(16 * 1024) + "\"}";
		assertThat(of(json(), large).problem()).isNull();
		HttpHeaders headers = new HttpHeaders();
		headers.set("Upgrade", "a,".repeat(200_000) + "\u0000, TLS/1.2");
		List<UpgradeProtocol> protocols = of(headers, "").protocols();
		assertThat(protocols).hasSize(200_001).endsWith(UpgradeProtocol.parse("TLS/1.2"));
	}

	private static UpgradeAdvice of(HttpHeaders headers, String body) {
		return UpgradeAdvice.of(headers, body.getBytes(StandardCharsets.UTF_8));
	}

	private static HttpHeaders json() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", "application/problem+json");
		return headers;
	}

}
