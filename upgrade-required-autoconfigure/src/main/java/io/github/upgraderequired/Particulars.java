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
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a condition has found out about a request, besides whether that meets it. Not for
 * applications.
 *
 * @param subject what the request is judged as, such as the product of a client, or
 * {@code null} if all are judged alike
 * @param protocols what a refusal asks for; empty for all that the condition asks for
 * @param members what a refusal tells besides
 * @param headers the header fields of the response to a request that is served
 */
public record Particulars(@Nullable String subject, List<UpgradeProtocol> protocols, Map<String, Object> members,
		Map<String, List<String>> headers) {

	static final Particulars NONE = new Particulars(null, List.of(), Map.of(), Map.of());

}
