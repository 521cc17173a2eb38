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

import java.util.List;
import java.util.stream.Collectors;

import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradeProtocol.Kind;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * A requirement that a request be on one of several protocols. Immutable, and prepared
 * once: checking a request that meets it allocates nothing that lasts.
 */
public final class UpgradeRequirement {

	private final List<UpgradeProtocol> protocols;

	private final List<ProtocolCheck> checks;

	private final UpgradeRefusal refusal;

	private UpgradeRequirement(List<UpgradeProtocol> protocols, List<ProtocolCheck> checks, UpgradeRefusal refusal) {
		this.protocols = protocols;
		this.checks = checks;
		this.refusal = refusal;
	}

	/**
	 * Create a requirement.
	 * @param protocols the alternatives, in order of preference
	 * @return the requirement
	 * @throws IllegalArgumentException if there is no alternative, or if one of them is
	 * nothing that a request can be on, such as {@code HTTP/9}; the message says why
	 */
	public static UpgradeRequirement anyOf(List<UpgradeProtocol> protocols) {
		UpgradeRefusal refusal = refusalNaming(protocols);
		return new UpgradeRequirement(refusal.protocols(), protocols.stream().map(ProtocolCheck::of).toList(), refusal);
	}

	static UpgradeRefusal refusalNaming(List<UpgradeProtocol> protocols) {
		Assert.notEmpty(protocols, "At least one protocol is needed (RFC 9110, 15.5.22)");
		String conditions = protocols.stream().map(UpgradeRequirement::condition).collect(Collectors.joining(", or "));
		return new UpgradeRefusal(List.copyOf(protocols), "This resource is available only " + conditions + ".");
	}

	// A policy may name what no request can be on
	private static String condition(UpgradeProtocol protocol) {
		try {
			return ProtocolCheck.of(protocol).condition();
		}
		catch (IllegalArgumentException ex) {
			return "over " + protocol;
		}
	}

	/**
	 * Return a copy whose refusals name a rule.
	 * @param rule the name of the rule
	 * @return the copy
	 */
	public UpgradeRequirement withRule(String rule) {
		boolean same = rule.equals(this.refusal.rule());
		return same ? this : new UpgradeRequirement(this.protocols, this.checks, this.refusal.withRule(rule));
	}

	/**
	 * Return a copy whose refusals link to https on another port than 443.
	 * @param port the port, 1 to 65535
	 * @return the copy
	 */
	public UpgradeRequirement withHttpsPort(int port) {
		return new UpgradeRequirement(this.protocols, this.checks, this.refusal.withHttpsPort(port));
	}

	/**
	 * Check a request.
	 * @param context the request
	 * @return a decision to proceed if the request is on one of the protocols, else a
	 * refusal
	 */
	public UpgradeDecision check(UpgradeContext context) {
		UpgradeRefusal answer = this.refusal;
		for (ProtocolCheck check : this.checks) {
			UpgradeDecision decision = check.check(context, this.refusal);
			if (decision instanceof Proceed) {
				return decision;
			}
			// Who attempts a protocol and fails is told why
			if (decision instanceof UpgradeRefusal specific && answer == this.refusal) {
				answer = specific;
			}
		}
		String connectProtocol = context.connectProtocol();
		if (StringUtils.hasLength(connectProtocol) && isNoAlternative(context)) {
			// RFC 9220, 3
			return this.refusal.notImplemented(MissedOffer.notImplemented(connectProtocol, this.protocols));
		}
		return answer;
	}

	// Where nothing is switched to, the :protocol is not what is wrong
	private boolean isNoAlternative(UpgradeContext context) {
		return includes(Kind.SWITCHED) && context.negotiate(this.protocols.toArray(UpgradeProtocol[]::new)) == null;
	}

	/**
	 * Return the refusal of a request that is on none of the protocols.
	 * @return the refusal, with a detail that names what is required
	 */
	public UpgradeRefusal refusal() {
		return this.refusal;
	}

	/**
	 * Return the kind of the preferred protocol.
	 * @return the kind
	 */
	public Kind kind() {
		return this.protocols.get(0).kind();
	}

	/**
	 * Return whether a protocol is among the alternatives.
	 * @param protocol the protocol to look for
	 * @return whether it is one of them
	 */
	public boolean includes(UpgradeProtocol protocol) {
		return this.protocols.contains(protocol);
	}

	/**
	 * Return whether an alternative is of the given kind.
	 * @param kind the kind to look for
	 * @return whether there is one
	 */
	public boolean includes(Kind kind) {
		return this.protocols.stream().anyMatch((protocol) -> protocol.kind() == kind);
	}

}
