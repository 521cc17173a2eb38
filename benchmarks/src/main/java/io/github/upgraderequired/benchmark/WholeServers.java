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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures whole servers: the processor time of a request, with the starter and without,
 * in turns.
 */
public final class WholeServers {

	private static final String PLAIN = "200, without the starter";

	private static final String HAND_WRITTEN = "426, hand-written";

	private static final String STARTER = "426, the starter";

	/** Rounds with the same processes. */
	private static final int GROUP = 15;

	/** Short, so that whatever else the machine does falls on all of a round. */
	private static final int SECONDS = 1;

	private WholeServers() {
	}

	public static void main(String[] arguments) throws Exception {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 45;
		List<String> stacks = (arguments.length > 1) ? List.of(arguments[1]) : List.of("servlet", "reactive");
		for (String stack : stacks) {
			measure(stack, rounds);
		}
	}

	// In groups, each with processes of its own: no two of them compile alike
	private static void measure(String stack, int rounds) throws Exception {
		Map<String, List<Double>> times = new LinkedHashMap<>();
		for (int round = 0; round < rounds; round += GROUP) {
			measureGroup(stack, times);
		}
		System.out.println("# " + stack + ", " + rounds + " rounds: microseconds a request; ratio to the first");
		times.forEach((name, values) -> print(name, values, times.get(PLAIN)));
		print(STARTER + " : " + HAND_WRITTEN, times.get(STARTER), times.get(HAND_WRITTEN));
	}

	private static void measureGroup(String stack, Map<String, List<Double>> times) throws Exception {
		try (ServerProcess plain = ServerProcess.start(stack, "none", false);
				ServerProcess starter = ServerProcess.start(stack, "none", true);
				ServerProcess handWritten = ServerProcess.start(stack, "hand-written", false);
				ServerProcess redirect = ServerProcess.start(stack, "redirect", false)) {
			if (!handWritten.response(SmallApplication.SECURE).equals(starter.response(SmallApplication.SECURE))) {
				throw new IllegalStateException("The filters do not send the same bytes");
			}
			List<Subject> subjects = new ArrayList<>(List.of(new Subject(PLAIN, plain, SmallApplication.OPEN, 200),
					new Subject("200, with the starter", starter, SmallApplication.OPEN, 200),
					new Subject(HAND_WRITTEN, handWritten, SmallApplication.SECURE, 426),
					new Subject(STARTER, starter, SmallApplication.SECURE, 426),
					new Subject("302, Spring Security", redirect, SmallApplication.SECURE, 302)));
			for (ServerProcess server : List.of(plain, starter, handWritten, redirect)) {
				server.warmUp();
			}
			for (int round = 0; round < GROUP; round++) {
				Collections.rotate(subjects, 1);
				for (Subject subject : subjects) {
					times.computeIfAbsent(subject.name(), (key) -> new ArrayList<>()).add(subject.load());
				}
			}
		}
	}

	private static void print(String name, List<Double> values, List<Double> base) {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			ratios.add(values.get(i) / base.get(i));
		}
		System.out.printf(Locale.ROOT, "%-34s %7.2f us  ratio %.3f (%.3f to %.3f)%n", name, quantile(values, 0.5),
				quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75));
	}

	static double quantile(List<Double> values, double which) {
		List<Double> sorted = values.stream().sorted().toList();
		double place = which * (sorted.size() - 1);
		double lower = sorted.get((int) place);
		return lower + (place - (int) place) * (sorted.get((int) Math.ceil(place)) - lower);
	}

	private record Subject(String name, ServerProcess server, String path, int status) {

		double load() throws Exception {
			return this.server.load(this.path, this.status, SECONDS);
		}

	}

}
