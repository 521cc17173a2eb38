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

package io.github.upgraderequired.sample.client;

import java.util.List;

import io.github.upgraderequired.httpclient.UpgradeAdvice;
import io.github.upgraderequired.httpclient.UpgradeRequiredClientException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.RestClient;

/**
 * Asks the servlet sample, and prints what it is told.
 */
@SpringBootApplication
public class ClientSampleApplication {

	private static final List<String> PATHS = List.of("/open", "/mobile/orders", "/account", "/feed", "/ws/echo");

	/**
	 * Start the sample.
	 * @param args the arguments of the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(ClientSampleApplication.class, args);
	}

	@Bean
	ApplicationRunner questions(RestClient.Builder builder, @Value("${sample.server}") String server) {
		RestClient client = builder.baseUrl(server).defaultHeader("X-Client", "acme-ios/3.1.9").build();
		return (arguments) -> PATHS.forEach((path) -> System.out.println(path + ": " + ask(client, path)));
	}

	private static String ask(RestClient client, String path) {
		try {
			return String.valueOf(client.get().uri(path).retrieve().body(String.class)).strip();
		}
		catch (UpgradeRequiredClientException ex) {
			return explain(ex.advice());
		}
	}

	private static String explain(UpgradeAdvice advice) {
		if (advice.minimum() != null) {
			return "this app needs version " + advice.minimum() + " or later. Get " + advice.latest() + " at "
					+ advice.update();
		}
		ProblemDetail problem = advice.problem();
		return "needs " + advice + ". " + ((problem != null) ? problem.getDetail() : "");
	}

}
