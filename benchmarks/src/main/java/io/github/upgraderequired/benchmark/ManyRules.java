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

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jol.info.GraphLayout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.metrics.StartupStep;

/**
 * Measures what many rules cost at start: to bind them, which is Spring Boot's work, to
 * compile them, and the memory that they take.
 */
public final class ManyRules {

	private static final String PROPERTIES = "upgrade.required-io.github.upgraderequired.autoconfigure.UpgradeRequiredProperties";

	private static final String RULES = "upgradeRequiredConfiguredRules";

	private ManyRules() {
	}

	/**
	 * Measure once in a process: {@code scalars} or {@code lists}, and how many.
	 */
	public static void main(String[] arguments) throws Exception {
		// For records
		System.setProperty("jol.magicFieldOffset", "true");
		int size = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 10_000;
		PropertySource<?> source = yaml(arguments[0].equals("lists") ? "[%s]" : "%s", size);
		measure(arguments[0] + ", cold", size, source);
		measure(arguments[0] + ", again", size, source);
	}

	private static PropertySource<?> yaml(String form, int size) throws Exception {
		List<String> patterns = Rules.REFUSING.patterns(size);
		StringBuilder rules = new StringBuilder("upgrade:\n  required:\n    rules:\n");
		for (int i = 0; i < size; i++) {
			rules.append("      rule" + i + ":\n        paths: " + form.formatted("\"" + patterns.get(i) + "\"")
					+ "\n        protocols: " + form.formatted("TLS") + "\n");
		}
		return new YamlPropertySourceLoader().load("rules", new ByteArrayResource(rules.toString().getBytes())).get(0);
	}

	private static void measure(String name, int size, PropertySource<?> source) {
		BufferingApplicationStartup startup = new BufferingApplicationStartup(100_000);
		Map<String, Object> properties = new HashMap<>(
				Map.of("server.port", 0, "logging.level.root", "error", "spring.main.banner-mode", "off"));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.SERVLET)
			.properties(properties)
			.initializers((application) -> application.getEnvironment().getPropertySources().addFirst(source))
			.applicationStartup(startup)
			.run()) {
			Map<String, Long> times = times(startup.getBufferedTimeline().getEvents());
			long bytes = GraphLayout.parseInstance(context.getBean(RULES)).totalSize();
			System.out.printf(Locale.ROOT, "%-15s %d rules: bind %d ms, compile %d ms, %d bytes a rule%n", name, size,
					times.get(PROPERTIES), times.get(RULES) - times.get(PROPERTIES), bytes / size);
		}
	}

	// The properties are created for the rules, and in their time
	private static Map<String, Long> times(List<TimelineEvent> events) {
		Map<String, Long> times = new HashMap<>();
		for (TimelineEvent event : events) {
			for (StartupStep.Tag tag : event.getStartupStep().getTags()) {
				if (tag.getKey().equals("beanName")) {
					times.merge(tag.getValue(), event.getDuration().toMillis(), Math::max);
				}
			}
		}
		return times;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
