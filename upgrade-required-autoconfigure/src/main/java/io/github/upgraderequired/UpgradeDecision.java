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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What to do with a request: let it pass, refuse it, or send it on to https.
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
		return UpgradeRequirement.anyOf(parse(anyOf)).check(context);
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
		return UpgradeRequirement.anyOf(List.of(anyOf)).check(context);
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
		return UpgradeRequirement.refusalNaming(parse(protocols));
	}

	/**
	 * Refuse the request with 426 (Upgrade Required), whatever it is on.
	 * @param protocols the protocols to name, in order of preference
	 * @return the decision
	 * @throws IllegalArgumentException if there is none
	 */
	static UpgradeRefusal refuse(UpgradeProtocol... protocols) {
		return UpgradeRequirement.refusalNaming(List.of(protocols));
	}

	/**
	 * Return header fields that the response gets, whoever writes it.
	 * @return names and values; may be empty
	 */
	Map<String, String> headers();

	/**
	 * Return a copy with header fields for the response, in place of earlier ones.
	 * @param headers names and values
	 * @return the copy
	 */
	UpgradeDecision withHeaders(Map<String, String> headers);

	private static List<UpgradeProtocol> parse(String... protocols) {
		return Arrays.stream(protocols).map(UpgradeProtocol::parse).toList();
	}

	/**
	 * The request passes.
	 */
	final class Proceed implements UpgradeDecision {

		private static final Proceed UNCHANGED = new Proceed(null, null, Map.of());

		private final @Nullable UpgradeProtocol protocol;

		private final @Nullable UpgradeRefusal refusal;

		private final Map<String, String> headers;

		private Proceed(@Nullable UpgradeProtocol protocol, @Nullable UpgradeRefusal refusal,
				Map<String, String> headers) {
			this.protocol = protocol;
			this.refusal = refusal;
			this.headers = headers;
		}

		Proceed(UpgradeProtocol protocol, UpgradeRefusal refusal) {
			this(protocol, refusal, Map.of());
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
		 * Return the refusal for servers that cannot switch to the protocol in the way
		 * that the client offers it.
		 * @param detail what the server cannot do
		 * @return the refusal
		 * @throws IllegalStateException if there is no protocol to switch to
		 */
		public UpgradeRefusal refuse(String detail) {
			Assert.state(this.refusal != null, "There is no protocol to switch to");
			return this.refusal.withDetail(detail).withHeaders(this.headers);
		}

		@Override
		public Map<String, String> headers() {
			return this.headers;
		}

		@Override
		public Proceed withHeaders(Map<String, String> headers) {
			return new Proceed(this.protocol, this.refusal, Map.copyOf(headers));
		}

		@Override
		public String toString() {
			return "proceed" + ((this.protocol != null) ? " with " + this.protocol : "");
		}

	}

}
