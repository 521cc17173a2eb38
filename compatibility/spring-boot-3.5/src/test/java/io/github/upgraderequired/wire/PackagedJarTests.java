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

package io.github.upgraderequired.wire;

import java.net.URI;
import java.nio.file.Path;

import io.github.upgraderequired.UpgradePolicy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the wire cases of this module run with.
 */
class PackagedJarTests {

	@Test
	void springBootIs35() {
		assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
		assertThat(SpringVersion.getVersion()).startsWith("6.2.");
	}

	@Test
	void jarIsTheOneThatTheBuildHasMade() throws Exception {
		URI location = UpgradePolicy.class.getProtectionDomain().getCodeSource().getLocation().toURI();
		Path target = Path.of("..", "..", "upgrade-required-autoconfigure", "target").toRealPath();
		assertThat(Path.of(location).toRealPath()).isRegularFile()
			.hasParent(target)
			.extracting(Path::getFileName)
			.asString()
			.isEqualTo("upgrade-required-autoconfigure-0.1.0-SNAPSHOT.jar");
	}

}
