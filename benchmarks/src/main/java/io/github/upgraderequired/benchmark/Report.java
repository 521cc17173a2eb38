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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParserFactory;

/**
 * Makes the tables and the plot of {@code docs/appendix-performance.md} of the results of
 * JMH.
 */
public final class Report {

	private static final List<Integer> SIZES = List.of(1, 10, 100, 1000, 10_000);

	private final Map<String, Result> results = new TreeMap<>();

	private Report(String json) {
		for (Object element : JsonParserFactory.getJsonParser().parseList(json)) {
			Result result = Result.of((Map<?, ?>) element);
			this.results.put(result.name() + " " + result.rules(), result);
		}
	}

	/**
	 * Write the plot to a file and the tables to the console.
	 */
	public static void main(String[] arguments) throws IOException {
		Report report = new Report(Files.readString(Path.of(arguments[0])));
		Files.writeString(Path.of(arguments[1]), report.plot());
		report.results.values().stream().map(Result::name).distinct().forEach(report::printRow);
	}

	private void printRow(String name) {
		for (String alone : List.of("-", "0")) {
			if (this.results.containsKey(name + " " + alone)) {
				System.out.println("| " + name + ", " + alone + " | " + this.results.get(name + " " + alone) + " |");
			}
		}
		String row = SIZES.stream()
			.map((size) -> this.results.get(name + " " + size))
			.filter(Objects::nonNull)
			.map(Result::toString)
			.collect(Collectors.joining(" | "));
		if (!row.isEmpty()) {
			System.out.println("| " + name + " | " + row + " |");
		}
	}

	private String plot() {
		Plot plot = new Plot();
		plot.line("OrRequestMatcher (Spring Security)", "#b3261e", points("ServletPeers.orRequestMatcher"));
		plot.line("linear list of PathPatterns", "#b26a00", points("ServletPeers.linearList"));
		plot.line("this starter, WebFlux", "#1a7f4b", points("ReactiveDoor.uncovered"));
		plot.line("this starter, servlet", "#1a5fd0", points("ServletDoor.uncovered"));
		return plot.toString();
	}

	private Map<Integer, Double> points(String name) {
		Map<Integer, Double> points = new TreeMap<>();
		for (int size : SIZES) {
			Result result = this.results.get(name + " " + size);
			if (result != null) {
				points.put(size, result.nanos());
			}
		}
		return points;
	}

	/**
	 * A result of JMH.
	 */
	private record Result(String name, String rules, double nanos, double bytes) {

		static Result of(Map<?, ?> result) {
			String benchmark = String.valueOf(result.get("benchmark"));
			String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1)
				.replace("Benchmark", "");
			Object rules = (result.get("params") instanceof Map<?, ?> params) ? params.get("rules") : "-";
			return new Result(name, String.valueOf(rules), score(result.get("primaryMetric")),
					score(((Map<?, ?>) result.get("secondaryMetrics")).entrySet()
						.stream()
						.filter((metric) -> String.valueOf(metric.getKey()).endsWith("gc.alloc.rate.norm"))
						.findFirst()
						.orElseThrow()
						.getValue()));
		}

		// The median of the iterations: means tell what else the machine did
		private static double score(@Nullable Object metric) {
			Map<?, ?> percentiles = (Map<?, ?>) ((Map<?, ?>) metric).get("scorePercentiles");
			return ((Number) percentiles.get("50.0")).doubleValue();
		}

		private static String time(double nanos) {
			if (nanos < 1000) {
				return String.format(Locale.ROOT, "%.0f ns", nanos);
			}
			return (nanos < 1_000_000) ? String.format(Locale.ROOT, "%.1f µs", nanos / 1000)
					: String.format(Locale.ROOT, "%.1f ms", nanos / 1_000_000);
		}

		@Override
		public String toString() {
			return time(this.nanos) + ", " + String.format(Locale.ROOT, "%,.0f B", this.bytes);
		}

	}

}
