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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.upgraderequired.Condition.Kind;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The condition that a request be on one of several protocols. Immutable, and prepared
 * once. Not for applications.
 */
public final class UpgradeRequirement implements Condition {

	private final List<UpgradeProtocol> protocols;

	private final List<ProtocolCheck> checks;

	private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);

	private final String detail;

	private UpgradeRequirement(List<UpgradeProtocol> protocols, List<ProtocolCheck> checks) {
		this.protocols = protocols;
		this.checks = checks;
		protocols.forEach((protocol) -> this.kinds.add(protocol.kind()));
		this.detail = detail(checks.stream().map(ProtocolCheck::condition).toList());
	}

	/**
	 * Create a requirement.
	 * @param protocols the alternatives, in order of preference
	 * @return the requirement
	 * @throws IllegalArgumentException if there is no alternative, or if one of them is
	 * nothing that a request can be on, such as {@code HTTP/9}; the message says why
	 */
	public static UpgradeRequirement anyOf(List<UpgradeProtocol> protocols) {
		requireAny(protocols);
		return new UpgradeRequirement(List.copyOf(protocols), protocols.stream().map(ProtocolCheck::of).toList());
	}

	static void requireAny(List<UpgradeProtocol> protocols) {
		Assert.notEmpty(protocols, "At least one protocol is needed (RFC 9110, 15.5.22)");
	}

	// A policy may name what no request can be on
	static String detailOf(List<UpgradeProtocol> protocols) {
		return detail(protocols.stream().map(UpgradeRequirement::condition).toList());
	}

	private static String condition(UpgradeProtocol protocol) {
		try {
			return ProtocolCheck.of(protocol).condition();
		}
		catch (IllegalArgumentException ex) {
			return "over " + protocol;
		}
	}

	private static String detail(List<String> conditions) {
		return conditions.stream().collect(Collectors.joining(", or ", "This resource is available only ", "."));
	}

	@Override
	public Outcome check(UpgradeContext context) {
		List<UpgradeProtocol> accepted = List.of();
		Outcome unmet = Outcome.UNMET;
		for (ProtocolCheck check : this.checks) {
			Outcome outcome = check.check(context, this.protocols);
			if (outcome.met() && outcome.accepted().isEmpty() && accepted.isEmpty()) {
				return outcome;
			}
			accepted = and(accepted, outcome.accepted());
			// Who attempts a protocol and fails is told why
			if (!outcome.met() && unmet.reason() == null) {
				unmet = outcome;
			}
		}
		if (!accepted.isEmpty()) {
			return Outcome.met(accepted);
		}
		String connectProtocol = context.connectProtocol();
		if (StringUtils.hasLength(connectProtocol) && isNoAlternative(context)) {
			// RFC 9220, 3
			return Outcome.notImplemented(MissedOffer.notImplemented(connectProtocol, this.protocols));
		}
		return unmet;
	}

	private static List<UpgradeProtocol> and(List<UpgradeProtocol> accepted, List<UpgradeProtocol> further) {
		if (accepted.isEmpty() || further.isEmpty()) {
			return accepted.isEmpty() ? further : accepted;
		}
		return Stream.concat(accepted.stream(), further.stream()).toList();
	}

	// Where nothing is switched to, the :protocol is not what is wrong
	private boolean isNoAlternative(UpgradeContext context) {
		return includes(Kind.SWITCHED) && context.negotiate(this.protocols.toArray(UpgradeProtocol[]::new)) == null;
	}

	@Override
	public List<UpgradeProtocol> protocols() {
		return this.protocols;
	}

	@Override
	public boolean implies(Condition other) {
		return other instanceof UpgradeRequirement that
				&& this.checks.stream().allMatch((check) -> that.checks.stream().anyMatch(check::implies));
	}

	@Override
	public boolean includes(Kind kind) {
		return this.kinds.contains(kind);
	}

	@Override
	public String detail() {
		return this.detail;
	}

}
