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

package io.github.upgraderequired.sample.orders;

import io.github.upgraderequired.UpgradeRequiredException;

import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrdersController {

	private final Environment environment;

	OrdersController(Environment environment) {
		this.environment = environment;
	}

	@GetMapping("/orders")
	String orders() {
		return "Orders, by the instance on port " + this.environment.getProperty("local.server.port") + ".\n";
	}

	@GetMapping("/account")
	String account() {
		return "Your account.\n";
	}

	// What only the service knows
	@GetMapping("/licence")
	String licence() {
		throw new UpgradeRequiredException("acme-ios/4.0");
	}

}
