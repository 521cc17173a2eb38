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

import io.github.upgraderequired.UpgradeRefusal.Status;
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
 */
public record Outcome(boolean met, List<UpgradeProtocol> accepted, Status status, @Nullable String reason) {

	static final Outcome MET = new Outcome(true, List.of(), Status.UPGRADE_REQUIRED, null);

	static final Outcome UNMET = new Outcome(false, List.of(), Status.UPGRADE_REQUIRED, null);

	static Outcome met(List<UpgradeProtocol> accepted) {
		return new Outcome(true, List.copyOf(accepted), Status.UPGRADE_REQUIRED, null);
	}

	static Outcome unmet(@Nullable String reason) {
		return (reason != null) ? new Outcome(false, List.of(), Status.UPGRADE_REQUIRED, reason) : UNMET;
	}

	static Outcome malformed(String reason) {
		return new Outcome(false, List.of(), Status.BAD_REQUEST, reason);
	}

	static Outcome notImplemented(String reason) {
		return new Outcome(false, List.of(), Status.NOT_IMPLEMENTED, reason);
	}

}
