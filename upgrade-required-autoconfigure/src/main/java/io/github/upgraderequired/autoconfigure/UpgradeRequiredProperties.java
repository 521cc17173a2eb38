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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.actuate.ActuatorExemption;
import io.github.upgraderequired.response.UpgradeField;
import io.github.upgraderequired.rule.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties for 426 Upgrade Required. One class owns the whole prefix, and
 * an unknown property is an error: a typo must not switch a rule off silently.
 */
@ConfigurationProperties(prefix = "upgrade.required", ignoreUnknownFields = false)
final class UpgradeRequiredProperties {

	/**
	 * Whether to register the filter.
	 */
	private boolean enabled = true;

	/**
	 * Ceiling for the mode of every rule. In 'report', what a rule would refuse is logged
	 * and served; in 'off', no rule is looked at.
	 */
	private Mode mode = Mode.ENFORCE;

	private final Filter filter = new Filter();

	private final Websocket websocket = new Websocket();

	private final HttpVersion httpVersion = new HttpVersion();

	private final Exempt exempt = new Exempt();

	private final Response response = new Response();

	private final Check check = new Check();

	private final Metrics metrics = new Metrics();

	@NestedConfigurationProperty
	private final HttpClientProperties client = new HttpClientProperties();

	/**
	 * Rules by name. All rules that match a request must hold.
	 */
	private final Map<String, RuleProperties> rules = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Mode getMode() {
		return this.mode;
	}

	public void setMode(Mode mode) {
		this.mode = mode;
	}

	public Filter getFilter() {
		return this.filter;
	}

	public Websocket getWebsocket() {
		return this.websocket;
	}

	public HttpVersion getHttpVersion() {
		return this.httpVersion;
	}

	public Exempt getExempt() {
		return this.exempt;
	}

	public Response getResponse() {
		return this.response;
	}

	public Check getCheck() {
		return this.check;
	}

	public Metrics getMetrics() {
		return this.metrics;
	}

	public HttpClientProperties getClient() {
		return this.client;
	}

	public Map<String, RuleProperties> getRules() {
		return this.rules;
	}

	/**
	 * The filter.
	 */
	static final class Filter {

		/**
		 * Order of the filter, which belongs after forwarded headers and observation, and
		 * before security.
		 */
		private int order = -2147483638;

		public int getOrder() {
			return this.order;
		}

		public void setOrder(int order) {
			this.order = order;
		}

	}

	/**
	 * WebSocket.
	 */
	static final class Websocket {

		/**
		 * Whether to find the application's WebSocket endpoints and require a WebSocket
		 * handshake on them, where no rule names 'websocket'.
		 */
		private boolean discover = true;

		public boolean isDiscover() {
			return this.discover;
		}

		public void setDiscover(boolean discover) {
			this.discover = discover;
		}

	}

	/**
	 * HTTP versions.
	 */
	static final class HttpVersion {

		/**
		 * Header in which a proxy tells the HTTP version of its client, such as
		 * 'X-Forwarded-Http-Version'. Believed only with a strategy in
		 * 'server.forward-headers-strategy'.
		 */
		private @Nullable String header;

		public @Nullable String getHeader() {
			return this.header;
		}

		public void setHeader(@Nullable String header) {
			this.header = header;
		}

	}

	/**
	 * Requests that no rule touches.
	 */
	static final class Exempt {

		/**
		 * Whether CORS preflight requests are exempt.
		 */
		private boolean preflight = true;

		/**
		 * Whether HTTP challenges of certificate authorities, below
		 * '/.well-known/acme-challenge/', are exempt.
		 */
		private boolean acmeChallenge = true;

		/**
		 * Endpoints of Actuator that are exempt. 'health' includes its groups and
		 * additional paths, 'all' is every exposed endpoint.
		 */
		private ActuatorExemption actuator = ActuatorExemption.HEALTH;

		/**
		 * Comma-separated list of IP addresses and CIDR blocks from which requests are
		 * exempt. They are compared with the remote address as the server reports it.
		 */
		private List<String> networks = new ArrayList<>();

		/**
		 * Comma-separated list of exempt path patterns, relative to the context path.
		 */
		private List<String> paths = new ArrayList<>();

		public boolean isPreflight() {
			return this.preflight;
		}

		public void setPreflight(boolean preflight) {
			this.preflight = preflight;
		}

		public boolean isAcmeChallenge() {
			return this.acmeChallenge;
		}

		public void setAcmeChallenge(boolean acmeChallenge) {
			this.acmeChallenge = acmeChallenge;
		}

		public ActuatorExemption getActuator() {
			return this.actuator;
		}

		public void setActuator(ActuatorExemption actuator) {
			this.actuator = actuator;
		}

		public List<String> getNetworks() {
			return this.networks;
		}

		public void setNetworks(List<String> networks) {
			this.networks = networks;
		}

		public List<String> getPaths() {
			return this.paths;
		}

		public void setPaths(List<String> paths) {
			this.paths = paths;
		}

	}

	/**
	 * What a refusal looks like.
	 */
	static final class Response {

		/**
		 * Problem type URI (RFC 9457) of refusals.
		 */
		private String type = "about:blank";

		/**
		 * When a 426 over HTTP/1.x carries 'Upgrade'. 'direct' leaves it out where a
		 * proxy passed the request on without telling that its client speaks HTTP/1.x.
		 */
		private UpgradeField upgradeField = UpgradeField.ALWAYS;

		public String getType() {
			return this.type;
		}

		public void setType(String type) {
			this.type = type;
		}

		public UpgradeField getUpgradeField() {
			return this.upgradeField;
		}

		public void setUpgradeField(UpgradeField upgradeField) {
			this.upgradeField = upgradeField;
		}

	}

	/**
	 * The question of a client how it stands.
	 */
	static final class Check {

		/**
		 * Path at which a client may ask how its version stands with the rules, such as
		 * '/version-check'. Not answered if unset.
		 */
		private @Nullable String path;

		public @Nullable String getPath() {
			return this.path;
		}

		public void setPath(@Nullable String path) {
			this.path = path;
		}

	}

	/**
	 * Metrics.
	 */
	static final class Metrics {

		/**
		 * Number of versions of clients, major and minor, that metrics tell apart. All
		 * further ones are 'other'.
		 */
		private int maxClientVersions = 100;

		public int getMaxClientVersions() {
			return this.maxClientVersions;
		}

		public void setMaxClientVersions(int maxClientVersions) {
			this.maxClientVersions = maxClientVersions;
		}

	}

}
