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

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.JavascriptExecutor;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page's script in a browser, which fetches what is refused from another origin. It
 * reads the refusal where the application allows its origin, and else sees a network
 * error only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleCrossOriginTests {

	private static final String FETCH = """
			const [url, options, done] = arguments;
			fetch(url, JSON.parse(options)).then(async (response) => done([response.status, await response.text()]),
					(error) => done([error.name]));
			""";

	private Sample page;

	private List<Sample> samples;

	private Chromium chromium;

	@BeforeAll
	void start() {
		this.page = Sample.servlet();
		this.samples = List.of(Sample.servlet("--spring.main.sources=" + ServletCors.class.getName()),
				Sample.reactive("--spring.main.sources=" + ReactiveCors.class.getName()));
		this.chromium = Chromium.start();
	}

	@AfterAll
	void stop() {
		if (this.chromium != null) {
			this.chromium.close();
		}
		this.samples.forEach(Sample::close);
		this.page.close();
	}

	Stream<Endpoint> samples() {
		return this.samples.stream().map(Sample::endpoint);
	}

	@ParameterizedTest
	@MethodSource("samples")
	void scriptOfAnAllowedOriginReadsStatusAndBody(Endpoint sample) {
		open("localhost");
		for (String options : List.of("{}", "{\"credentials\": \"include\"}",
				"{\"method\": \"POST\", \"headers\": {\"Content-Type\": \"application/json\"}, \"body\": \"{}\"}")) {
			List<?> answer = fetch(sample.url("/account"), options);
			assertThat(answer).hasSize(2);
			assertThat(answer.get(0)).isEqualTo(426L);
			assertThat(answer.get(1)).asString().contains("TLS");
		}
	}

	@ParameterizedTest
	@MethodSource("samples")
	void scriptOfAnotherOriginSeesANetworkError(Endpoint sample) {
		open("127.0.0.1");
		assertThatIsNetworkError(fetch(sample.url("/account"), "{}"));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void scriptSeesANetworkErrorWhereNoOriginIsAllowed(Endpoint sample) {
		open("localhost");
		assertThatIsNetworkError(fetch(sample.url("/feed"), "{}"));
	}

	private static void assertThatIsNetworkError(List<?> answer) {
		assertThat(answer).hasToString("[TypeError]");
	}

	private void open(String host) {
		this.chromium.driver().get("http://" + host + ":" + this.page.endpoint().port() + "/open");
	}

	private List<?> fetch(String url, String options) {
		JavascriptExecutor script = (JavascriptExecutor) this.chromium.driver();
		return (List<?>) script.executeAsyncScript(FETCH, url, options);
	}

	private static CorsConfiguration configuration() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOriginPatterns(List.of("http://localhost:[*]"));
		configuration.setAllowedMethods(List.of("GET", "POST"));
		configuration.setAllowedHeaders(List.of("Content-Type"));
		configuration.setAllowCredentials(true);
		return configuration;
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ServletCors {

		@Bean
		CorsFilter corsFilter() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/account", configuration());
			return new CorsFilter(source);
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ReactiveCors {

		@Bean
		CorsWebFilter corsWebFilter() {
			var source = new org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/account", configuration());
			return new CorsWebFilter(source);
		}

	}

}
