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

package io.github.upgraderequired;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.http.VersionNumber;
import io.github.upgraderequired.http.VersionRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientRequirement}.
 */
class ClientRequirementTests {

	private static final ClientRelease IOS = new ClientRelease("acme-ios", VersionNumber.parse("3.2"),
			VersionNumber.parse("3.5"), Set.of("dev"), List.of(VersionRange.parse(">=3.4.0 <3.4.3")),
			URI.create("https://apps.example/acme"));

	private static final ClientRelease ANDROID = new ClientRelease("acme-android", VersionNumber.parse("4.1"), null,
			Set.of(), List.of(), null);

	private static final Leniency DEFAULT = new Leniency(true, false);

	private static final Leniency STRICT = new Leniency(false, false);

	private static final Function<String, @Nullable VersionNumber> NO_MINIMUMS = (product) -> null;

	@ParameterizedTest
	@ValueSource(strings = { "acme-ios/3.2", "acme-ios/3.2.0", "ACME-iOS/3.10", "acme-ios/3.3.99", "acme-ios/3.4.3",
			"acme-ios/v3.2-rc.1", "acme-ios/dev", "acme-ios/99999999999999999999.1", "acme-android/4.1 acme-ios/1",
			"Mozilla/5.0 (acme-ios/1) acme-ios/3.2", "acme-android/4.1rc1", "curl/8.5.0", "(acme-ios/1.0)" })
	void clientPasses(String agent) {
		assertThat(check(agent, DEFAULT).met()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					acme-ios/3.1.9      | acme-ios/3.2     | too-old    | acme-ios 3.1.9 is too old: 3.2 or later is needed.
					Acme-iOS/1.10       | acme-ios/3.2     | too-old    | acme-ios 1.10 is too old: 3.2 or later is needed.
					acme-ios/3.4.1      | acme-ios/3.5     | refused    | acme-ios 3.4.1 is not accepted any more: 3.5 is needed.
					acme-ios/beta       | acme-ios/3.2     | unreadable | The version of acme-ios cannot be read: 3.2 or later is needed.
					acme-ios/3.2,acme-ios/3.1 | acme-ios/3.2 | unreadable | The version of acme-ios cannot be read: 3.2 or later is needed.
					acme-ios            | acme-ios/3.2     | unreadable | The version of acme-ios cannot be read: 3.2 or later is needed.
					acme-ios/Dev        | acme-ios/3.2     | unreadable | The version of acme-ios cannot be read: 3.2 or later is needed.
					acme-android/4.0.99 | acme-android/4.1 | too-old    | acme-android 4.0.99 is too old: 4.1 or later is needed.
					""")
	void clientIsToldWhatWasFoundAndWhatIsNeeded(String agent, String upgrade, String reason, String sentence) {
		UpgradeRefusal refusal = refuse(agent, DEFAULT);
		assertThat(refusal.upgradeField()).isEqualTo(upgrade);
		assertThat(refusal.detail()).isEqualTo(sentence);
		assertThat(refusal.members()).containsEntry("reason", reason);
		assertThat(refusal.status()).isEqualTo(426);
	}

	@Test
	void membersTellProgramsTheSame() {
		assertThat(refuse("acme-ios/3.1.9", DEFAULT).members()).containsExactly(Map.entry("client", "acme-ios"),
				Map.entry("version", "3.1.9"), Map.entry("minimum", "3.2"), Map.entry("latest", "3.5"),
				Map.entry("update", "https://apps.example/acme"), Map.entry("reason", "too-old"));
		assertThat(refuse("acme-android/4", DEFAULT).members()).containsExactly(Map.entry("client", "acme-android"),
				Map.entry("version", "4"), Map.entry("minimum", "4.1"), Map.entry("reason", "too-old"));
	}

	@Test
	@DisplayName("A version refused although above the minimum has no minimum that would help")
	void refusedVersionIsToldTheLatestAndNoMinimum() {
		assertThat(refuse("acme-ios/3.4.2", DEFAULT).members()).containsEntry("latest", "3.5")
			.doesNotContainKey("minimum");
		ClientRelease withoutLatest = new ClientRelease("cli", VersionNumber.parse("1"), null, Set.of(),
				List.of(VersionRange.parse("1.5")), null);
		UpgradeRefusal refusal = refuse(requirement(DEFAULT, "", withoutLatest), "cli/1.5");
		assertThat(refusal.upgradeField()).isEqualTo("cli");
		assertThat(refusal.detail()).isEqualTo("cli 1.5 is not accepted any more: another version is needed.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "curl/8.5.0", "acme/3.2", "(acme-ios/3.2)", "" })
	void requestThatNamesNoneIsToldAll(String agent) {
		UpgradeRefusal refusal = refuse(agent, STRICT);
		assertThat(refusal.upgradeField()).isEqualTo("acme-ios/3.2, acme-android/4.1");
		assertThat(refusal.detail()).isEqualTo("The request does not say that it comes from one of the clients that are"
				+ " accepted: acme-ios 3.2 or later, or acme-android 4.1 or later.");
		assertThat(refusal.members()).containsExactly(Map.entry("reason", "missing"));
	}

	@Test
	void requestThatNamesNoneOfOneProductIsToldItsVersions() {
		assertThat(refuse(requirement(STRICT, "", IOS), "curl/8").members()).containsExactly(
				Map.entry("minimum", "3.2"), Map.entry("latest", "3.5"),
				Map.entry("update", "https://apps.example/acme"), Map.entry("reason", "missing"));
	}

	@Test
	void unreadableVersionMayPass() {
		assertThat(check("acme-ios/beta", new Leniency(false, true)).met()).isTrue();
		assertThat(check("acme-ios/3.1", new Leniency(true, true)).met()).isFalse();
	}

	@Test
	void firstProductInTheFieldCounts() {
		assertThat(check("acme-android/4.1 acme-ios/1", DEFAULT).met()).isTrue();
		assertThat(check("acme-ios/1 acme-android/4.1", DEFAULT).met()).isFalse();
	}

	@Test
	void fieldInTwoLinesIsUnreadable() {
		UpgradeContext context = UpgradeContext.builder("GET", "/")
			.header("User-Agent", "curl/8")
			.header("User-Agent", "acme-ios/3.3")
			.build();
		Outcome outcome = requirement(DEFAULT, "", IOS).check(context);
		assertThat(outcome.met()).isFalse();
		assertThat(outcome.particulars().members()).containsEntry("reason", "unreadable").doesNotContainKey("version");
	}

	@ParameterizedTest
	@CsvSource({ "acme-ios, 3.3, true", "ACME-IOS, 3.3, true", "acme-ios, 3.1, false", "acme-ios,, false",
			"acme-ios, '3.3, 3.4', false", "'acme-ios, acme-android', 4.2, false", "other, 1, true", ", 1, true" })
	void nameAndVersionStandInFieldsOfTheirOwn(@Nullable String name, @Nullable String version, boolean passes) {
		UpgradeContextBuilder request = UpgradeContext.builder("GET", "/").header("User-Agent", "acme-ios/1");
		if (name != null) {
			request.header("X-App", name);
		}
		if (version != null) {
			request.header("X-App-Version", version);
		}
		VersionField field = new VersionField("X-App-Version", "X-App", names("acme-ios", "acme-android"));
		assertThat(requirement(field, DEFAULT, "", IOS, ANDROID).check(request.build()).met()).isEqualTo(passes);
	}

	@ParameterizedTest
	@CsvSource({ "3.3, true", "3.1, false", "'3.3,3.3', false", "beta, false" })
	void versionOfTheOnlyProductStandsAlone(String version, boolean passes) {
		ClientRequirement requirement = requirement(new VersionField("X-App-Version", null, names("acme-ios")), DEFAULT,
				"", IOS);
		assertThat(requirement.check(UpgradeContext.builder("GET", "/").header("X-App-Version", version).build()).met())
			.isEqualTo(passes);
		assertThat(requirement.check(UpgradeContext.builder("GET", "/").build()).met()).isTrue();
	}

	@Test
	void identifierOfTheApplicationMayNameAnything() {
		ClientRequirement requirement = requirement((context) -> new Client("ACME-ios", context.header("Build")),
				DEFAULT, "", IOS);
		assertThat(requirement.check(UpgradeContext.builder("GET", "/").header("Build", "4").build()).met()).isTrue();
		assertThat(requirement.check(UpgradeContext.builder("GET", "/").header("Build", "3").build()).met()).isFalse();
		assertThat(requirement.check(UpgradeContext.builder("GET", "/").build()).particulars().members())
			.containsEntry("reason", "unreadable");
	}

	@Test
	void explanationFollowsWhatWasFound() {
		assertThat(refuse(requirement(DEFAULT, "Please update in the store.", IOS), "acme-ios/3").detail())
			.isEqualTo("acme-ios 3 is too old: 3.2 or later is needed. Please update in the store.");
	}

	@Test
	void minimumMayChangeWhileTheApplicationRuns() {
		AtomicReference<@Nullable VersionNumber> minimum = new AtomicReference<>();
		ClientRequirement requirement = new ClientRequirement(List.of(IOS), agents("acme-ios"),
				(product) -> product.equals("acme-ios") ? minimum.get() : null, DEFAULT,
				new VersionHeaders("X-Minimum", "X-Latest", null, null, List.of()), "");
		assertThat(requirement.check(agent("acme-ios/3.2")).met()).isTrue();
		minimum.set(VersionNumber.parse("3.3"));
		Outcome outcome = requirement.check(agent("acme-ios/3.2"));
		assertThat(outcome.met()).isFalse();
		assertThat(outcome.particulars().protocols()).containsExactly(UpgradeProtocol.parse("acme-ios/3.3"));
		assertThat(requirement.check(agent("acme-ios/3.3")).particulars().headers())
			.containsEntry("X-Minimum", List.of("3.3"))
			.containsEntry("X-Latest", List.of("3.5"));
		assertThat(requirement.detail()).contains("3.2 or later");
	}

	@Test
	void latestThatIsBelowTheMinimumIsNoneAnyMore() {
		ClientRequirement requirement = new ClientRequirement(List.of(IOS), agents("acme-ios"),
				(product) -> VersionNumber.parse("4"), DEFAULT,
				new VersionHeaders(null, "X-Latest", null, null, List.of()), "");
		assertThat(requirement.check(agent("acme-ios/3.9")).particulars().members()).containsEntry("minimum", "4")
			.doesNotContainKey("latest");
		assertThat(requirement.check(agent("acme-ios/4")).particulars().headers()).isEmpty();
	}

	@Test
	void productIsFoundInEveryLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThat(check("ACME-IOS/3.1", DEFAULT).met()).isFalse();
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void servedClientIsToldTheVersions() {
		ClientRequirement requirement = new ClientRequirement(List.of(IOS, ANDROID), agents("acme-ios", "acme-android"),
				NO_MINIMUMS, DEFAULT, new VersionHeaders("X-Min", "X-Latest", null, null, List.of()), "");
		assertThat(requirement.check(agent("acme-ios/3.2")).particulars().headers())
			.isEqualTo(Map.of("X-Min", List.of("3.2"), "X-Latest", List.of("3.5")));
		assertThat(requirement.check(agent("acme-android/5")).particulars().headers())
			.isEqualTo(Map.of("X-Min", List.of("4.1")));
		assertThat(requirement.check(agent("curl/8")).particulars().headers()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "acme-ios/3.5, current", "acme-ios/4, current", "acme-ios/dev, current", "acme-ios/3.2, outdated",
			"acme-ios/3.4.1, unsupported", "acme-ios/3, unsupported", "acme-ios/x, unknown",
			"acme-android/9, current" })
	void clientThatAsksIsToldHowItStands(String agent, String status) {
		assertThat(requirement(DEFAULT, "", IOS, ANDROID).describeClient(agent(agent))).containsEntry("status", status)
			.containsEntry("product", agent.substring(0, agent.indexOf('/')))
			.containsEntry("version", agent.substring(agent.indexOf('/') + 1))
			.containsKey("minimum");
	}

	@Test
	void clientThatNoRuleKnowsIsToldNothing() {
		assertThat(requirement(DEFAULT, "", IOS, ANDROID).describeClient(agent("curl/8"))).isNull();
		assertThat(requirement(DEFAULT, "", IOS).describeClient(agent("curl/8"))).isNull();
	}

	@Test
	void requirementSaysWhatItIsAbout() {
		ClientRequirement requirement = requirement(DEFAULT, "", IOS, ANDROID);
		assertThat(requirement.kind()).isEqualTo(Kind.CLIENT);
		assertThat(requirement.includes(Kind.CLIENT)).isTrue();
		assertThat(requirement.includes(Kind.SWITCHED)).isFalse();
		assertThat(requirement.protocols()).hasToString("[acme-ios/3.2, acme-android/4.1]");
		assertThat(requirement.detail())
			.isEqualTo("This resource is available only to acme-ios 3.2 or later, or acme-android 4.1 or later.");
	}

	private static Outcome check(String agent, Leniency leniency) {
		return requirement(leniency, "", IOS, ANDROID).check(agent(agent));
	}

	private static UpgradeRefusal refuse(String agent, Leniency leniency) {
		return refuse(requirement(leniency, "", IOS, ANDROID), agent);
	}

	private static UpgradeRefusal refuse(ClientRequirement requirement, String agent) {
		Outcome outcome = requirement.check(agent(agent));
		assertThat(outcome.met()).isFalse();
		return UpgradeRefusal.of(requirement).because(outcome);
	}

	private static ClientRequirement requirement(Leniency leniency, String explanation, ClientRelease... releases) {
		return requirement(agents("acme-ios", "acme-android", "cli"), leniency, explanation, releases);
	}

	private static ClientRequirement requirement(ClientIdentifier identifier, Leniency leniency, String explanation,
			ClientRelease... releases) {
		return new ClientRequirement(List.of(releases), identifier, NO_MINIMUMS, leniency,
				new VersionHeaders(null, null, null, null, List.of()), explanation);
	}

	private static ProductField agents(String... products) {
		return new ProductField("User-Agent", names(products));
	}

	private static Set<String> names(String... products) {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		names.addAll(List.of(products));
		return names;
	}

	private static UpgradeContext agent(String agent) {
		return UpgradeContext.builder("GET", "/").header("User-Agent", agent).build();
	}

}
