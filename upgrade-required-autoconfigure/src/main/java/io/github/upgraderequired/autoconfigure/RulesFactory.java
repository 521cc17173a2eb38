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

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.upgraderequired.Condition;
import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRequirement;
import io.github.upgraderequired.http.AddressBlock;
import io.github.upgraderequired.http.Token;
import io.github.upgraderequired.rule.ExemptPaths;
import io.github.upgraderequired.rule.Exemptions;
import io.github.upgraderequired.rule.Mode;
import io.github.upgraderequired.rule.PathMatch;
import io.github.upgraderequired.rule.Rule;
import io.github.upgraderequired.rule.RuleSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Makes rules of properties, and says of every property that makes no sense which it is,
 * why, and what to write instead.
 */
final class RulesFactory {

	private static final Log logger = LogFactory.getLog(RulesFactory.class);

	private static final String PREFIX = "upgrade.required.";

	private static final Set<String> KNOWN_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE", "CONNECT");

	private final UpgradeRequiredProperties properties;

	private final String dispatcherPath;

	private List<PathPattern> checkPath = List.of();

	private final Map<List<String>, UpgradeRequirement> requirements = new HashMap<>();

	RulesFactory(UpgradeRequiredProperties properties) {
		this(properties, "");
	}

	/**
	 * Create a factory.
	 * @param properties the properties
	 * @param dispatcherPath the path of the dispatcher within the application, without a
	 * slash at its end
	 */
	RulesFactory(UpgradeRequiredProperties properties, String dispatcherPath) {
		this.properties = properties;
		this.dispatcherPath = dispatcherPath;
	}

	RuleSettings createSettings(ExemptPaths endpoints, ClientBeans clients) {
		this.checkPath = parseCheckPath();
		int versions = this.properties.getMetrics().getMaxClientVersions();
		if (versions < 0) {
			throw new InvalidUpgradePropertyException(PREFIX + "metrics.max-client-versions", String.valueOf(versions),
					"There are no fewer than none.", "Write 0 or more.");
		}
		List<Rule> rules = new ArrayList<>();
		RelaxedNames.merge(PREFIX + "rules", "rule", this.properties.getRules())
			.forEach((name, rule) -> rules.add(createRule(name, rule, clients)));
		return new RuleSettings(this.properties.getMode(), createExemptions().withEndpoints(endpoints), rules,
				this.properties.getWebsocket().isDiscover());
	}

	// Whoever is refused must be able to ask why
	private List<PathPattern> parseCheckPath() {
		String path = this.properties.getCheck().getPath();
		if (!StringUtils.hasLength(path)) {
			return List.of();
		}
		PathPattern pattern = PathPatterns.parse(PREFIX + "check.path", path);
		if (pattern.hasPatternSyntax()) {
			throw new InvalidUpgradePropertyException(PREFIX + "check.path", path,
					"It is one path, and not a pattern for many.", "Write a path such as /version-check.");
		}
		return List.of(PathPatternParser.defaultInstance.parse(this.dispatcherPath + path));
	}

	URI createProblemType() {
		String type = this.properties.getResponse().getType();
		String remedy = "Set it to the URI of a page that explains the problem, or leave it out (RFC 9457, 3.1.1).";
		if (type.isEmpty()) {
			throw new InvalidUpgradePropertyException(PREFIX + "response.type", type, "The URI is empty.", remedy);
		}
		return UriProperty.parse(PREFIX + "response.type", type, remedy);
	}

	private Exemptions createExemptions() {
		UpgradeRequiredProperties.Exempt exempt = this.properties.getExempt();
		return new Exemptions(exempt.isPreflight(), exempt.isAcmeChallenge(),
				PathPatterns.parse(PREFIX + "exempt.paths", exempt.getPaths(), warnings(this.properties.getMode())))
			.withNetworks(parseEach(PREFIX + "exempt.networks", exempt.getNetworks(), RulesFactory::parseNetwork));
	}

	private static AddressBlock parseNetwork(String property, String text) {
		try {
			return AddressBlock.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidUpgradePropertyException(property, text, ex.getMessage() + ".",
					"Write an address or a block such as 10.0.0.0/8, 192.0.2.7, 2001:db8::/32 or ::1.");
		}
	}

