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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.upgraderequired.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardHeadersStrategy}.
 */
class ForwardHeadersStrategyTests {

	private static final String PROTO = "X-Forwarded-Proto";

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			''                                                                       | false | false
			server.forward-headers-strategy=none                                     | false | false
			server.forward-headers-strategy=framework                                | true  | false
			server.forward-headers-strategy=FRAMEWORK                                | true  | false
			server.forward-headers-strategy=native                                   | true  | true
			spring.main.cloud-platform=kubernetes                                    | true  | true
			spring.main.cloud-platform=kubernetes,server.forward-headers-strategy=none | false | false
			spring.main.cloud-platform=heroku,server.forward-headers-strategy=framework | true | false
			spring.main.cloud-platform=none                                          | false | false
			server.tomcat.remoteip.remote-ip-header=X-Client                         | true  | true
			server.tomcat.remoteip.protocol-header=X-Proto                           | true  | true
			server.tomcat.remoteip.protocol-header=X-Proto,server.forward-headers-strategy=none | true | true
			server.tomcat.remoteip.protocol-header=                                  | false | false
			""")
	void isThatOfSpringBoot(String properties, boolean inForce, boolean server) {
		ForwardHeadersStrategy strategy = strategy(properties);
		assertThat(strategy.isInForce()).isEqualTo(inForce);
		assertThat(strategy.server()).isEqualTo(server);
		Map<String, String> fields = Map.of(PROTO, "https");
		assertThat(strategy.fields(null).mayHaveDecided(fields::get, fields::get)).isEqualTo(server);
		assertThat(strategy.fields(null).mayHaveDecided(fields::get, (name) -> null)).isTrue();
		// Tomcat's own property is there on other servers too
		boolean set = inForce && !properties.contains("remoteip");
		assertThat(strategy.isSet()).isEqualTo(set);
		assertThat(strategy.fields("X-Version").httpVersion((name) -> List.of("HTTP/2.0"), null))
			.isEqualTo(set ? HttpVersion.HTTP_2 : null);
		assertThat(strategy.fields("").httpVersion((name) -> List.of("HTTP/2.0"), null)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "X-Proto, true", "X-Other, false" })
	void fieldThatTomcatGoesByCounts(String name, boolean counts) {
		Map<String, String> fields = Map.of(name, "https");
		assertThat(strategy("server.tomcat.remoteip.protocol-header=X-Proto").fields(null)
			.mayHaveDecided(fields::get, fields::get)).isEqualTo(counts);
	}

	// Without the variables of the machine, which may be on a cloud platform itself
	private static ForwardHeadersStrategy strategy(String properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		Map<String, Object> values = new HashMap<>();
		Stream.of(properties.split(","))
			.filter((property) -> !property.isEmpty())
			.map((property) -> property.split("=", 2))
			.forEach((property) -> values.put(property[0], property[1]));
		environment.getPropertySources().addFirst(new MapPropertySource("test", values));
		return ForwardHeadersStrategy.of(environment);
	}

}
