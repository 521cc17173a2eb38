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

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plot of times over numbers of rules, both logarithmic, in SVG.
 */
final class Plot {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 420;

	private static final int LEFT = 70;

	private static final int TOP = 30;

	private static final int RIGHT = 500;

	private static final int BOTTOM = 360;

	/** Powers of ten: 10 ns to 100 ms. */
	private static final int LOWEST = 1;

	private static final int HIGHEST = 8;

	private static final String[] TIMES = { "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms" };

	private final StringBuilder svg = new StringBuilder();

	Plot() {
		this.svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
				+ " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n")
			.formatted(WIDTH, HEIGHT));
		for (int power = LOWEST; power <= HIGHEST; power++) {
			double y = y(Math.pow(10, power));
			this.svg.append(String.format(Locale.ROOT,
					"<path d=\"M%d %.1fH%d\" stroke=\"#dce1ea\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
					LEFT, y, RIGHT, LEFT - 8, y + 4, TIMES[power - LOWEST]));
		}
		for (int power = 0; power <= 4; power++) {
			this.svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
					x(Math.pow(10, power)), BOTTOM + 20, (int) Math.pow(10, power)));
		}
		this.svg
			.append(("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">rules, none of which covers the request</text>%n")
				.formatted((LEFT + RIGHT) / 2, BOTTOM + 42));
	}

	/**
	 * Draw a line.
	 */
	void line(String name, String color, Map<Integer, Double> points) {
		this.svg.append(points.entrySet()
			.stream()
			.map((point) -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.getKey()), y(point.getValue())))
			.collect(Collectors.joining(" ", "<polyline points=\"",
					"\" fill=\"none\" stroke=\"" + color + "\" stroke-width=\"2.5\"/>\n")));
		double last = points.values().stream().reduce((first, second) -> second).orElseThrow();
		this.svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s</text>%n", RIGHT + 8,
				y(last) + 4, color, name));
	}

	private static double x(double rules) {
		return LEFT + 20 + Math.log10(rules) / 4 * (RIGHT - LEFT - 40);
	}

	private static double y(double nanos) {
		return BOTTOM - (Math.log10(nanos) - LOWEST) / (HIGHEST - LOWEST) * (BOTTOM - TOP);
	}

	@Override
	public String toString() {
		return this.svg + "</svg>\n";
	}

}
