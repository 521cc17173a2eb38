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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code in the documentation is that of the samples.
 */
class SampleCodeInDocumentationTests {

	private static final Path ROOT = Path.of("../..");

	@ParameterizedTest
	@CsvSource({ "servlet, LineEchoController, @RestController", "servlet, LineEchoHandler, public class",
			"reactive, LineEchoController, @RestController", "reactive, LineEchoHandler, final class" })
	void pageHasTheCodeOfTheSample(String sample, String type, String start) throws IOException {
		Path source = ROOT.resolve("samples/" + sample + "/src/main/java/io/github/upgraderequired/sample/" + sample
				+ "/" + type + ".java");
		String code = Files.readString(source);
		assertThat(Files.readString(ROOT.resolve("docs/custom-protocols.md")))
			.contains("```java\n" + code.substring(code.indexOf(start)) + "```\n");
	}

}
