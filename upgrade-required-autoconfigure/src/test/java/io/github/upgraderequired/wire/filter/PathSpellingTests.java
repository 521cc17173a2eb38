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

package io.github.upgraderequired.wire.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.upgraderequired.wire.PathSpellings;
import io.github.upgraderequired.wire.RawConnection;
import io.github.upgraderequired.wire.RawResponse;
import io.github.upgraderequired.wire.ServerKind;
import io.github.upgraderequired.wire.TestServer;
import io.github.upgraderequired.wire.WireApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rule covers every spelling of a path that the server would route to a handler under
 * it.
 */
class PathSpellingTests {

	private static final int SPELLINGS = 400;

	/**
	 * A handler of the dispatcher, a servlet of its own, a static resource, a handler
	 * behind an excluded path, and one behind an exempt one.
	 */
	private static final List<String> PATHS = List.of("/guarded/handler", "/guarded/servlet", "/guarded/static.txt",
			"/feed/public/../../feed", "/actuator/health/../../guarded/handler");

	@ParameterizedTest
	@EnumSource
	void noSpellingReachesAGuardedHandler(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", kind.application())) {
			assertThat(reaching(server)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void manySpellingsReachTheHandlersWithoutRules(ServerKind kind) throws IOException {
		try (TestServer server = TestServer.start(kind, "clear", kind.application(), "upgrade.required.mode=off")) {
			assertThat(reaching(server)).hasSizeGreaterThan(SPELLINGS / 10);
		}
	}

	private static List<String> reaching(TestServer server) throws IOException {
		List<String> reaching = new ArrayList<>();
		for (String path : PATHS) {
			for (String spelling : PathSpellings.of(path, SPELLINGS)) {
				try (RawConnection connection = new RawConnection(server.endpoint())) {
					connection.send(PathSpellings.request(spelling));
					RawResponse response = connection.readResponse(false);
					if (response != null && isReached(response)) {
						reaching.add(spelling);
					}
				}
			}
		}
		return reaching;
	}

	private static boolean isReached(RawResponse response) {
		return response.field(WireApplication.REACHED) != null || response.text().contains("static resource");
	}

}
