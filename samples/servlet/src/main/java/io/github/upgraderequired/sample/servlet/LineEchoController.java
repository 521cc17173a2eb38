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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Switches the connection to {@code line-echo/1}, for requests that the rule has let pass
 * because they offer it. The starter sets the headers of the 101.
 */
@RestController
class LineEchoController {

	@GetMapping("/lines")
	void lines(@RequestAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE) UpgradeProtocol protocol,
			HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
		request.upgrade(LineEchoHandler.class);
	}

}
