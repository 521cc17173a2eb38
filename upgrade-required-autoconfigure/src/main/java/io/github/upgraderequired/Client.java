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

import org.springframework.util.Assert;

/**
 * The client that sent a request, as far as it says so. A claim, and no proof of it.
 *
 * @param product the name of the product, as rules list it, in any case
 * @param version the version as the client wrote it, or {@code null} if it cannot be read
 * @since 0.1.0
 */
public record Client(String product, @Nullable String version) {

	/**
	 * Create a client.
	 * @param product the name of the product, as rules list it, in any case
	 * @param version the version as the client wrote it, or {@code null} if it cannot be
	 * read
	 * @throws IllegalArgumentException if the product has no name
	 */
	public Client {
		Assert.hasText(product, "'product' must not be empty");
	}

}
