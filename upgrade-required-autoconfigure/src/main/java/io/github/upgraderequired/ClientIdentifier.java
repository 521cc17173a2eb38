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
 * Finds out which client sent a request. Declare a bean of this type where clients tell
 * it in a way of their own: it replaces {@code identify} of all rules.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClientIdentifier {

	/**
	 * Identify the client. This runs before authentication and must not block.
	 * @param context the request
	 * @return the client, or {@code null} if the request does not say
	 */
	@Nullable Client identify(UpgradeContext context);

}
