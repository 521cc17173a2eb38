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
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script of the documentation for web bundles, in a page that is out of date.
 */
class SampleStaleBundleTests {

	private static final String RULE = "--upgrade.required.rules.bundle.";

	@Test
	void stalePageReloadsOnce() throws IOException {
		try (Sample sample = Sample.servlet(RULE + "paths=/open", RULE + "identify.version-header=X-Bundle",
				RULE + "clients.web.accept=3fa9c01", RULE + "clients.web.refuse=>=0");
				Chromium chromium = Chromium.start()) {
			WebDriver driver = chromium.driver();
			driver.get("http://localhost:" + sample.endpoint().port() + "/");
			assertThat(ask(driver, "3fa9c01")).isEqualTo(200L);
			script(driver, api("2fa9c01") + "api('/open');");
			new WebDriverWait(driver, Duration.ofSeconds(20)).until(
					(page) -> script(page, "return window.asked === undefined && document.readyState === 'complete'"));
			assertThat(ask(driver, "2fa9c01")).isEqualTo(426L);
			assertThat(script(driver, "return window.asked")).isEqualTo(true);
		}
	}

	private static Object ask(WebDriver driver, String bundle) throws IOException {
		return ((JavascriptExecutor) driver).executeAsyncScript(
				api(bundle) + "const done = arguments[0];" + "api('/open').then((response) => done(response.status));");
	}

	private static String api(String bundle) throws IOException {
		String documentation = Files.readString(Path.of("..", "..", "docs", "web-bundles.md"));
		int start = documentation.indexOf("```js\n") + "```js\n".length();
		return "window.asked = true; const BUNDLE = '" + bundle + "';\n"
				+ documentation.substring(start, documentation.indexOf("```", start));
	}

	private static Object script(WebDriver driver, String script) {
		return ((JavascriptExecutor) driver).executeScript(script);
	}

}
