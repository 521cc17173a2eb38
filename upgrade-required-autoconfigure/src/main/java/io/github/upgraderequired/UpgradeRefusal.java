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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The request is refused. Immutable: every {@code with} method returns a copy.
 */
public final class UpgradeRefusal implements UpgradeDecision {

	private static final Set<String> SCRIPT_SCHEMES = Set.of("javascript", "vbscript", "data");

	private static final int HTTPS_PORT = 443;

	private final Status status;

	private final List<UpgradeProtocol> protocols;

	private final String upgradeField;

	private final String detail;

	private final @Nullable URI link;

	private final ProblemMembers members;

	private final @Nullable String rule;

	private final int httpsPort;

	private final Map<String, String> headers;

	private UpgradeRefusal(Status status, List<UpgradeProtocol> protocols, String upgradeField, String detail,
			@Nullable URI link, ProblemMembers members, @Nullable String rule, int httpsPort,
			Map<String, String> headers) {
		this.status = status;
		this.protocols = protocols;
		this.upgradeField = upgradeField;
		this.detail = detail;
		this.link = link;
		this.members = members;
		this.rule = rule;
		this.httpsPort = httpsPort;
		this.headers = headers;
	}

	UpgradeRefusal(List<UpgradeProtocol> protocols, String detail) {
		this(Status.UPGRADE_REQUIRED, protocols, StringUtils.collectionToDelimitedString(protocols, ", "), detail, null,
				ProblemMembers.NONE, null, HTTPS_PORT, Map.of());
	}

	/**
	 * Return a copy for a request that attempts one of the protocols and does it wrong:
	 * 400 (Bad Request).
	 * @param detail what is wrong, for a person to read
	 * @return the copy
	 */
	UpgradeRefusal malformed(String detail) {
		return with(Status.BAD_REQUEST, detail);
	}

	/**
	 * Return a copy for a request that asks for a protocol in a way that names one alone,
	 * and names another one: 501 (Not Implemented).
	 * @param detail what is not implemented, for a person to read
	 * @return the copy
	 */
	UpgradeRefusal notImplemented(String detail) {
		return with(Status.NOT_IMPLEMENTED, detail);
	}

	private UpgradeRefusal with(Status status, String detail) {
		return new UpgradeRefusal(status, this.protocols, this.upgradeField, detail, this.link, this.members, this.rule,
				this.httpsPort, this.headers);
	}

	/**
	 * Return a copy with another explanation.
	 * @param detail what is required and why, for a person to read. Not escaped: the
	 * body's format is taken care of
	 * @return the copy
	 */
	public UpgradeRefusal withDetail(String detail) {
		Assert.hasText(detail, "'detail' must not be empty");
		return with(this.status, detail);
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
		return new UpgradeRefusal(this.status, this.protocols, this.upgradeField, this.detail, link, this.members,
				this.rule, this.httpsPort, this.headers);
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
		return new UpgradeRefusal(this.status, this.protocols, this.upgradeField, this.detail, this.link,
				this.members.with(name, value), this.rule, this.httpsPort, this.headers);
	}

	/**
	 * Return a copy that names the rule that refuses.
	 * @param rule the name of the rule
	 * @return the copy
	 */
	public UpgradeRefusal withRule(String rule) {
		return new UpgradeRefusal(this.status, this.protocols, this.upgradeField, this.detail, this.link, this.members,
				rule, this.httpsPort, this.headers);
	}

	/**
	 * Return a copy for a server that has https on another port than 443.
	 * @param port the port, 1 to 65535, for the https URL in the body
	 * @return the copy
	 */
	public UpgradeRefusal withHttpsPort(int port) {
		return new UpgradeRefusal(this.status, this.protocols, this.upgradeField, this.detail, this.link, this.members,
				this.rule, port, this.headers);
	}

	@Override
	public UpgradeRefusal withHeaders(Map<String, String> headers) {
		return new UpgradeRefusal(this.status, this.protocols, this.upgradeField, this.detail, this.link, this.members,
				this.rule, this.httpsPort, Map.copyOf(headers));
	}

	/**
	 * Return the status to answer with.
	 * @return the status
	 */
	public Status status() {
		return this.status;
	}

	/**
	 * Return the protocols that are asked for.
	 * @return at least one, in order of preference
	 */
	public List<UpgradeProtocol> protocols() {
		return this.protocols;
	}

	/**
	 * Return the value for the {@code Upgrade} field.
	 * @return the protocols, separated by commas
	 */
	public String upgradeField() {
		return this.upgradeField;
	}

	/**
	 * Return the explanation for a person.
	 * @return the text, not escaped
	 */
	public String detail() {
		return this.detail;
	}

	/**
	 * Return the link to follow.
	 * @return the link, or {@code null} if there is none
	 */
	public @Nullable URI link() {
		return this.link;
	}

	/**
	 * Return the extension members for the problem JSON.
	 * @return the members in the order in which they were added; may be empty
	 */
	public Map<String, Object> members() {
		return this.members.values();
	}

	/**
	 * Return the name of the rule that refuses.
	 * @return the name, or {@code null} if a policy refuses without a rule
	 */
	public @Nullable String rule() {
		return this.rule;
	}

	/**
	 * Return the port that has https.
	 * @return 443, if not said otherwise
	 */
	public int httpsPort() {
		return this.httpsPort;
	}

	@Override
	public Map<String, String> headers() {
		return this.headers;
	}

	@Override
	public String toString() {
		return this.status.code() + " " + this.protocols + ((this.rule != null) ? " by rule " + this.rule : "");
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

}
