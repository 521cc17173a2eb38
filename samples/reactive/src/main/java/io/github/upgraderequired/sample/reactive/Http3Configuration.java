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

package io.github.upgraderequired.sample.reactive;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The profile {@code http3}: the application over HTTP/1.1, HTTP/2 and HTTP/3.
 */
@Configuration(proxyBeanMethods = false)
@Profile("http3")
class Http3Configuration {

	@Bean
	Http3Server http3Server(HttpHandler application, SslBundles bundles, @Value("${server.port}") int port,
			@Value("${server.ssl.bundle}") String bundle) {
		return new Http3Server(application, bundles.getBundle(bundle), port);
	}

	@Bean
	RouterFunction<ServerResponse> feed3() {
		return RouterFunctions.route()
			.GET("/feed3",
					(request) -> ServerResponse.ok()
						.contentType(MediaType.TEXT_PLAIN)
						.bodyValue("You came over HTTP/3.\n"))
			.build();
	}

}
