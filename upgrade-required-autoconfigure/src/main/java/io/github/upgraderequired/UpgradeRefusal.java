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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.upgraderequired.Condition.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The request is refused. Immutable: every {@code with} method returns a copy.
 *
 * @since 0.1.0
 */
public final class UpgradeRefusal implements UpgradeDecision {

	private static final Set<String> SCRIPT_SCHEMES = Set.of("javascript", "vbscript", "data");

	/** They demand fields of their own (RFC 9110, 15.5.2, 15.5.6 and 15.5.8). */
	private static final Set<Integer> DEMANDING = Set.of(401, 405, 407);

	private final RefusalDraft draft;

	private final HeaderFields headers;

	private final UpgradeRefusal bare;

	private UpgradeRefusal(RefusalDraft draft, HeaderFields headers) {
		this.draft = draft;
		this.headers = headers;
		this.bare = this;
	}

	private UpgradeRefusal(UpgradeRefusal bare, HeaderFields headers) {
		this.draft = bare.draft;
		this.headers = headers;
		this.bare = bare;
	}

	/**
	 * Create the refusal that a condition asks for.
	 * @param condition the condition
	 * @return the refusal, 426 (Upgrade Required)
	 */
	public static UpgradeRefusal of(Condition condition) {
		return new UpgradeRefusal(new RefusalDraft(condition.kind(), condition.protocols(), condition.detail()),
				HeaderFields.NONE);
	}

	static UpgradeRefusal naming(List<UpgradeProtocol> protocols) {
		UpgradeRequirement.requireAny(protocols);
		return new UpgradeRefusal(new RefusalDraft(protocols.get(0).kind(), List.copyOf(protocols),
				UpgradeRequirement.detailOf(protocols)), HeaderFields.NONE);
	}

	private UpgradeRefusal with(Consumer<RefusalDraft> change) {
		RefusalDraft draft = new RefusalDraft(this.draft);
		change.accept(draft);
		return new UpgradeRefusal(draft, this.headers);
	}

	/**
	 * Return a copy for a request that does not meet the condition.
	 * @param outcome what the condition made of it
	 * @return the copy, with what the outcome tells
	 */
	public UpgradeRefusal because(Outcome outcome) {
		return (outcome == Outcome.UNMET) ? this : with((draft) -> draft.because(outcome));
	}

	/**
	 * Return a copy with another status, for clients that expect it. Only a 426 carries
	 * {@code Upgrade}.
	 * @param status 400 to 499, but for those that demand header fields of their own:
	 * 401, 405 and 407
	 * @return the copy; what tells that an attempt is malformed stays as it is
	 * @throws IllegalArgumentException if the status is another one
	 */
	public UpgradeRefusal withStatus(int status) {
		Assert.isTrue(status >= 400 && status <= 499 && !DEMANDING.contains(status),
				() -> "A refusal has a status from 400 to 499, but not 401, 405 or 407, which demand header fields of"
						+ " their own: " + status);
		return isDiagnosis() ? this : with((draft) -> draft.status = status);
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
		return with((draft) -> draft.members = draft.members.with(Collections.singletonMap(name, value)));
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
		return headers.isEmpty() ? this : new UpgradeRefusal(this.bare, this.headers.and(headers));
	}

	@Override
	public UpgradeRefusal withHeader(String name, String value) {
		return withHeaders(Map.of(name, List.of(value)));
	}

	/**
	 * Return the refusal that this one is but for the header fields that have been added.
	 * All that differ in nothing else have the same one, and the same body. Not for
	 * applications.
	 * @return the refusal without those fields
	 */
	public UpgradeRefusal bare() {
		return this.bare;
	}

	/**
	 * Return the status to answer with.
	 * @return 426, if not said otherwise; 400 (RFC 9110, section 15.5.1) for a malformed
	 * handshake, and 501 (section 15.6.2) for an extended CONNECT with a
	 * {@code :protocol} other than the one required
	 */
	public int status() {
		return this.draft.status;
	}

	/**
	 * Return whether it tells what is wrong with an attempt at what is required, in place
	 * of what is required. Not for applications.
	 * @return whether it is 400 or 501 for that reason
	 */
	public boolean isDiagnosis() {
		return this.draft.diagnosis;
	}

	/**
	 * Return what kind of requirement it is about. Not for applications.
	 * @return the kind
	 */
	public Kind kind() {
		return this.draft.kind;
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
		return this.headers.lines();
	}

	@Override
	public String toString() {
		return this.draft.status + " " + this.draft.protocols
				+ ((this.draft.rule != null) ? " by rule " + this.draft.rule : "");
	}

}
