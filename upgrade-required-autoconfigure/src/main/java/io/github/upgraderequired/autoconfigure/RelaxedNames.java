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

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The keys of a map of properties. An environment variable knows neither case nor dashes
 * and binds a second key for the same properties.
 */
final class RelaxedNames {

	private static final Comparator<String> AS_WRITTEN = Comparator.comparing(String::length)
		.reversed()
		.thenComparing(Comparator.naturalOrder());

	private RelaxedNames() {
	}

	/**
	 * Make one of keys that differ only in case, dashes and underscores.
	 * @param <T> the type of the properties
	 * @param property the name of the map
	 * @param what what a key names
	 * @param properties the properties by key
	 * @return the properties by the key that somebody chose, which is the one with dashes
	 * or capitals, in alphabetical order
	 * @throws InvalidUpgradePropertyException if they have different properties
	 */
	static <T> Map<String, T> merge(String property, String what, Map<String, T> properties) {
		Map<String, String> names = new TreeMap<>();
		properties.keySet().forEach((name) -> names.merge(uniform(name), name, (first, second) -> {
			if (!Objects.equals(properties.get(first), properties.get(second))) {
				throw new InvalidUpgradePropertyException(property, first + ", " + second,
						"Names that differ only in case, dashes and underscores are one " + what
								+ ", but these have different properties.",
						"Give the " + what + "s different names, or write the name of the one " + what
								+ " in the same way everywhere: in lower case with dashes, and without brackets.");
			}
			return (AS_WRITTEN.compare(first, second) <= 0) ? first : second;
		}));
		Map<String, T> merged = new TreeMap<>();
		names.values().forEach((name) -> merged.put(name, properties.get(name)));
		return merged;
	}

	/**
	 * Return a key without what an environment variable does not know.
	 * @param name the key
	 * @return the key in lower case, without dashes and underscores
	 */
	static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
	}

	/**
	 * Return how a key stands in the name of a property.
	 * @param map the name of the map
	 * @param key the key
	 * @return the name of its properties, up to the last dot
	 */
	static String element(String map, String key) {
		return isElement(key) ? map + "." + key + "." : map + "[" + key + "].";
	}

	private static boolean isElement(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (!Character.isLetterOrDigit(name.charAt(i)) && name.charAt(i) != '-') {
				return false;
			}
		}
		return true;
	}

}
