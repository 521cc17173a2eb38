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

import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import io.github.upgraderequired.sample.reactive.ReactiveSampleApplication;
import io.github.upgraderequired.sample.servlet.ServletSampleApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample can be run with {@code java -jar}.
 */
class SampleJarTests {

	@ParameterizedTest
	@ValueSource(classes = { ServletSampleApplication.class, ReactiveSampleApplication.class })
	void jarBesideThatOfTheSampleStartsIt(Class<?> application) throws Exception {
		Path executable = PackagedSample.jar(application);
		try (JarFile jar = new JarFile(executable.toFile())) {
			Attributes attributes = jar.getManifest().getMainAttributes();
			assertThat(attributes.getValue(Attributes.Name.MAIN_CLASS))
				.isEqualTo("org.springframework.boot.loader.launch.JarLauncher");
			assertThat(attributes.getValue("Start-Class")).isEqualTo(application.getName());
		}
	}

}
