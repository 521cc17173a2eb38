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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks an application with WebSocket endpoints the same with and without the starter. The
 * difference must be the one that is committed, so that nothing else changes.
 */
abstract class AbstractDiscoveryTests {

	private static final List<String> SERVLET_PATHS = List.of("/handler", "/rooms/42", "/stomp", "/annotated",
			"/registered", "/files/new", "/files/page.txt", "/graphql", "/shared", "/graphql-only", "/posted", "/sock", "/sock/info",
			"/sock/websocket", "/sock/000/{session}/xhr", "/sock/000/{session}/websocket", "/stomp-sock/info", "/handler/",
			"/registered/", "/open", "/missing");

	private static final List<String> REACTIVE_PATHS = List.of("/handler", "/rooms/42", "/files/new",
			"/files/page.txt", "/graphql", "/graphql-only", "/shared", "/posted", "/handler/", "/open", "/missing");

	private static final String WITHOUT = "spring.autoconfigure.exclude="
			+ "io.github.upgraderequired.autoconfigure.UpgradeRequiredAutoConfiguration,"
			+ "io.github.upgraderequired.autoconfigure.UpgradeRequiredServletAutoConfiguration,"
			+ "io.github.upgraderequired.autoconfigure.UpgradeRequiredReactiveAutoConfiguration";

	private final ServerKind server;

	AbstractDiscoveryTests(ServerKind server) {
		this.server = server;
	}

	@Test
	void theStarterChangesJustWhatIsCommitted() throws IOException {
		Map<String, RecordedAnswer> without = record(WITHOUT);
		Map<String, RecordedAnswer> with = record();
		StringBuilder difference = new StringBuilder();
		without.forEach((name, answer) -> {
			if (!answer.complete().equals(with.get(name).complete())) {
				difference.append(name).append("\n- ").append(answer.summary());
				difference.append("\n+ ").append(with.get(name).summary()).append('\n');
			}
		});
		Path actual = Path.of("target", "discovery", fileName());
		Files.createDirectories(actual.getParent());
		Files.writeString(actual, difference);
		assertThat(difference.toString()).as("the difference, to be found in " + actual).isEqualTo(expected());
	}

	private Map<String, RecordedAnswer> record(String... properties) throws IOException {
		Map<String, RecordedAnswer> answers = new LinkedHashMap<>();
		boolean reactive = this.server.isReactive();
		Class<?> application = reactive ? ReactiveDiscoveryApplication.class : DiscoveryApplication.class;
		try (TestServer running = TestServer.start(this.server, "clear", "discovery", application, properties)) {
			for (String path : reactive ? REACTIVE_PATHS : SERVLET_PATHS) {
				int session = 0;
				for (DiscoveryCase discoveryCase : DiscoveryCase.load()) {
					String request = discoveryCase.bytes(path.replace("{session}", "session" + session++));
					answers.put(path + " | " + discoveryCase.name(), RecordedAnswer.of(running.endpoint(), request));
				}
			}
		}
		return answers;
	}

	private String expected() throws IOException {
		try (InputStream file = getClass().getResourceAsStream("/discovery/" + fileName())) {
			return (file != null) ? new String(file.readAllBytes(), StandardCharsets.UTF_8) : "";
		}
	}

	private String fileName() {
		return this.server.id() + ".txt";
	}

}
