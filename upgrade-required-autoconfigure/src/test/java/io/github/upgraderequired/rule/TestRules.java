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

package io.github.upgraderequired.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRequirement;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Rules and their parts, in few words.
 */
final class TestRules {

	static final Exemptions NO_EXEMPTIONS = new Exemptions(false, false, List.of());

	private TestRules() {
	}

	static Rule rule(String name, String... protocols) {
		return rule(name, 0, Mode.ENFORCE, protocols);
	}

	static Rule rule(String name, int order, Mode mode, String... protocols) {
		return new Rule(name, order, mode, new PathMatch(patterns("/**"), List.of(), Set.of()), requirement(protocols));
	}

	static boolean covers(PathMatch match, UpgradeContext context) {
		return !covering(NO_EXEMPTIONS, match, context).isEmpty();
	}

	static boolean exempt(Exemptions exemptions, UpgradeContext context) {
		PathMatch everything = new PathMatch(patterns("/**"), List.of(), Set.of());
		return exemptions.coverBeyondPaths(context) || covering(exemptions, everything, context).isEmpty();
	}

	private static List<Rule> covering(Exemptions exemptions, PathMatch match, UpgradeContext context) {
		Rule rule = new Rule("rule", 0, Mode.ENFORCE, match, requirement("TLS"));
		return new RuleSet(List.of(rule), List.of(), exemptions).covering(context);
	}

	static UpgradeRequirement requirement(String... protocols) {
		return UpgradeRequirement.anyOf(Arrays.stream(protocols).map(UpgradeProtocol::parse).toList());
	}

	static List<PathPattern> patterns(String... patterns) {
		return Arrays.stream(patterns).map(PathPatternParser.defaultInstance::parse).toList();
	}

}
