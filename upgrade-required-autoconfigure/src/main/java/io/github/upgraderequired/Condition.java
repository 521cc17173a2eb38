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
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A condition that a rule makes. It knows whether a request meets it, and what a refusal
 * must say; it decides nothing. Not for applications.
 */
public interface Condition {

	/**
	 * Check a request.
	 * @param context the request
	 * @return what becomes of it
	 */
	Outcome check(UpgradeContext context);

	/**
	 * Return what a refusal asks for.
	 * @return the protocols for {@code Upgrade}, at least one, in order of preference
	 */
	List<UpgradeProtocol> protocols();

	/**
	 * Return what is required.
	 * @return a sentence for a person
	 */
	String detail();

	/**
	 * Return the kind of the preferred protocol, by which rules answer.
	 * @return the kind
	 */
	default Kind kind() {
		return protocols().get(0).kind();
	}

	/**
	 * Describe how the client that sent a request stands.
	 * @param context the request
	 * @return the members of a description, or {@code null} if the request names no
	 * client that the condition is about
	 */
	default @Nullable Map<String, Object> describeClient(UpgradeContext context) {
		return null;
	}

	/**
	 * Return whether this condition is the same as another one, or stricter.
	 * @param other the other condition
	 * @return whether every request that meets this one is known to meet the other
	 */
	boolean implies(Condition other);

	/**
	 * Return whether a protocol is among those that a refusal asks for.
	 * @param protocol the protocol to look for
	 * @return whether it is one of them
	 */
	default boolean includes(UpgradeProtocol protocol) {
		return protocols().contains(protocol);
	}

	/**
	 * Return whether one of those is of the given kind.
	 * @param kind the kind to look for
	 * @return whether there is one
	 */
	default boolean includes(Kind kind) {
		return protocols().stream().anyMatch((protocol) -> protocol.kind() == kind);
	}

	/**
	 * The kinds of condition, in the order in which rules answer.
	 */
	enum Kind {

		/**
		 * {@code TLS}, with or without a version.
		 */
		TLS,

		/**
		 * {@code HTTP/1.1}, {@code HTTP/2}, {@code HTTP/3}, {@code h2}, {@code h2c} or
		 * {@code h3}.
		 */
		HTTP_VERSION,

		/**
		 * {@code websocket} or any other protocol that a connection is switched to.
		 */
		SWITCHED,

		/**
		 * To come from a client in a version that is accepted. No protocol is of this
		 * kind.
		 */
		CLIENT

	}

}
