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

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The request is refused. Immutable: every {@code with} method returns a copy.
 */
public final class UpgradeRefusal implements UpgradeDecision {

	private static final Set<String> SCRIPT_SCHEMES = Set.of("javascript", "vbscript", "data");

	private static final int HTTPS_PORT = 443;

	private final Draft draft;

	private UpgradeRefusal(Draft draft) {
		this.draft = draft;
	}

	/**
	 * Create the refusal that a condition asks for.
	 * @param condition the condition
	 * @return the refusal, 426 (Upgrade Required)
	 */
	public static UpgradeRefusal of(Condition condition) {
		return new UpgradeRefusal(new Draft(condition.protocols(), condition.detail()));
	}

	static UpgradeRefusal naming(List<UpgradeProtocol> protocols) {
		UpgradeRequirement.requireAny(protocols);
		return new UpgradeRefusal(new Draft(List.copyOf(protocols), UpgradeRequirement.detailOf(protocols)));
	}

	private UpgradeRefusal with(Consumer<Draft> change) {
		Draft draft = new Draft(this.draft);
		change.accept(draft);
		return new UpgradeRefusal(draft);
	}

	/**
	 * Return a copy for a request that does not meet the condition.
	 * @param outcome what the condition made of it
	 * @return the copy, with the status and the reason of the outcome
	 */
	public UpgradeRefusal because(Outcome outcome) {
		if (outcome.status() == status() && outcome.reason() == null) {
			return this;
		}
		return with((draft) -> {
			draft.status = outcome.status();
			draft.detail = (outcome.reason() != null) ? outcome.reason() : draft.detail;
		});
	}

	/**
	 * Return a copy with another explanation.
	 * @param detail what is required and why, for a person to read. Not escaped: the
	 * body's format is taken care of
	 * @return the copy
	 */
	public UpgradeRefusal withDetail(String detail) {
		Assert.hasText(detail, "'detail' must not be empty");
		return with((draft) -> draft.detail = detail);
	}

	/**
	 * Return a copy with a link to follow, such as a page that explains the change or a
	 * store.
	 * @param link the target; shown in every kind of body
	 * @return the copy
	 * @throws IllegalArgumentException if the link is a script or data
	 */
	public UpgradeRefusal withLink(URI link) {
		Assert.isTrue(!SCRIPT_SCHEMES.contains(String.valueOf(link.getScheme()).toLowerCase(Locale.ROOT)),
				() -> "A link must lead to a page: " + link);
		return with((draft) -> draft.link = link);
	}

	/**
	 * Return a copy with an extension member for the problem JSON (RFC 9457, section
	 * 3.2).
	 * @param name the member's name
	 * @param value a string, number, boolean, or a list or map of these
	 * @return the copy
	 * @throws IllegalArgumentException if the name is one of the members that every
	 * refusal has, or the value of another type, {@code NaN} or infinite
	 */
	public UpgradeRefusal withMember(String name, Object value) {
		return with((draft) -> draft.members = draft.members.with(name, value));
	}

	/**
	 * Return a copy that names the rule that refuses.
	 * @param rule the name of the rule
	 * @return the copy
	 */
	public UpgradeRefusal withRule(String rule) {
		return with((draft) -> draft.rule = rule);
	}

	/**
	 * Return a copy for a server that has https on another port than 443.
	 * @param port the port, 1 to 65535, for the https URL in the body
	 * @return the copy
	 */
	public UpgradeRefusal withHttpsPort(int port) {
		return (port == httpsPort()) ? this : with((draft) -> draft.httpsPort = port);
	}

	@Override
	public UpgradeRefusal withHeaders(Map<String, List<String>> headers) {
		return headers.isEmpty() ? this : with((draft) -> draft.headers = draft.headers.and(headers));
	}

	@Override
	public UpgradeRefusal withHeader(String name, String value) {
		return withHeaders(Map.of(name, List.of(value)));
	}

	/**
	 * Return the status to answer with.
	 * @return the status
	 */
	public Status status() {
		return this.draft.status;
	}

	/**
	 * Return the protocols that are asked for.
	 * @return at least one, in order of preference
	 */
	public List<UpgradeProtocol> protocols() {
		return this.draft.protocols;
	}

	/**
	 * Return the value for the {@code Upgrade} field.
	 * @return the protocols, separated by commas
	 */
	public String upgradeField() {
		return this.draft.upgradeField;
	}

	/**
	 * Return the explanation for a person.
	 * @return the text, not escaped
	 */
	public String detail() {
		return this.draft.detail;
	}

	/**
	 * Return the link to follow.
	 * @return the link, or {@code null} if there is none
	 */
	public @Nullable URI link() {
		return this.draft.link;
	}

	/**
	 * Return the extension members for the problem JSON.
	 * @return the members in the order in which they were added; may be empty
	 */
	public Map<String, Object> members() {
		return this.draft.members.values();
	}

	/**
	 * Return the name of the rule that refuses.
	 * @return the name, or {@code null} if a policy refuses without a rule
	 */
	public @Nullable String rule() {
		return this.draft.rule;
	}

	/**
	 * Return the port that has https.
	 * @return 443, if not said otherwise
	 */
	public int httpsPort() {
		return this.draft.httpsPort;
	}

	@Override
	public Map<String, List<String>> headers() {
		return this.draft.headers.lines();
	}

	@Override
	public String toString() {
		return this.draft.status.code() + " " + this.draft.protocols
				+ ((this.draft.rule != null) ? " by rule " + this.draft.rule : "");
	}

	/**
	 * The status of a refusal.
	 */
	public enum Status {

		/**
		 * 426 (RFC 9110, section 15.5.22).
		 */
		UPGRADE_REQUIRED(426, "Upgrade Required"),

		/**
		 * 400 (RFC 9110, section 15.5.1), for a malformed handshake (RFC 6455, section
		 * 4.2.1).
		 */
		BAD_REQUEST(400, "Bad Request"),

		/**
		 * 501 (RFC 9110, section 15.6.2), for an extended CONNECT with a
		 * {@code :protocol} other than the one required (RFC 9220, section 3).
		 */
		NOT_IMPLEMENTED(501, "Not Implemented");

		private final int code;

		private final String reason;

		Status(int code, String reason) {
			this.code = code;
			this.reason = reason;
		}

		/**
		 * Return the status code.
		 * @return the code
		 */
		public int code() {
			return this.code;
		}

		/**
		 * Return the reason phrase.
		 * @return the phrase of RFC 9110
		 */
		public String reason() {
			return this.reason;
		}

	}

	/**
	 * The parts of a refusal, which change only before it is made.
	 */
	private static final class Draft {

		private Status status = Status.UPGRADE_REQUIRED;

		private final List<UpgradeProtocol> protocols;

		private final String upgradeField;

		private String detail;

		private @Nullable URI link;

		private ProblemMembers members = ProblemMembers.NONE;

		private @Nullable String rule;

		private int httpsPort = HTTPS_PORT;

		private HeaderFields headers = HeaderFields.NONE;

		Draft(List<UpgradeProtocol> protocols, String detail) {
			this.protocols = protocols;
			this.upgradeField = StringUtils.collectionToDelimitedString(protocols, ", ");
			this.detail = detail;
		}

		Draft(Draft draft) {
			this.status = draft.status;
			this.protocols = draft.protocols;
			this.upgradeField = draft.upgradeField;
			this.detail = draft.detail;
			this.link = draft.link;
			this.members = draft.members;
			this.rule = draft.rule;
			this.httpsPort = draft.httpsPort;
			this.headers = draft.headers;
		}

	}

}
