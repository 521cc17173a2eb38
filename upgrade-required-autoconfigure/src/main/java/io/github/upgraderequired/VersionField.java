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

import io.github.upgraderequired.http.FieldList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of a client in a field of its own, and its name in another one. Where
 * one of them has two values nobody knows which counts. Not for applications.
 *
 * @param name the name of the field for the version
 * @param productName the name of the field for the product, or {@code null} where there
 * is only one
 * @param products the products to look for, in a set that knows no case
 */
public record VersionField(String name, @Nullable String productName,
		Set<String> products) implements ClientIdentifier {

	@Override
	public @Nullable Client identify(UpgradeContext context) {
		List<String> versions = FieldList.members(context.headers(this.name));
		String version = (versions.size() == 1) ? versions.get(0) : null;
		if (this.productName == null) {
			return versions.isEmpty() ? null : new Client(this.products.iterator().next(), version);
		}
		List<String> names = FieldList.members(context.headers(this.productName));
		for (String name : names) {
			if (this.products.contains(name)) {
				return new Client(name, (names.size() == 1) ? version : null);
			}
		}
		return null;
	}

}
