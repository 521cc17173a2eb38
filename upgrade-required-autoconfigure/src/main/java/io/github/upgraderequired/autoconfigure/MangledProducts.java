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

package io.github.upgraderequired.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Finds names of products that Spring Boot reads as other names: without brackets it
 * leaves out what stands in no name of a property.
 */
final class MangledProducts {

	private static final Pattern PRODUCT = Pattern
		.compile("upgrade\\.required\\.rules(?:\\.[^.\\[]+|\\[[^\\]]*])\\.clients\\.([^.\\[]+).*");

	private static final Pattern KEPT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

	private MangledProducts() {
	}

	static void requireNone(ConfigurableEnvironment environment) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> properties) {
				for (String name : properties.getPropertyNames()) {
					requireKept(name);
				}
			}
		}
	}

	private static void requireKept(String property) {
		Matcher matcher = PRODUCT.matcher(property);
		if (matcher.matches() && !KEPT.matcher(matcher.group(1)).matches()) {
			throw new InvalidUpgradePropertyException(property, null,
					"Spring Boot leaves out what is no letter, digit or dash in the name " + matcher.group(1) + ".",
					"Write the name in brackets, in YAML also in quotes: \"[" + matcher.group(1) + "]\".");
		}
	}

}
