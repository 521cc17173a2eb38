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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares the table of versions in README.md with the wire cases that have been run. The
 * arguments are the folders of reports that the modules have, one for each run.
 */
class VersionTable {

	private static final Map<String, Path> MODULES = new LinkedHashMap<>();

	static {
		MODULES.put("pom.xml", Path.of("upgrade-required-autoconfigure"));
		MODULES.put("compatibility/spring-boot-4.0/pom.xml", Path.of("compatibility/spring-boot-4.0"));
		MODULES.put("compatibility/spring-boot-3.5/pom.xml", Path.of("compatibility/spring-boot-3.5"));
	}

	private static final Map<String, String> SERVLET = Map.of("TomcatWireCaseTests", "Tomcat", "JettyWireCaseTests", "Jetty",
			"UndertowWireCaseTests", "Undertow");

	private static final Map<String, String> REACTIVE = Map.of("ReactorNettyWireCaseTests", "Reactor Netty",
			"ReactiveTomcatWireCaseTests", "Tomcat", "ReactiveJettyWireCaseTests", "Jetty");

	public static void main(String[] args) throws IOException {
		StringBuilder table = new StringBuilder("""
				| Spring Boot | Java | Spring MVC on | WebFlux on |
				| --- | --- | --- | --- |
				""");
		for (Map.Entry<String, Path> module : MODULES.entrySet()) {
			List<Report> reports = new ArrayList<>();
			for (String folder : args) {
				List<Report> run = Report.read(module.getValue().resolve("target").resolve(folder));
				if (run.isEmpty() || (!reports.isEmpty() && !tests(run).equals(tests(reports)))) {
					throw new IllegalStateException(folder + " has " + tests(run) + ", and the others " + tests(reports));
				}
				reports.addAll(run);
			}
			table.append("| ").append(springBoot(Path.of(module.getKey())));
			table.append(" | ").append(String.join(", ", new TreeSet<>(reports.stream().map(Report::java).toList())));
			table.append(" | ").append(servers(reports, SERVLET));
			table.append(" | ").append(servers(reports, REACTIVE)).append(" |\n");
		}
		if (!Files.readString(Path.of("README.md")).contains("\n\n" + table + "\n")) {
			System.out.println("README.md does not have the table of this run:\n\n" + table);
			System.exit(1);
		}
		System.out.println("README.md has the table of this run:\n\n" + table);
	}

	private static String springBoot(Path pom) throws IOException {
		Matcher version = Pattern.compile("<(?:spring-boot|boot-4)\\.version>([^<]+)<").matcher(Files.readString(pom));
		if (!version.find()) {
			throw new IllegalStateException("No version of Spring Boot in " + pom);
		}
		return version.group(1);
	}

	private static TreeSet<String> tests(List<Report> reports) {
		return new TreeSet<>(reports.stream().map(Report::test).toList());
	}

	private static String servers(List<Report> reports, Map<String, String> names) {
		return String.join(", ", new TreeSet<>(reports.stream()
			.map(Report::test)
			.filter(names::containsKey)
			.map(names::get)
			.toList()));
	}

	private record Report(String test, String java) {

		private static final Pattern FILE = Pattern.compile("TEST-.*\\.(\\w+WireCaseTests)\\.xml");

		private static final Pattern RESULT = Pattern
			.compile("<testsuite [^>]*tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"0\" failures=\"(\\d+)\"");

		private static final Pattern JAVA = Pattern.compile("name=\"java.specification.version\" value=\"([^\"]+)\"");

		private static final String VIRTUAL = "name=\"spring.threads.virtual.enabled\" value=\"true\"";

		static List<Report> read(Path folder) throws IOException {
			List<Report> reports = new ArrayList<>();
			try (Stream<Path> files = Files.list(folder)) {
				for (Path file : files.sorted().toList()) {
					Matcher name = FILE.matcher(file.getFileName().toString());
					if (name.matches()) {
						reports.add(read(name.group(1), Files.readString(file)));
					}
				}
			}
			return reports;
		}

		private static Report read(String test, String report) {
			Matcher result = RESULT.matcher(report);
			Matcher java = JAVA.matcher(report);
			boolean passed = result.find() && Integer.parseInt(result.group(1)) > 0 && result.group(2).equals("0")
					&& result.group(3).equals("0");
			if (!passed || !java.find()) {
				throw new IllegalStateException("Not passed: " + test);
			}
			return new Report(test, java.group(1) + (report.contains(VIRTUAL) ? " with virtual threads" : ""));
		}

	}

}
