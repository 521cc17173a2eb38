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

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * The door of the reactive stack.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class ReactiveDoorBenchmark {

	@Benchmark
	public void uncovered(Elsewhere state) {
		ask(state.door, state.plain);
	}

	@Benchmark
	public void uncoveredLongPath(Elsewhere state) {
		ask(state.door, state.longPath);
	}

	@Benchmark
	public void uncoveredEscapedPath(Elsewhere state) {
		ask(state.door, state.escapedPath);
	}

	@Benchmark
	public void met(Met state) {
		ask(state.door, state.plain);
	}

	@Benchmark
	public void refusedJson(Refusing state) {
		ask(state.door, state.plain);
	}

	@Benchmark
	public void refusedHtml(Refusing state) {
		ask(state.door, state.browser);
	}

	static void ask(WebFilter filter, ServerWebExchange exchange) {
		filter.filter(exchange, ReactiveState.PASSED).subscribe(ReactiveState.NOBODY);
	}

	public static class Elsewhere extends ReactiveState {

		@Param({ "0", "1", "10", "100", "1000", "10000" })
		int rules;

		public Elsewhere() {
			super(Rules.ELSEWHERE);
		}

		@Override
		int size() {
			return this.rules;
		}

	}

	public static class Met extends ReactiveState {

		@Param({ "1", "10", "100", "1000", "10000" })
		int rules;

		public Met() {
			super(Rules.MET);
		}

		@Override
		int size() {
			return this.rules;
		}

	}

	public static class Refusing extends ReactiveState {

		@Param({ "1", "10", "100", "1000", "10000" })
		int rules;

		public Refusing() {
			super(Rules.REFUSING);
		}

		@Override
		int size() {
			return this.rules;
		}

	}

}
