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
				try (ServerProcess plain = ServerProcess.start(stack, "none", false);
						ServerProcess starter = ServerProcess.start(stack, "none", true)) {
					without.add((double) plain.uptime());
					with.add((double) starter.uptime());
					beans = starter.beans() - plain.beans();
				}
			}
			print(stack + " without", without);
			print(stack + " with", with);
			System.out.println(stack + ": " + beans + " bean definitions more");
		}
	}

	private static void print(String name, List<Double> times) {
		System.out.printf(Locale.ROOT, "%-18s %5.0f ms (%.0f to %.0f)%n", name, WholeServers.quantile(times, 0.5),
				WholeServers.quantile(times, 0.25), WholeServers.quantile(times, 0.75));
	}

}
