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

package io.github.upgraderequired;

import org.jspecify.annotations.Nullable;

/**
 * Tells minimum versions that change while the application runs. Declare a bean of this
 * type; the properties are what it falls back to.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClientVersions {

	/**
	 * Return the minimum version of a product. This is asked for every request that a
	 * rule covers and must not block. Where it throws, or returns no version, the
	 * properties hold.
	 * @param rule the name of the rule
	 * @param product the product, as the rule lists it
	 * @return the version, such as {@code 3.2}, or {@code null} for that of the
	 * properties
	 */
	@Nullable String minimum(String rule, String product);

}
