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

import io.github.upgraderequired.wire.protocol.LineEchoContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Both samples switch to their custom protocol, in clear text and over TLS.
 */
class SampleLineEchoTests extends LineEchoContract {

	private static final String[] SECURE = { "--server.ssl.key-store=" + TestCertificate.keyStore().toUri(),
			"--server.ssl.key-store-password=" + TestCertificate.PASSWORD };

	private List<Sample> clear = List.of();

	private List<Sample> secure = List.of();

	@BeforeAll
	void start() {
		this.clear = List.of(Sample.servlet(), Sample.reactive());
		this.secure = List.of(Sample.servlet(SECURE), Sample.reactive(SECURE));
	}

	@AfterAll
	void stop() {
		Stream.concat(this.clear.stream(), this.secure.stream()).forEach(Sample::close);
	}

	@Override
	protected Stream<Endpoint> switching() {
		return Stream.concat(this.clear.stream(), this.secure.stream()).map(Sample::endpoint);
	}

}
