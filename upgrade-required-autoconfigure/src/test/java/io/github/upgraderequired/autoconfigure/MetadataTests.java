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

package io.github.upgraderequired.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.upgraderequired.actuate.ActuatorExemption;
import io.github.upgraderequired.rule.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata from which an editor completes and explains the properties.
 */
class MetadataTests {

	private static final Map<String, Object> METADATA = read();

	@Test
	void everyPropertyOfTheContractIsThere() {
		assertThat(properties()).extracting((property) -> property.get("name"))
			.contains("upgrade.required.enabled", "upgrade.required.mode", "upgrade.required.filter.order",
					"upgrade.required.exempt.preflight", "upgrade.required.exempt.acme-challenge",
					"upgrade.required.exempt.actuator", "upgrade.required.exempt.networks",
					"upgrade.required.exempt.paths", "upgrade.required.response.type", "upgrade.required.rules");
	}

	@Test
	void everyPropertyIsBelowThePrefix() {
		assertThat(properties()).extracting((property) -> (String) property.get("name"))
			.allMatch((name) -> name.startsWith("upgrade.required.")
					|| name.startsWith("management.endpoint.upgraderequired."));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void descriptionIsASentenceThatBeginsWithWhatThePropertyIs(Map<String, Object> property) {
		assertThat((String) property.get("description")).isNotBlank()
			.endsWith(".")
			.doesNotStartWith("The ")
			.doesNotStartWith("A ");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void descriptionOfABooleanBeginsWithWhether(Map<String, Object> property) {
		boolean isBoolean = "java.lang.Boolean".equals(property.get("type"));
		assertThat(((String) property.get("description")).startsWith("Whether ")).isEqualTo(isBoolean);
	}

	@ParameterizedTest
	@MethodSource("properties")
	void descriptionOfAListSaysHowToWriteIt(Map<String, Object> property) {
		boolean isList = ((String) property.get("type")).startsWith("java.util.List");
		assertThat(((String) property.get("description")).startsWith("Comma-separated list of ")).isEqualTo(isList);
	}

	// The format knows no names with a wildcard: what stands in a map is explained by its
	// types and their javadoc
	@Test
	void everyHintIsOfAProperty() {
		assertThat(list(METADATA, "hints")).extracting((hint) -> hint.get("name"))
			.isSubsetOf(properties().stream().map((property) -> property.get("name")).toList());
	}

	@Test
	void everyModeIsHinted() {
		String[] modes = Arrays.stream(Mode.values())
			.map((mode) -> mode.name().toLowerCase(Locale.ROOT))
			.toArray(String[]::new);
		assertThat(hintedValues("upgrade.required.mode")).containsExactlyInAnyOrder(modes);
	}

	@Test
	void everyExemptionOfActuatorIsHinted() {
		assertThat(hintedValues("upgrade.required.exempt.actuator"))
			.containsExactlyInAnyOrder(Arrays.stream(ActuatorExemption.values())
				.map((exemption) -> exemption.name().toLowerCase(Locale.ROOT))
				.toArray(String[]::new));
	}

	@Test
	void everyHintedValueIsExplained() {
		assertThat(list(METADATA, "hints")).flatExtracting((hint) -> list(hint, "values"))
			.allSatisfy((value) -> assertThat((String) value.get("description")).isNotBlank().endsWith("."));
	}

	static List<Map<String, Object>> properties() {
		return list(METADATA, "properties");
	}

	private static List<String> hintedValues(String name) {
		return list(hint(name), "values").stream().map((value) -> (String) value.get("value")).toList();
	}

	private static Map<String, Object> hint(String name) {
		return list(METADATA, "hints").stream()
			.filter((hint) -> name.equals(hint.get("name")))
			.findFirst()
			.orElseThrow();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Map<String, Object> parent, String name) {
		return (List<Map<String, Object>>) parent.get(name);
	}

	// From the class path, so that it is what the jar will hold
	private static Map<String, Object> read() {
		ClassLoader classLoader = UpgradeRequiredProperties.class.getClassLoader();
		ClassPathResource resource = new ClassPathResource("META-INF/spring-configuration-metadata.json", classLoader);
		try {
			return JsonParserFactory.getJsonParser().parseMap(resource.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// What is nested in another class than its owner is found only where that says so
	@ParameterizedTest
	@ValueSource(classes = { RuleProperties.class, TlsProperties.Redirect.class, TlsProperties.Hsts.class,
			ClientProperties.class, ClientProperties.Identify.class, ClientProperties.Headers.class,
			UpgradeRequiredProperties.Metrics.class, HttpClientProperties.class })
	void nativeImageKnowsWhatIsBound(Class<?> type) {
		RuntimeHints hints = new RuntimeHints();
		BindableRuntimeHintsRegistrar.forTypes(UpgradeRequiredProperties.class).registerHints(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
	}

	// There is no metadata below a name of one's own: an editor reads the sources there
	@ParameterizedTest
	@ValueSource(classes = { RuleProperties.class, TlsProperties.class, ClientProperties.class })
	void everyFieldOfARuleSaysWhatItIsFor(Class<?> type) throws IOException {
		String source = Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
		assertThat(Pattern.compile("(\\*/|@NestedConfigurationProperty)\\s+(@\\S+\\s+)*private (?!static)")
			.matcher(source)
			.results())
			.hasSameSizeAs(Pattern.compile("\n\t+private (?!static)[^({=;]*[=;]").matcher(source).results().toList())
			.isNotEmpty();
	}

}
