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

package io.github.upgraderequired.wire.websocket;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.Runtime.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.upgraderequired.wire.ServerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Endpoints with {@code spring.threads.virtual.enabled}, in a process of the newest Java
 * beside the one that the tests run on, which may be too old to have virtual threads.
 */
class VirtualThreadTests {

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void endpointsAreJudgedOnVirtualThreadsAsOnOthers() throws IOException {
		Java java = Java.newest();
		Process process = new ProcessBuilder(java.command().toString(), "-cp", System.getProperty("java.class.path"),
				VirtualThreadServer.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		for (ServerKind kind : ServerKind.values()) {
			assertThat(output).contains("%s answers 426, 426, 200, %d, virtual: %s".formatted(kind,
					(kind != ServerKind.REACTIVE_JETTY) ? 101 : 426, java.version().feature() >= 21));
		}
	}

	/**
	 * A Java that is installed.
	 *
	 * @param command starts it
	 * @param version the version
	 */
	private record Java(Path command, Version version) {

		static Java newest() throws IOException {
			try (Stream<Path> homes = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
				return homes.filter((home) -> Files.isExecutable(home.resolve("bin/java")))
					.filter((home) -> Files.exists(home.resolve("release")))
					.map(Java::in)
					.max(Comparator.comparing(Java::version))
					.orElseThrow();
			}
		}

		private static Java in(Path home) {
			Properties release = new Properties();
			try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
				release.load(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return new Java(home.resolve("bin/java"),
					Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")));
		}

	}

}
