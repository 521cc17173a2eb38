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

package io.github.upgraderequired.kotlin

import io.github.upgraderequired.UpgradeContext
import io.github.upgraderequired.UpgradeDecision
import io.github.upgraderequired.UpgradePolicy
import io.github.upgraderequired.UpgradeRules
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc
import org.springframework.stereotype.Component
import org.springframework.test.web.servlet.assertj.MockMvcTester
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController

/**
 * The policy of the documentation.
 */
@SpringBootTest(properties = ["upgrade.required.rules.mobile.clients.acme-ios.minimum=3.2"])
@AutoConfigureMockMvc
class KotlinPolicyTests(@param:Autowired private val mvc: MockMvcTester) {

	@Test
	fun `rules hold for others`() {
		assertThat(mvc.get().uri("/").header("User-Agent", "acme-ios/3.1")).hasStatus(426)
			.hasHeader("Upgrade", "acme-ios/3.2")
	}

	@Test
	fun `partners keep their versions`() {
		assertThat(mvc.get().uri("/").header("User-Agent", "acme-ios/3.1").header("X-Partner", "initech"))
			.hasStatusOk()
	}

	@Test
	fun `blocked partners are refused`() {
		assertThat(mvc.get().uri("/").header("X-Partner", "hooli")).hasStatus(426).hasHeader("Upgrade", "acme-partner/2")
			.bodyJson().extractingPath("$.detail").isEqualTo("hooli has to use version 2 of the partner API.")
	}

	@SpringBootApplication
	@RestController
	class Application {

		@GetMapping("/")
		fun home() = "home"

	}

}

@Component
class PartnerPolicy(private val rules: UpgradeRules) : UpgradePolicy {

	override fun decide(context: UpgradeContext): UpgradeDecision =
		when (val partner = context.header("X-Partner")) {
			null -> rules.decide(context)
			"hooli" -> UpgradeDecision.refuse("acme-partner/2")
				.withDetail("$partner has to use version 2 of the partner API.")
			else -> UpgradeDecision.proceed()
		}

}
