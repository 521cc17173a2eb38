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

package io.github.upgraderequired.compatibility;

import io.github.upgraderequired.UpgradePolicy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the wire cases of this module run with.
 */
class PackagedJarTests {

	@Test
	void springBootIsThatOfTheBuild() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.spring-boot.version"));
	}

	@Test
	void jarIsTheOneThatTheBuildHasMade() {
		assertThat(UpgradePolicy.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.endsWith("/upgrade-required-autoconfigure/target/upgrade-required-autoconfigure-0.1.0-SNAPSHOT.jar");
	}

}
