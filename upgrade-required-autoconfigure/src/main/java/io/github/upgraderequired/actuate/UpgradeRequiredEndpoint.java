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

package io.github.upgraderequired.actuate;

import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.Mode;
import io.github.upgraderequired.rule.RuleDescriptions;
import io.github.upgraderequired.websocket.FoundEndpoints;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Shows the rules as they are, explains what they would make of a request, and switches
 * their modes until the application ends.
 */
@Endpoint(id = "upgraderequired", defaultAccess = Access.READ_ONLY)
public final class UpgradeRequiredEndpoint {

	private static final Log logger = LogFactory.getLog(UpgradeRequiredEndpoint.class);

	private final ConfiguredRules rules;

	private final RuleCounts counts;

	private final Supplier<Function<String, @Nullable String>> origins;

	private final Supplier<@Nullable FoundEndpoints> endpoints;

	private final Supplier<@Nullable String> policy;

	private final ActuatorExemption exemption;

	/**
	 * Create an endpoint.
	 * @param rules the rules
	 * @param counts what has become of requests
	 * @param origins looks up where rules have been written, by name; {@code null} if one
	 * is built in
	 * @param endpoints returns the WebSocket endpoints, or {@code null} if none are
	 * looked for
	 * @param policy returns the name of the application's own policy, which decides in
	 * place of the rules, or {@code null} if there is none
	 * @param exemption which endpoints of Actuator are exempt
	 */
	public UpgradeRequiredEndpoint(ConfiguredRules rules, RuleCounts counts,
			Supplier<Function<String, @Nullable String>> origins, Supplier<@Nullable FoundEndpoints> endpoints,
			Supplier<@Nullable String> policy, ActuatorExemption exemption) {
		this.rules = rules;
		this.counts = counts;
		this.origins = origins;
		this.endpoints = endpoints;
		this.policy = policy;
		this.exemption = exemption;
	}

	/**
	 * Show all rules or, with a parameter, explain what they would make of a request.
	 * @param method the method of the request; GET by default
	 * @param path its path; {@code /} by default
	 * @param secure whether it comes over TLS
	 * @param httpVersion its version of HTTP; 1.1 by default
	 * @param remoteAddress the address of the client
	 * @param header a line of its header, or several
	 * @return the members of a JSON object
	 */
	// Spring Boot 3.5 knows only this annotation for what may be left out
	@ReadOperation
	@SuppressWarnings("deprecation")
	public Map<String, Object> read(@org.springframework.lang.Nullable String method,
			@org.springframework.lang.Nullable String path, @org.springframework.lang.Nullable Boolean secure,
			@org.springframework.lang.Nullable String httpVersion,
			@org.springframework.lang.Nullable String remoteAddress, @org.springframework.lang.Nullable Object header) {
		RequestDescription request = new RequestDescription(method, path, secure, httpVersion, remoteAddress, header);
		return request.isEmpty() ? show() : explain(request);
	}

	private Map<String, Object> show() {
		RuleDescriptions described = this.rules.describe();
		Map<String, Object> members = new LinkedHashMap<>(described.mode());
		putPolicy(members);
		Function<String, @Nullable String> found = this.origins.get();
		List<Map<String, Object>> all = new ArrayList<>();
		described.rules().forEach((name, rule) -> all.add(complete(name, rule, found)));
		members.put("rules", all);
		FoundEndpoints webSockets = this.endpoints.get();
		members.put("webSocketEndpoints", (webSockets != null) ? webSockets.patterns() : List.of());
		Map<String, Object> exempt = new LinkedHashMap<>(described.exempt());
		exempt.put("actuator", this.exemption.name().toLowerCase(Locale.ROOT));
		members.put("exempt", exempt);
		return members;
	}

	private Map<String, Object> complete(String name, Map<String, Object> rule,
			Function<String, @Nullable String> origins) {
		String origin = origins.apply(name);
		Map<String, Object> members = new LinkedHashMap<>(rule);
		members.put("origin", (origin != null) ? origin : "built in");
		members.put("counts", this.counts.describe(name));
		return members;
	}

	private Map<String, Object> explain(RequestDescription request) {
		UpgradeContext context = request.toContext(false);
		Map<String, Object> members = new LinkedHashMap<>();
		putPolicy(members);
		FoundEndpoints found = this.endpoints.get();
		boolean atEndpoint = found != null && found.matches(context);
		members.putAll(this.rules.explain(context, atEndpoint ? request.toContext(true) : null));
		return members;
	}

	private void putPolicy(Map<String, Object> members) {
		String name = this.policy.get();
		if (name != null) {
			members.put("policy", name);
		}
	}

	/**
	 * Show a rule.
	 * @param rule the name of the rule
	 * @return the members of a JSON object, or {@code null} if there is no such rule
	 */
	@ReadOperation
	public @Nullable Map<String, Object> readRule(@Selector String rule) {
		Map<String, Object> described = this.rules.describe().rules().get(rule);
		return (described != null) ? complete(rule, described, this.origins.get()) : null;
	}

	/**
	 * Set the global mode.
	 * @param mode the mode, a ceiling for that of every rule
	 * @param security who does it
	 */
	@WriteOperation
	public void switchMode(Mode mode, SecurityContext security) {
		this.rules.switchMode(mode);
		tell("The global mode has been set to " + mode, security);
	}

	/**
	 * Set the mode of a rule.
	 * @param rule the name of the rule
	 * @param mode the mode, below the global one
	 * @param security who does it
	 * @return 404 if there is no such rule
	 */
	@WriteOperation
	public WebEndpointResponse<Void> switchRule(@Selector String rule, Mode mode, SecurityContext security) {
		return answer(this.rules.switchMode(rule, mode), "The mode of rule '" + rule + "' has been set to " + mode,
				security);
	}

	/**
	 * Return to the configured global mode.
	 * @param security who does it
	 */
	@DeleteOperation
	public void resetMode(SecurityContext security) {
		this.rules.switchMode(null);
		tell("The global mode is the configured one again", security);
	}

	/**
	 * Return to the configured mode of a rule.
	 * @param rule the name of the rule
	 * @param security who does it
	 * @return 404 if there is no such rule
	 */
	@DeleteOperation
	public WebEndpointResponse<Void> resetRule(@Selector String rule, SecurityContext security) {
		return answer(this.rules.switchMode(rule, null), "The mode of rule '" + rule + "' is the configured one again",
				security);
	}

	private static WebEndpointResponse<Void> answer(boolean known, String change, SecurityContext security) {
		if (!known) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		tell(change, security);
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private static void tell(String change, SecurityContext security) {
		Principal principal = security.getPrincipal();
		logger.info(change + ", by " + ((principal != null) ? "'" + principal.getName() + "'" : "somebody unknown")
				+ " through the endpoint upgraderequired; it holds until the application ends");
	}

}
