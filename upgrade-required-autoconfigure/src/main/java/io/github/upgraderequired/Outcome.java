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

import org.jspecify.annotations.Nullable;

/**
 * What a condition made of a request. Not for applications.
 *
 * @param met whether the request meets the condition
 * @param accepted the protocols to switch to that the client offers and the condition
 * accepts, in the condition's order of preference; empty where it is met, or not met,
 * without
 * @param status the status of a refusal
 * @param reason why the request does not meet the condition, for a person; {@code null}
 * where nothing suggests that it was meant to
 * @param particulars what else there is to tell
 */
public record Outcome(boolean met, List<UpgradeProtocol> accepted, int status, @Nullable String reason,
		Particulars particulars) {

	/**
	 * RFC 9110, section 15.5.22.
	 */
	static final int UPGRADE_REQUIRED = 426;

	/**
	 * For a malformed handshake (RFC 6455, section 4.2.1).
	 */
	static final int BAD_REQUEST = 400;

	/**
	 * For an extended CONNECT with a {@code :protocol} other than the one required (RFC
	 * 9220, section 3).
	 */
	static final int NOT_IMPLEMENTED = 501;

	static final Outcome MET = met(List.of());

	static final Outcome UNMET = unmet(UPGRADE_REQUIRED, null);

	static Outcome met(List<UpgradeProtocol> accepted) {
		return new Outcome(true, List.copyOf(accepted), UPGRADE_REQUIRED, null, Particulars.NONE);
	}

	static Outcome unmet(@Nullable String reason) {
		return (reason != null) ? unmet(UPGRADE_REQUIRED, reason) : UNMET;
	}

	static Outcome malformed(String reason) {
		return unmet(BAD_REQUEST, reason);
	}

	static Outcome notImplemented(String reason) {
		return unmet(NOT_IMPLEMENTED, reason);
	}

	private static Outcome unmet(int status, @Nullable String reason) {
		return new Outcome(false, List.of(), status, reason, Particulars.NONE);
	}

	Outcome with(Particulars particulars) {
		return new Outcome(this.met, this.accepted, this.status, this.reason, particulars);
	}

}
