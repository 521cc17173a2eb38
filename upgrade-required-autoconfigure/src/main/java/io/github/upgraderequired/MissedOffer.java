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

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.http.FieldList;
import io.github.upgraderequired.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * An offer that does not count, or not for what is required.
 */
final class MissedOffer {

	private static final String NO_OPTION = "The Upgrade field counts only together with Connection: Upgrade, which is"
			+ " missing. A proxy on the way may have removed it.";

	private MissedOffer() {
	}

	/**
	 * Return the reason why a request is not on a protocol that it means to offer.
	 * @param context a request that does not offer the protocol
	 * @param protocol the protocol required
	 * @param alternatives all that would do
	 * @return the reason, or {@code null} if nothing suggests an offer
	 */
	static @Nullable String reason(UpgradeContext context, UpgradeProtocol protocol,
			List<UpgradeProtocol> alternatives) {
		// RFC 9113, 8.6: Upgrade has no place there
		if (context.isHttp2OrLater()) {
			return null;
		}
		List<UpgradeProtocol> named = UpgradeProtocol.parseValid(FieldList.members(context.headers("Upgrade")));
		if (named.stream().anyMatch((offer) -> protocol.inVersionOf(offer) != null)) {
			return reasonWhyUpgradeDoesNotCount(context, protocol.toString());
		}
		return context.offeredProtocols()
			.stream()
			.filter(protocol::hasNameOf)
			.findFirst()
			.map((offer) -> describe(offer) + " is not offered here; " + namesOf(offer, alternatives) + ".")
			.orElse(null);
	}

	/**
	 * Return what to say of an extended CONNECT for none of the alternatives (RFC 9220,
	 * section 3).
	 * @param connectProtocol the {@code :protocol} that it asks for
	 * @param alternatives all that would do; at least one is switched to
	 * @return the end of the explanation
	 */
	static String notImplemented(String connectProtocol, List<UpgradeProtocol> alternatives) {
		return "The :protocol " + connectProtocol + " is not implemented here; "
				+ enumerate(alternatives.stream().filter((protocol) -> protocol.kind() == Kind.SWITCHED).toList())
				+ ".";
	}

	/**
	 * Return the reason why an {@code Upgrade} field does not count (RFC 9110, sections
	 * 7.8 and 7.6.1).
	 * @param context a request that has the field in vain, not over HTTP/2 or later
	 * @param wanted what the field was to begin
	 * @return the reason
	 */
	static String reasonWhyUpgradeDoesNotCount(UpgradeContext context, String wanted) {
		return isBeforeHttp11(context.httpVersion())
				? wanted + " needs HTTP/1.1: in HTTP/1.0 the Upgrade field does not count." : NO_OPTION;
	}

	static boolean isBeforeHttp11(@Nullable HttpVersion version) {
		return version != null && !version.isAtLeast(HttpVersion.HTTP_1_1);
	}

	private static String describe(UpgradeProtocol offer) {
		return (offer.version() != null) ? offer.toString() : offer + " without a version";
	}

	private static String namesOf(UpgradeProtocol offer, List<UpgradeProtocol> alternatives) {
		return enumerate(alternatives.stream().filter(offer::hasNameOf).toList());
	}

	private static String enumerate(List<UpgradeProtocol> protocols) {
		int last = protocols.size() - 1;
		String others = protocols.subList(0, last)
			.stream()
			.map(UpgradeProtocol::toString)
			.collect(Collectors.joining(", "));
		return (last > 0) ? others + " and " + protocols.get(last) + " are" : protocols.get(last) + " is";
	}

}
