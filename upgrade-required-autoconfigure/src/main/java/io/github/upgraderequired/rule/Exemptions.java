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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.http.AddressBlock;
import io.github.upgraderequired.http.IpAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The requests that no rule touches.
 */
public final class Exemptions {

	private final boolean preflight;

	private final List<PathPattern> paths;

	private final List<AddressBlock> networks;

	private final ExemptPaths endpoints;

	/**
	 * Create exemptions.
	 * @param preflight whether CORS preflight requests are exempt. They cannot follow an
	 * upgrade, and one that is not answered with 2xx fails
	 * @param acmeChallenge whether HTTP challenges of certificate authorities are exempt
	 * (RFC 8555, section 8.3). They come in clear text
	 * @param paths patterns of exempt paths
	 */
	public Exemptions(boolean preflight, boolean acmeChallenge, List<PathPattern> paths) {
		this(preflight, withAcmeChallenge(acmeChallenge, paths), List.of(), ExemptPaths.NONE);
	}

	private Exemptions(boolean preflight, List<PathPattern> paths, List<AddressBlock> networks, ExemptPaths endpoints) {
		this.preflight = preflight;
		this.paths = List.copyOf(paths);
		this.networks = List.copyOf(networks);
		this.endpoints = endpoints;
	}

	private static List<PathPattern> withAcmeChallenge(boolean acmeChallenge, List<PathPattern> paths) {
		List<PathPattern> all = new ArrayList<>(paths);
		if (acmeChallenge) {
			all.add(PathPatternParser.defaultInstance.parse("/.well-known/acme-challenge/**"));
		}
		return all;
	}

	/**
	 * Return exemptions with networks.
	 * @param networks the blocks of addresses from which requests are exempt
	 * @return a copy
	 */
	public Exemptions withNetworks(List<AddressBlock> networks) {
		return new Exemptions(this.preflight, this.paths, networks, this.endpoints);
	}

	/**
	 * Return exemptions with the paths of management endpoints.
	 * @param endpoints the paths
	 * @return a copy
	 */
	public Exemptions withEndpoints(ExemptPaths endpoints) {
		return new Exemptions(this.preflight, this.paths, this.networks, endpoints);
	}

	Map<String, Object> describe() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("preflight", this.preflight);
		members.put("paths", RuleDescriptions.patterns(this.paths));
		members.put("networks", this.networks.stream().map(AddressBlock::toString).toList());
		return members;
	}

	// Not those that are known only when the application has started
	List<PathPattern> paths() {
		return this.paths;
	}

	boolean coverBeyondPaths(UpgradeContext context) {
		return (this.preflight && isPreflight(context))
				|| (!this.networks.isEmpty() && isFromNetwork(context.remoteAddress()))
				|| this.endpoints.cover(context.pathReadings());
	}

	private boolean isFromNetwork(@Nullable String remoteAddress) {
		IpAddress address = IpAddress.parseReported(remoteAddress);
		if (address != null) {
			for (AddressBlock network : this.networks) {
				if (network.contains(address)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isPreflight(UpgradeContext context) {
		return "OPTIONS".equals(context.method()) && context.header("Origin") != null
				&& context.header("Access-Control-Request-Method") != null;
	}

}
