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

/**
 * An offer of a protocol in {@code Upgrade} (RFC 9110, section 7.8) or by an extended
 * CONNECT (RFC 8441, section 4). What follows the switch is the handler's business.
 *
 * @param protocol the protocol
 */
record OfferCheck(UpgradeProtocol protocol) implements ProtocolCheck {

	static OfferCheck of(UpgradeProtocol protocol) {
		MistakenProtocol.requireNone(protocol);
		return new OfferCheck(protocol);
	}

	@Override
	public String condition() {
		return "over " + this.protocol + ", offered in the Upgrade header field";
	}

	@Override
	public Outcome check(UpgradeContext context, List<UpgradeProtocol> alternatives) {
		UpgradeProtocol chosen = context.negotiate(this.protocol);
		return (chosen != null) ? Outcome.met(List.of(chosen))
				: Outcome.unmet(MissedOffer.reason(context, this.protocol, alternatives));
	}

}
