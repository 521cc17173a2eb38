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

package io.github.upgraderequired.websocket;

import java.util.List;

import io.github.upgraderequired.UpgradeContext;

/**
 * The WebSocket endpoints that have been found in an application.
 */
public interface FoundEndpoints {

	/**
	 * Return where they are.
	 * @return the patterns of their paths below the context path
	 */
	List<String> patterns();

	/**
	 * Return whether there is one that takes handshakes only at the path of a request.
	 * @param context the request
	 * @return whether a pattern matches the path as the dispatcher reads it
	 */
	boolean matches(UpgradeContext context);

}
