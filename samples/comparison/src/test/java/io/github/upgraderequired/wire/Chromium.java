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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium that is installed, without a window.
 */
final class Chromium implements AutoCloseable {

	private final ChromeDriver driver;

	private Chromium(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * Start the browser. A test is skipped where it or its driver is not installed.
	 * @param arguments further arguments for its command line
	 */
	static Chromium start(String... arguments) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CommandLine.installed("chromium").toFile());
		// The sandbox starts neither as root nor in most containers; the pages are ours
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
		options.addArguments(arguments);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		// Named here, or Selenium would look for a driver to download
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(CommandLine.installed("chromedriver").toFile())
			.usingAnyFreePort()
			.build();
		return new Chromium(new ChromeDriver(service, options));
	}

	/**
	 * Return the argument that makes the browser trust the certificate of a key store.
	 */
	static String trusting(Path keyStore, String password) throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(keyStore)) {
			keys.load(file, password.toCharArray());
		}
		byte[] publicKey = keys.getCertificate(keys.aliases().nextElement()).getPublicKey().getEncoded();
		return "--ignore-certificate-errors-spki-list="
				+ Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(publicKey));
	}

	WebDriver driver() {
		return this.driver;
	}

	void view(View view) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", view.width, "height",
				view.height, "deviceScaleFactor", 1, "mobile", view == View.PHONE));
	}

	/**
	 * Return what has come to the console since the last call.
	 */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/**
	 * Write a picture of the whole page.
	 */
	void screenshot(Path file) throws IOException {
		Map<String, Object> picture = this.driver.executeCdpCommand("Page.captureScreenshot",
				Map.of("captureBeyondViewport", true));
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	/** What a page can be seen on. */
	enum View {

		DESKTOP(1280, 800), PHONE(390, 664);

		private final int width;

		private final int height;

		View(int width, int height) {
			this.width = width;
			this.height = height;
		}

		int width() {
			return this.width;
		}

	}

}
