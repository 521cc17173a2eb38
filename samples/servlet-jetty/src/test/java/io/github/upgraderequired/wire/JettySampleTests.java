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

import java.util.stream.Stream;

import io.github.upgraderequired.sample.servlet.ServletSampleApplication;
import io.github.upgraderequired.wire.protocol.LineEchoContract;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The servlet sample switches to its custom protocol on Jetty too.
 */
@SpringBootTest(classes = ServletSampleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class JettySampleTests extends LineEchoContract {

	@LocalServerPort
	private int port;

	@Override
	protected Stream<Endpoint> switching() {
		return Stream.of(new Endpoint("jetty", "clear", this.port));
	}

	@Test
	void serverIsJetty(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getServletContext()).isNotNull();
		assertThat(context.getServletContext().getServerInfo()).startsWith("jetty/12.1.");
	}

}
