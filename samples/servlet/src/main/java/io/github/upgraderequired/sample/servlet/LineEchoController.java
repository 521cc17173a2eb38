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

package io.github.upgraderequired.sample.servlet;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Switches the connection to {@code line-echo/1}. The rule has let only requests pass
 * that offer it, so there is nothing left to check.
 */
@RestController
class LineEchoController {

	@GetMapping("/lines")
	void lines(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
		response.setHeader("Upgrade", request.getHeader("Upgrade"));
		response.setHeader("Connection", "Upgrade");
		request.upgrade(LineEchoHandler.class);
	}

}
