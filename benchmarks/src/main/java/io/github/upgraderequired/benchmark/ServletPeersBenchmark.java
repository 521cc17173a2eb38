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

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.Filter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.http.server.PathContainer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.transport.HttpsRedirectFilter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What applications have in place of the door, asked about the same requests.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class ServletPeersBenchmark {

	@Benchmark
	public boolean linearList(Matching state) {
		PathContainer path = PathContainer.parsePath(state.plain.request().getRequestURI());
		for (PathPattern pattern : state.patterns) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	@Benchmark
	public boolean orRequestMatcher(Matching state) {
		return state.matcher.matches(state.plain.request());
	}

	@Benchmark
	public boolean orRequestMatcherOfParsedPath(Matching state) {
		return state.matcher.matches(state.parsed.request());
	}

	@Benchmark
	public void httpsRedirectFilterPassing(Filters state) throws Exception {
		ServletDoorBenchmark.ask(state.redirectElsewhere, state.plain);
	}

	@Benchmark
	public void httpsRedirectFilterRedirecting(Filters state) throws Exception {
		ServletDoorBenchmark.ask(state.redirect, state.plain);
	}

	@Benchmark
	public void handWrittenPassing(Filters state) throws Exception {
		ServletDoorBenchmark.ask(state.handWrittenElsewhere, state.plain);
	}

	@Benchmark
	public void handWrittenRefusing(Filters state) throws Exception {
		ServletDoorBenchmark.ask(state.handWritten, state.plain);
	}

	public static class Matching extends ServletState {

		@Param({ "1", "10", "100", "1000", "10000" })
		int rules;

		List<PathPattern> patterns;

		RequestMatcher matcher;

		public Matching() {
			super(Rules.ELSEWHERE);
		}

		@Setup
		public void match() {
			List<String> paths = Rules.ELSEWHERE.patterns(this.rules);
			this.patterns = paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
			this.matcher = new OrRequestMatcher(paths.stream()
				.map((path) -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(path))
				.toList());
		}

	}

	public static class Filters extends ServletState {

		Filter redirect = redirect("/api/**");

		Filter redirectElsewhere = redirect("/elsewhere/**");

		Filter handWritten = HandWritten.servlet("/api/");

		Filter handWrittenElsewhere = HandWritten.servlet("/elsewhere/");

		public Filters() {
			super(Rules.ELSEWHERE);
		}

		private static Filter redirect(String path) {
			HttpsRedirectFilter filter = new HttpsRedirectFilter();
			filter.setPortMapper(new AnyPort());
			filter.setRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(path));
			return filter;
		}

	}

}
