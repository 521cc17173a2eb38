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

package io.github.upgraderequired.wire.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.github.upgraderequired.wire.Endpoint;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is deployed to a Tomcat which it has not started, as a WAR is.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractWarTests {

	private static final String NO_EFFECT = "Property server.forward-headers-strategy is set or deduced, but has no effect:"
			+ " the application is deployed to a servlet container";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=native", "spring.main.cloud-platform=heroku" })
	void strategyThatTheContainerDoesNotHeedMakesNoHeaderCount(String strategy, CapturedOutput output)
			throws Exception {
		try (War war = new War(this.directory, Application.class, strategy)) {
			assertThat(war.status("/feed", "X-Version: 2")).isEqualTo(426);
			assertThat(war.status("/account", "X-Forwarded-Proto: https")).isEqualTo(426);
		}
		assertThat(output).containsOnlyOnce(NO_EFFECT).contains("Nor has upgrade.required.http-version.header.");
	}

	@Test
	void filterThatSpringBootRegistersCounts(CapturedOutput output) throws Exception {
		try (War war = new War(this.directory, Application.class, "server.forward-headers-strategy=framework")) {
			assertThat(war.status("/feed", "X-Version: 2")).isEqualTo(200);
			assertThat(war.status("/account", "X-Forwarded-Proto: https")).isEqualTo(200);
		}
		assertThat(output).doesNotContain("has no effect");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=framework", "server.forward-headers-strategy=native" })
	void filterOfTheApplicationCounts(String strategy, CapturedOutput output) throws Exception {
		try (War war = new War(this.directory, FilteredApplication.class, strategy)) {
			assertThat(war.status("/feed", "X-Version: 2")).isEqualTo(200);
			assertThat(war.status("/account", "X-Forwarded-Proto: https")).isEqualTo(200);
			assertThat(war.status("/account", "X-Forwarded-Proto: http")).isEqualTo(426);
		}
		assertThat(output).doesNotContain("has no effect");
	}

	@Test
	void valveOfTheContainerCounts(CapturedOutput output) throws Exception {
		try (War war = new War(this.directory, Application.class, "server.forward-headers-strategy=none")) {
			RemoteIpValve valve = new RemoteIpValve();
			valve.setProtocolHeader("X-Forwarded-Proto");
			war.tomcat.getEngine().getPipeline().addValve(valve);
			assertThat(war.status("/account", "X-Forwarded-Proto: https")).isEqualTo(200);
			assertThat(war.status("/account", "X-Forwarded-Proto: http")).isEqualTo(426);
		}
	}

	private static final class War implements AutoCloseable {

		private final Tomcat tomcat = new Tomcat();

		War(Path directory, Class<?> application, String property) throws LifecycleException {
			this.tomcat.setBaseDir(directory.toString());
			this.tomcat.setPort(0);
			this.tomcat.getConnector();
			Context context = this.tomcat.addContext("", directory.toString());
			context.addServletContainerInitializer(
					(classes, servletContext) -> new Initializer(application, property).onStartup(servletContext), null);
			this.tomcat.start();
		}

		int status(String path, String field) throws IOException {
			Endpoint endpoint = new Endpoint("tomcat", "clear", this.tomcat.getConnector().getLocalPort());
			try (RawConnection connection = new RawConnection(endpoint)) {
				connection.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
				RawResponse response = connection.readResponse(false);
				assertThat(response).isNotNull();
				return response.status();
			}
		}

		@Override
		public void close() throws LifecycleException {
			this.tomcat.stop();
			this.tomcat.destroy();
		}

	}

	private static final class Initializer extends SpringBootServletInitializer {

		private final Class<?> application;

		private final String property;

		Initializer(Class<?> application, String property) {
			this.application = application;
			this.property = property;
		}

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(this.application)
				.properties("spring.main.banner-mode=off", "upgrade.required.http-version.header=X-Version",
						"upgrade.required.rules.feed.paths=/feed", "upgrade.required.rules.feed.protocols=HTTP/2",
						"upgrade.required.rules.account.paths=/account",
						"upgrade.required.rules.account.protocols=TLS", this.property);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Resources resources() {
			return new Resources();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilteredApplication extends Application {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
			FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(
					new ForwardedHeaderFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@RestController
	static class Resources {

		@GetMapping({ "/feed", "/account" })
		String get() {
			return "served";
		}

	}

}