	private Rule createRule(String name, RuleProperties rule, ClientBeans clients) {
		String prefix = RelaxedNames.element(PREFIX + "rules", name);
		Consumer<String> warnings = warnings(rule.getMode().weaker(this.properties.getMode()));
		Condition condition = createCondition(prefix, name, rule, clients, warnings);
		List<PathPattern> excluded = new ArrayList<>(
				PathPatterns.parse(prefix + "exclude-paths", rule.getExcludePaths(), warnings));
		if (condition.includes(Kind.CLIENT)) {
			excluded.addAll(this.checkPath);
		}
		PathMatch match = new PathMatch(PathPatterns.parseRequired(prefix + "paths", rule.getPaths(), warnings),
				excluded, parseMethods(prefix + "methods", rule.getMethods(), warnings));
		TlsEffects tls = new TlsEffects(prefix, rule, condition, warnings);
		HttpVersionEffects http = new HttpVersionEffects(prefix, rule, condition);
		http.warnOfSurprises(warnings);
		return new Rule(name, rule.getOrder(), rule.getMode(), match, List.of(condition),
				tls.createAnswer(new RefusalWording(prefix, rule).create()),
				tls.createStrictTransportSecurity().and(http.createAltSvc()))
			.withSchedule(new Dates(prefix, rule).createSchedule());
	}

	private Condition createCondition(String prefix, String name, RuleProperties rule, ClientBeans beans,
			Consumer<String> warnings) {
		ClientRules clients = new ClientRules(prefix, name, rule, beans, warnings);
		if (rule.getClients().isEmpty()) {
			clients.requireNothing();
			// Many rules require the same
			return this.requirements.computeIfAbsent(rule.getProtocols(),
					(protocols) -> parseProtocols(prefix + "protocols", protocols));
		}
		if (!rule.getProtocols().isEmpty()) {
			throw new InvalidUpgradePropertyException(prefix + "protocols", String.join(",", rule.getProtocols()),
					"A rule requires protocols or clients, and this one names both.",
					"Write two rules for the same paths: both must hold.");
		}
		return clients.create();
	}

	private static Consumer<String> warnings(Mode mode) {
		return (mode != Mode.OFF) ? logger::warn : (warning) -> {
		};
	}

	private static Set<String> parseMethods(String property, List<String> methods, Consumer<String> warnings) {
		return new LinkedHashSet<>(
				parseEach(property, methods, (element, text) -> parseMethod(element, text, warnings)));
	}

	private static String parseMethod(String property, String text, Consumer<String> warnings) {
		if (!Token.isToken(text)) {
			throw new InvalidUpgradePropertyException(property, text,
					"A method is a token (RFC 9110, 9.1): it is not empty and holds no space, comma or slash.",
					"Write methods such as GET or POST, or leave the property out to cover all.");
		}
		String method = text.toUpperCase(Locale.ROOT);
		if (KNOWN_METHODS.contains(method)) {
			return method;
		}
		warnings.accept("Property " + property + " names the method " + text
				+ ", which HTTP itself does not define. Check the spelling.");
		return text;
	}

	private static UpgradeRequirement parseProtocols(String property, List<String> texts) {
		if (texts.isEmpty()) {
			throw new InvalidUpgradePropertyException(property, null, "A rule needs at least one protocol, or clients.",
					"List the protocols of which a request must be on one, such as websocket, TLS, HTTP/2 or iot-mux/1,"
							+ " or the clients that it may come from.");
		}
		Set<UpgradeProtocol> protocols = new LinkedHashSet<>(parseEach(property, texts, RulesFactory::parseProtocol));
		UpgradeRequirement requirement = UpgradeRequirement.anyOf(List.copyOf(protocols));
		if (requirement.includes(Kind.TLS) && protocols.stream().anyMatch((protocol) -> protocol.kind() != Kind.TLS)) {
			throw new InvalidUpgradePropertyException(property, String.join(",", texts),
					"The protocols of a rule are alternatives, so TLS beside another one would not be required.",
					"Write two rules for the same paths: one that requires TLS, one that requires the other protocol.");
		}
		return requirement;
	}

	private static UpgradeProtocol parseProtocol(String property, String text) {
		try {
			UpgradeProtocol protocol = UpgradeProtocol.parse(text);
			UpgradeRequirement.anyOf(List.of(protocol));
			return protocol;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidUpgradePropertyException(property, text, ex.getMessage() + ".",
					"Write a protocol such as websocket, TLS, TLS/1.3, HTTP/1.1, HTTP/2, HTTP/3 or iot-mux/1.");
		}
	}

	private static <T> List<T> parseEach(String property, List<String> texts, BiFunction<String, String, T> parser) {
		List<T> parsed = new ArrayList<>(texts.size());
		for (int i = 0; i < texts.size(); i++) {
			parsed.add(parser.apply(property + "[" + i + "]", texts.get(i)));
		}
		return parsed;
	}

}
