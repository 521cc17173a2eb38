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
import org.springframework.security.web.server.transport.HttpsRedirectWebFilter;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What reactive applications have in place of the door, asked about the same requests.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class ReactivePeersBenchmark {

	@Benchmark
	public boolean linearList(Matching state) {
		PathContainer path = state.plain.getRequest().getPath().pathWithinApplication();
		for (PathPattern pattern : state.patterns) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	@Benchmark
	public void httpsRedirectWebFilterPassing(Filters state) {
		ReactiveDoorBenchmark.ask(state.redirectElsewhere, state.plain);
	}

	@Benchmark
	public void httpsRedirectWebFilterRedirecting(Filters state) {
		ReactiveDoorBenchmark.ask(state.redirect, state.plain);
	}

	@Benchmark
	public void handWrittenPassing(Filters state) {
		ReactiveDoorBenchmark.ask(state.handWrittenElsewhere, state.plain);
	}

	@Benchmark
	public void handWrittenRefusing(Filters state) {
		ReactiveDoorBenchmark.ask(state.handWritten, state.plain);
	}

	public static class Matching extends ReactiveState {

		@Param({ "1", "10", "100", "1000", "10000" })
		int rules;

		List<PathPattern> patterns;

		public Matching() {
			super(Rules.ELSEWHERE);
		}

		@Setup
		public void match() {
			this.patterns = Rules.ELSEWHERE.patterns(this.rules)
				.stream()
				.map(PathPatternParser.defaultInstance::parse)
				.toList();
		}

	}

	public static class Filters extends ReactiveState {

		WebFilter redirect = redirect("/api/**");

		WebFilter redirectElsewhere = redirect("/elsewhere/**");

		WebFilter handWritten = HandWritten.reactive("/api/");

		WebFilter handWrittenElsewhere = HandWritten.reactive("/elsewhere/");

		public Filters() {
			super(Rules.ELSEWHERE);
		}

		private static WebFilter redirect(String path) {
			HttpsRedirectWebFilter filter = new HttpsRedirectWebFilter();
			filter.setPortMapper(new AnyPort());
			filter.setRequiresHttpsRedirectMatcher(new PathPatternParserServerWebExchangeMatcher(path));
			return filter;
		}

	}

}
