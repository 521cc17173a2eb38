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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.rule.Action;
import io.github.upgraderequired.rule.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * A rule: a request that matches must be on one of the protocols, or come from one of the
 * clients.
 */
final class RuleProperties {

	/**
	 * Position among the rules; the lowest answers first.
	 */
	private int order;

	/**
	 * Comma-separated list of path patterns that the rule covers, relative to the context
	 * path.
	 */
	private List<String> paths = new ArrayList<>(List.of("/**"));

	/**
	 * Comma-separated list of path patterns that the rule leaves out, relative to the
	 * context path.
	 */
	private List<String> excludePaths = new ArrayList<>();

	/**
	 * Comma-separated list of methods that the rule covers; all if empty. 'GET' includes
	 * 'HEAD' and an extended 'CONNECT'.
	 */
	private List<String> methods = new ArrayList<>();

	/**
	 * Comma-separated list of protocols, in order of preference. A request must be on one
	 * of them.
	 */
	private List<String> protocols = new ArrayList<>();

	/**
	 * Mode of the rule, below the global mode.
	 */
	private Mode mode = Mode.ENFORCE;

	/**
	 * When the rule begins to announce what it is going to refuse, with the offset from
	 * UTC: '2027-01-01T00:00:00Z'.
	 */
	private @Nullable String announceAt;

	/**
	 * When the rule begins to refuse, with the offset from UTC. Before that it announces,
	 * from 'announce-at' on, or is silent.
	 */
	private @Nullable String enforceAt;

	/**
	 * What the rule does with a request that does not meet it. 'redirect' is for rules
	 * that require TLS.
	 */
	private Action action = Action.UPGRADE;

	@NestedConfigurationProperty
	private final TlsProperties.Redirect redirect = new TlsProperties.Redirect();

	@NestedConfigurationProperty
	private final TlsProperties.Hsts hsts = new TlsProperties.Hsts();

	/**
	 * Value of Alt-Svc on secure responses, for rules that require a version of HTTP:
	 * where else the same resources are, such as 'h3=":443"; ma=86400'. No header is sent
	 * if unset; 'clear' takes earlier ones back.
	 */
	private @Nullable String altSvc;

	/**
	 * Sentence for a person in a refusal, in place of the general one.
	 */
	private @Nullable String detail;

	/**
	 * URI of a page that explains the requirement.
	 */
	private @Nullable String link;

	/**
	 * Further members of the problem detail of a refusal: strings, numbers and booleans.
	 */
	private Map<String, Object> members = new LinkedHashMap<>();

	/**
	 * Status code of a refusal, 400 to 499 but 401, 405 and 407. Only 426 carries
	 * 'Upgrade'.
	 */
	private int status = 426;

	/**
	 * Clients by product. A request must come from one of them, in a version that is
	 * accepted.
	 */
	private Map<String, ClientProperties> clients = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final ClientProperties.Identify identify = new ClientProperties.Identify();

	@NestedConfigurationProperty
	private final ClientProperties.Headers headers = new ClientProperties.Headers();

	/**
	 * What becomes of a request that names none of the products.
	 */
	private Unproven missing = Unproven.PASS;

	/**
	 * What becomes of a request that names one of the products, in a version that cannot
	 * be read.
	 */
	private Unproven unreadable = Unproven.REFUSE;

	public int getOrder() {
		return this.order;
	}

	public void setOrder(int order) {
		this.order = order;
	}

	public List<String> getPaths() {
		return this.paths;
	}

	public void setPaths(List<String> paths) {
		this.paths = paths;
	}

	public List<String> getExcludePaths() {
		return this.excludePaths;
	}

	public void setExcludePaths(List<String> excludePaths) {
		this.excludePaths = excludePaths;
	}

	public List<String> getMethods() {
		return this.methods;
	}

	public void setMethods(List<String> methods) {
		this.methods = methods;
	}

	public List<String> getProtocols() {
		return this.protocols;
	}

	public void setProtocols(List<String> protocols) {
		this.protocols = protocols;
	}

	public Mode getMode() {
		return this.mode;
	}

	public void setMode(Mode mode) {
		this.mode = mode;
	}

	public @Nullable String getAnnounceAt() {
		return this.announceAt;
	}

	public void setAnnounceAt(@Nullable String announceAt) {
		this.announceAt = announceAt;
	}

	public @Nullable String getEnforceAt() {
		return this.enforceAt;
	}

	public void setEnforceAt(@Nullable String enforceAt) {
		this.enforceAt = enforceAt;
	}

	public Action getAction() {
		return this.action;
	}

	public void setAction(Action action) {
		this.action = action;
	}

	public TlsProperties.Redirect getRedirect() {
		return this.redirect;
	}

	public TlsProperties.Hsts getHsts() {
		return this.hsts;
	}

	public @Nullable String getAltSvc() {
		return this.altSvc;
	}

	public void setAltSvc(@Nullable String altSvc) {
		this.altSvc = altSvc;
	}

	public @Nullable String getDetail() {
		return this.detail;
	}

	public void setDetail(@Nullable String detail) {
		this.detail = detail;
	}

	public @Nullable String getLink() {
		return this.link;
	}

	public void setLink(@Nullable String link) {
		this.link = link;
	}

	public Map<String, Object> getMembers() {
		return this.members;
	}

	public void setMembers(Map<String, Object> members) {
		this.members = members;
	}

	public int getStatus() {
		return this.status;
	}

	public void setStatus(int status) {
		this.status = status;
	}

	public Map<String, ClientProperties> getClients() {
		return this.clients;
	}

	public void setClients(Map<String, ClientProperties> clients) {
		this.clients = clients;
	}

	public ClientProperties.Identify getIdentify() {
		return this.identify;
	}

	public ClientProperties.Headers getHeaders() {
		return this.headers;
	}

	public Unproven getMissing() {
		return this.missing;
	}

	public void setMissing(Unproven missing) {
		this.missing = missing;
	}

	public Unproven getUnreadable() {
		return this.unreadable;
	}

	public void setUnreadable(Unproven unreadable) {
		this.unreadable = unreadable;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RuleProperties that && values().equals(that.values());
	}

	@Override
	public int hashCode() {
		return values().hashCode();
	}

	private List<@Nullable Object> values() {
		return Arrays.asList(this.order, this.paths, this.excludePaths, this.methods, this.protocols, this.mode,
				this.announceAt, this.enforceAt, this.action, this.redirect.getStatus(), this.redirect.getPort(),
				this.hsts.getMaxAge(), this.hsts.isIncludeSubdomains(), this.hsts.isPreload(), this.altSvc, this.detail,
				this.link, this.members, this.status, this.clients, this.identify.getHeader(),
				this.identify.getNameHeader(), this.identify.getVersionHeader(), this.headers.getMinimum(),
				this.headers.getLatest(), this.headers.getEnforceAt(), this.missing, this.unreadable);
	}

}
