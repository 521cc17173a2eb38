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

package io.github.upgraderequired.httpclient;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.upgraderequired.UpgradeProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/**
 * What a 426 (Upgrade Required) advises its client to do: what stands in {@code Upgrade}
 * (RFC 9110, section 7.8) and in its problem detail (RFC 9457). It is as the server says,
 * and nothing in it has been checked.
 *
 * @since 0.1.0
 */
public final class UpgradeAdvice {

	private final List<UpgradeProtocol> protocols;

	private final @Nullable ProblemDetail problem;

	private UpgradeAdvice(List<UpgradeProtocol> protocols, @Nullable ProblemDetail problem) {
		this.protocols = protocols;
		this.problem = problem;
	}

	/**
	 * Read the advice of a response. What cannot be read is left out.
	 * @param headers the response's header fields
	 * @param body the response's body; empty if there is none
	 * @return the advice
	 */
	public static UpgradeAdvice of(HttpHeaders headers, byte[] body) {
		ProblemDetail problem = ProblemReader.read(headers, body);
		List<UpgradeProtocol> protocols = inUpgrade(headers);
		return new UpgradeAdvice(protocols.isEmpty() ? inBody(problem) : protocols, problem);
	}

	/**
	 * Read the protocols in {@code Upgrade}.
	 * @param headers the response's header fields
	 * @return the protocols, in order of preference; empty if there are none
	 */
	static List<UpgradeProtocol> inUpgrade(HttpHeaders headers) {
		return UpgradeProtocol.parseValid(headers.getValuesAsList(HttpHeaders.UPGRADE));
	}

	// Where a proxy has taken Upgrade, as it has to
	private static List<UpgradeProtocol> inBody(@Nullable ProblemDetail problem) {
		return (member(problem, "protocols") instanceof List<?> names) ? UpgradeProtocol
			.parseValid(names.stream().filter(String.class::isInstance).map(String.class::cast).toList()) : List.of();
	}

	/**
	 * Return the protocols, or versions of the client, of which the server wants one: in
	 * {@code Upgrade}, or, where a proxy has taken that, in the body.
	 * @return the protocols, in the server's order of preference; empty if it names none
	 */
	public List<UpgradeProtocol> protocols() {
		return this.protocols;
	}

	/**
	 * Return the problem detail.
	 * @return the problem detail, or {@code null} if the body is none
	 */
	public @Nullable ProblemDetail problem() {
		return this.problem;
	}

	/**
	 * Return the first version of this client that the server accepts.
	 * @return the version, or {@code null} if the server does not say
	 */
	public @Nullable String minimum() {
		return (member(this.problem, "minimum") instanceof String minimum) ? minimum : null;
	}

	/**
	 * Return the latest version of this client.
	 * @return the version, or {@code null} if the server does not say
	 */
	public @Nullable String latest() {
		return (member(this.problem, "latest") instanceof String latest) ? latest : null;
	}

	/**
	 * Return where to update this client.
	 * @return the link, or {@code null} if the server does not say
	 */
	public @Nullable URI update() {
		return (member(this.problem, "update") instanceof String update) ? ProblemReader.uri(update) : null;
	}

	private static @Nullable Object member(@Nullable ProblemDetail problem, String name) {
		Map<String, Object> members = (problem != null) ? problem.getProperties() : null;
		return (members != null) ? members.get(name) : null;
	}

	/**
	 * Add the protocols to the message of an exception.
	 * @param message the message
	 * @return the message, with the protocols if there are any
	 */
	String addTo(@Nullable String message) {
		return this.protocols.isEmpty() ? String.valueOf(message) : message + " (Upgrade: " + this + ")";
	}

	/**
	 * Return the protocols as they stand in {@code Upgrade}.
	 */
	@Override
	public String toString() {
		return String.join(", ", this.protocols.stream().map(UpgradeProtocol::toString).toList());
	}

}
