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

package io.github.upgraderequired.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The cross-origin requests that a servlet application allows.
 */
@FunctionalInterface
public interface ServletCors {

	/**
	 * Nothing is allowed, or it is not known.
	 */
	ServletCors NONE = (request, response) -> {
	};

	/**
	 * Add the CORS headers that the resource itself would answer a request with. Without
	 * an {@code Origin}, for a preflight and for an origin that is not allowed nothing is
	 * allowed.
	 * @param request the refused request
	 * @param response the refusal, before its body is written
	 */
	void apply(HttpServletRequest request, HttpServletResponse response);

}
