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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What to do with a request: let it pass, refuse it, or send it on to https.
 *
 * @since 0.1.0
 */
public sealed interface UpgradeDecision permits UpgradeDecision.Proceed, UpgradeRefusal, UpgradeRedirect {

	/**
	 * Let the request pass as it is.
	 * @return the decision
	 */
	static Proceed proceed() {
		return Proceed.UNCHANGED;
	}

	/**
	 * Let the request pass if it is on one of the given protocols, else refuse it: with
	 * 426 (Upgrade Required), with 400 where it attempts a malformed handshake, or with
	 * 501 where an extended CONNECT names another protocol.
	 * @param context the request
	 * @param anyOf the protocols, in order of preference
	 * @return the decision
	 * @throws IllegalArgumentException if a protocol is not valid or there is none
	 */
	static UpgradeDecision require(UpgradeContext context, String... anyOf) {
		return require(context, UpgradeRequirement.anyOf(parse(anyOf)));
	}

	/**
	 * Let the request pass if it is on one of the given protocols, else refuse it: with
	 * 426 (Upgrade Required), with 400 where it attempts a malformed handshake, or with
	 * 501 where an extended CONNECT names another protocol.
	 * @param context the request
	 * @param anyOf the protocols, in order of preference
	 * @return the decision
	 * @throws IllegalArgumentException if no request can be on one of them or there is
	 * none
	 */
	static UpgradeDecision require(UpgradeContext context, UpgradeProtocol... anyOf) {
		return require(context, UpgradeRequirement.anyOf(List.of(anyOf)));
	}

	/**
	 * Refuse the request with 426 (Upgrade Required), whatever it is on.
	 * @param protocols the protocols to name, in order of preference: whatever the
	 * grammar allows, such as {@code TLS/1.0}, the example of RFC 2817
	 * @return the decision
	 * @throws IllegalArgumentException if the grammar does not allow a protocol or there
	 * is none
	 */
	static UpgradeRefusal refuse(String... protocols) {
		return UpgradeRefusal.naming(parse(protocols));
	}

	/**
	 * Refuse the request with 426 (Upgrade Required), whatever it is on.
	 * @param protocols the protocols to name, in order of preference
	 * @return the decision
	 * @throws IllegalArgumentException if there is none
	 */
	static UpgradeRefusal refuse(UpgradeProtocol... protocols) {
		return UpgradeRefusal.naming(List.of(protocols));
	}

	/**
	 * Return header fields that the response gets, whoever writes it.
	 * @return the lines by name; may be empty
	 */
	Map<String, List<String>> headers();

	/**
	 * Return a copy with further header fields for the response. None of those that are
	 * there is lost, but {@code Strict-Transport-Security}, {@code Retry-After},
	 * {@code Deprecation} and {@code Sunset}, of which there can be one only, are
	 * replaced.
	 * @param headers the lines by name, at least one for each
	 * @return the copy
	 * @throws IllegalArgumentException if a field has no line
	 */
	UpgradeDecision withHeaders(Map<String, List<String>> headers);

	/**
	 * Return a copy with a line of a header field.
	 * @param name the name of the field
	 * @param value the value of the line
	 * @return the copy
	 * @see #withHeaders
	 */
	default UpgradeDecision withHeader(String name, String value) {
		return withHeaders(Map.of(name, List.of(value)));
	}

	/**
	 * Ask for another decision, where this one lets the request pass: it passes if both
	 * let it. The header fields of both are kept.
	 * @param next makes the other decision
	 * @return this decision if it stops the request; else the other, or a refusal if both
	 * would let the request pass for different protocols
	 */
	default UpgradeDecision and(Supplier<? extends UpgradeDecision> next) {
		return this;
	}

	private static UpgradeDecision require(UpgradeContext context, UpgradeRequirement requirement) {
		Outcome outcome = requirement.check(context);
		return outcome.met() ? Proceed.with(outcome, requirement) : UpgradeRefusal.of(requirement).because(outcome);
	}

	private static List<UpgradeProtocol> parse(String... protocols) {
		return Arrays.stream(protocols).map(UpgradeProtocol::parse).toList();
	}

	/**
	 * The request passes.
	 */
	final class Proceed implements UpgradeDecision {

		private static final String RAW_UPGRADE = "This server switches only when the last Upgrade line"
				+ " names that one protocol and nothing else.";

		private static final Proceed UNCHANGED = new Proceed(null, null, HeaderFields.NONE);

		private final @Nullable UpgradeProtocol protocol;

		private final @Nullable UpgradeRefusal otherwise;

		private final HeaderFields headers;

		private Proceed(@Nullable UpgradeProtocol protocol, @Nullable UpgradeRefusal otherwise, HeaderFields headers) {
			this.protocol = protocol;
			this.otherwise = otherwise;
			this.headers = headers;
		}

		private static Proceed with(Outcome outcome, Condition condition) {
			return outcome.accepted().isEmpty() ? UNCHANGED : new Proceed(outcome.accepted().get(0),
					UpgradeRefusal.naming(condition.protocols()), HeaderFields.NONE);
		}

		/**
		 * Return a copy for a request that passes for a protocol. Not for applications.
		 * @param protocol the protocol that the client offers
		 * @param otherwise the refusal of whoever does not, which names all protocols
		 * that would have done
		 * @return the copy
		 */
		public Proceed withProtocol(UpgradeProtocol protocol, UpgradeRefusal otherwise) {
			return new Proceed(protocol, otherwise, this.headers);
		}

		/**
		 * Return the protocol that the client offers and that the request passes for. It
		 * is the request attribute {@link UpgradeContext#PROTOCOL_ATTRIBUTE}, and where
		 * it was offered in {@code Upgrade} the only one that the handler is shown.
		 * @return the protocol, or {@code null} if there was none to negotiate
		 */
		public @Nullable UpgradeProtocol protocol() {
			return this.protocol;
		}

		/**
		 * Return the refusal for a server that goes by the {@code Upgrade} lines of the
		 * connection, where these are not just the protocol.
		 * @return the refusal
		 * @throws IllegalStateException if there is no protocol to switch to
		 */
		public UpgradeRefusal refuseForServer() {
			return refuse(RAW_UPGRADE);
		}

		private UpgradeRefusal refuse(String detail) {
			Assert.state(this.otherwise != null, "There is no protocol to switch to");
			return this.otherwise.withDetail(detail).withHeaders(headers());
		}

		@Override
		public Map<String, List<String>> headers() {
			return this.headers.lines();
		}

		@Override
		public Proceed withHeaders(Map<String, List<String>> headers) {
			return headers.isEmpty() ? this : new Proceed(this.protocol, this.otherwise, this.headers.and(headers));
		}

		@Override
		public UpgradeDecision and(Supplier<? extends UpgradeDecision> next) {
			UpgradeDecision later = next.get();
			Map<String, List<String>> headers = this.headers.and(later.headers()).lines();
			if (!(later instanceof Proceed proceed) || this.protocol == null) {
				return later.withHeaders(headers);
			}
			if (proceed.protocol == null || proceed.protocol.equals(this.protocol)) {
				return withHeaders(headers);
			}
			return proceed.refuse("The request passes for " + this.protocol + " too. Offer one protocol.")
				.withHeaders(headers);
		}

		@Override
		public String toString() {
			return "proceed" + ((this.protocol != null) ? " with " + this.protocol : "");
		}

	}

}
