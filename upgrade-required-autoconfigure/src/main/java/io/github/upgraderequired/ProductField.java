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

import java.util.List;
import java.util.Set;

import io.github.upgraderequired.http.Product;
import org.jspecify.annotations.Nullable;

/**
 * Finds a client among the products of a field such as {@code User-Agent} (RFC 9110,
 * section 10.1.5). Not for applications.
 *
 * @param name the name of the field
 * @param products the products to look for, in a set that knows no case
 */
public record ProductField(String name, Set<String> products) implements ClientIdentifier {

	@Override
	public @Nullable Client identify(UpgradeContext context) {
		List<String> lines = context.headers(this.name);
		for (String line : lines) {
			for (Product product : Product.parse(line)) {
				if (this.products.contains(product.name())) {
					return new Client(product.name(),
							(lines.size() == 1 && !Product.isList(line)) ? single(product.version()) : null);
				}
			}
		}
		return null;
	}

	// A proxy may have made one line of two
	private static @Nullable String single(@Nullable String version) {
		return (version != null && version.indexOf(',') < 0) ? version : null;
	}

}
