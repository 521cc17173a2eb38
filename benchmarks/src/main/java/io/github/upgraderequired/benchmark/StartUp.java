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

package io.github.upgraderequired.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long an application takes to start, with the starter and without, in
 * turns.
 */
public final class StartUp {

	private static final int STARTS = 20;

	private StartUp() {
	}

	public static void main(String[] arguments) throws IOException {
		for (String stack : List.of("servlet", "reactive")) {
			List<Double> without = new ArrayList<>();
			List<Double> with = new ArrayList<>();
			int beans = 0;
			for (int i = 0; i < STARTS; i++) {
				boolean first = i % 2 == 0;
				ServerProcess.Started one = start(stack, first);
				ServerProcess.Started other = start(stack, !first);
				without.add((double) (first ? other : one).millis());
				with.add((double) (first ? one : other).millis());
				beans = (first ? one : other).beans() - (first ? other : one).beans();
			}
			print(stack + " without", without);
			print(stack + " with", with);
			System.out.println(stack + ": " + beans + " bean definitions more");
		}
	}

	private static ServerProcess.Started start(String stack, boolean starter) throws IOException {
		try (ServerProcess server = ServerProcess.start(stack, "none", starter)) {
			return server.started();
		}
	}

	private static void print(String name, List<Double> times) {
		System.out.printf(Locale.ROOT, "%-18s %5.0f ms (%.0f to %.0f)%n", name, WholeServers.quantile(times, 0.5),
				WholeServers.quantile(times, 0.25), WholeServers.quantile(times, 0.75));
	}

}
