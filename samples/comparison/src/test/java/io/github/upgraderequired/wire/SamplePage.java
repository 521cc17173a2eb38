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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page of a sample in a browser, as a person uses it.
 */
final class SamplePage {

	private final WebDriver driver;

	private SamplePage(WebDriver driver) {
		this.driver = driver;
	}

	static SamplePage open(WebDriver driver, Endpoint sample) {
		driver.get(sample.url("/"));
		return new SamplePage(driver);
	}

	/**
	 * Return the names of all buttons, hidden ones too.
	 */
	List<String> buttons() {
		return this.driver.findElements(By.cssSelector("button, input[type=button], input[type=submit], [role=button]"))
			.stream()
			.map((button) -> button.findElements(By.tagName("b")).stream().findFirst().orElse(button))
			.map((name) -> String.valueOf(name.getDomProperty("textContent")))
			.toList();
	}

	void click(String button) {
		this.driver.findElement(By.xpath("//button[b='%1$s' or text()='%1$s']".formatted(button))).click();
	}

	List<String> acceptOptions() {
		return element("accept").findElements(By.tagName("option")).stream().map(WebElement::getText).toList();
	}

	void accept(String option) {
		element("accept").findElement(By.xpath("option[text()='%s']".formatted(option))).click();
	}

	void app(String product, String version) {
		element("app").findElement(By.xpath("option[text()='%s']".formatted(product))).click();
		element("version").clear();
		element("version").sendKeys(version);
	}

	void mode(String rule, String mode) {
		this.driver.findElement(By.xpath("//tr[td='%s']//option[text()='%s']".formatted(rule, mode))).click();
	}

	Map<String, Row> awaitRules(String rule) {
		return new WebDriverWait(this.driver, Duration.ofSeconds(20), Duration.ofMillis(20)).until((browser) -> {
			Map<String, Row> rows = rules();
			return rows.containsKey(rule) ? rows : null;
		});
	}

	void awaitRule(String rule, String mode, long refused) {
		new WebDriverWait(this.driver, Duration.ofSeconds(20), Duration.ofMillis(20))
			.withMessage(() -> "no such row of " + rule + ", but " + rules())
			.until((browser) -> new Row(mode, refused).equals(rules().get(rule)));
	}

	private Map<String, Row> rules() {
		List<?> rows = (List<?>) script("""
				return Array.from(document.querySelectorAll('#rules tr'), (row) =>
					[row.cells[0].innerText, row.querySelector('select').value, Number(row.cells[2].innerText)]);
				""");
		return rows.stream()
			.map((row) -> (List<?>) row)
			.collect(Collectors.toMap((row) -> (String) row.get(0),
					(row) -> new Row((String) row.get(1), ((Number) row.get(2)).longValue())));
	}

	void type(String message) {
		element("message").clear();
		element("message").sendKeys(message);
	}

	Shown awaitStatus(String start) {
		return await("status that starts with " + start, (shown) -> shown.status().startsWith(start));
	}

	Shown awaitBody(String text) {
		return await("body with " + text, (shown) -> shown.body().contains(text));
	}

	void awaitStatusInView() {
		await("status in view", (shown) -> (boolean) script("""
				const box = document.getElementById('status').getBoundingClientRect();
				return box.top >= 0 && box.bottom <= innerHeight;
				"""));
	}

	/**
	 * Begin to watch the socket that is open now, and every status that is shown.
	 */
	void watch() {
		script("""
				window.watched = { socket, statuses: [] };
				const status = document.getElementById('status');
				new MutationObserver(() => watched.statuses.push(status.textContent)).observe(status, { childList: true });
				return true;
				""");
	}

	List<?> awaitClosedSocketAndGetStatuses() {
		await("closed socket", (shown) -> (boolean) script("return watched.socket.readyState === WebSocket.CLOSED"));
		return (List<?>) script("return watched.statuses");
	}

	private Shown await(String expected, Predicate<Shown> condition) {
		return new WebDriverWait(this.driver, Duration.ofSeconds(20), Duration.ofMillis(20))
			.withMessage(() -> "no " + expected + ", but " + shown())
			.until((browser) -> {
				Shown shown = shown();
				return condition.test(shown) ? shown : null;
			});
	}

	/**
	 * Return what can be seen, all of it at one moment.
	 */
	Shown shown() {
		return Shown.of((Map<?, ?>) script(
				"""
						const shown = { pressed: [] };
						for (const id of ['request', 'status', 'headers', 'body', 'echo']) {
							const element = document.getElementById(id);
							shown[id] = element.checkVisibility() ? element.innerText : '';
						}
						document.querySelectorAll('[aria-pressed=true] b').forEach((name) => shown.pressed.push(name.innerText));
						return shown;
						"""));
	}

	int width() {
		return ((Number) script("return innerWidth")).intValue();
	}

	/**
	 * Return the elements that are too narrow for what is in them.
	 */
	List<?> overflowing() {
		return (List<?>) script("""
				return Array.from(document.querySelectorAll('*'))
					.filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
					.map((element) => element.outerHTML.slice(0, 100));
				""");
	}

	private Object script(String script) {
		Object result = ((JavascriptExecutor) this.driver).executeScript(script);
		if (result == null) {
			throw new IllegalStateException("Nothing came back from " + script);
		}
		return result;
	}

	private WebElement element(String id) {
		return this.driver.findElement(By.id(id));
	}

	/**
	 * A rule in the table.
	 *
	 * @param mode the mode that is chosen
	 * @param refused the number of requests it has refused
	 */
	record Row(String mode, long refused) {

	}

	/**
	 * What can be seen. What is hidden is empty.
	 *
	 * @param request the request that was sent
	 * @param status the status line
	 * @param headers the header fields
	 * @param body the body, or what the socket received
	 * @param form the form that sends a message
	 * @param pressed the buttons that look chosen
	 */
	record Shown(String request, String status, Map<String, String> headers, String body, String form,
			List<?> pressed) {

		private static Shown of(Map<?, ?> texts) {
			return new Shown(text(texts, "request"), text(texts, "status"), fields(text(texts, "headers")),
					text(texts, "body"), text(texts, "echo"), (List<?>) texts.get("pressed"));
		}

		private static String text(Map<?, ?> texts, String id) {
			return String.valueOf(texts.get(id)).stripTrailing();
		}

		private static Map<String, String> fields(String headers) {
			return headers.lines()
				.map((line) -> line.split(": ", 2))
				.collect(Collectors.toMap((field) -> field[0], (field) -> field[1]));
		}

	}

}
