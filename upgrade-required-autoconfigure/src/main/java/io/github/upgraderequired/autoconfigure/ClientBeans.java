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

import io.github.upgraderequired.ClientIdentifier;
import io.github.upgraderequired.ClientVersions;
import org.jspecify.annotations.Nullable;

/**
 * What an application knows of clients besides the properties.
 *
 * @param identifier finds out who sent a request, or {@code null} for what the rules say
 * @param versions tells minimum versions, or {@code null} for those of the properties
 */
record ClientBeans(@Nullable ClientIdentifier identifier, @Nullable ClientVersions versions) {

}
