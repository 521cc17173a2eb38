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

import io.github.upgraderequired.Condition.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The parts of a refusal, which change only before it is made.
 */
final class RefusalDraft {

	private static final int HTTPS_PORT = 443;

	final Kind kind;

	int status = Outcome.UPGRADE_REQUIRED;

	boolean diagnosis;

	List<UpgradeProtocol> protocols;

	String upgradeField;

	String detail;

	@Nullable URI link;

	ProblemMembers members = ProblemMembers.NONE;

	@Nullable String rule;

	int httpsPort = HTTPS_PORT;

	RefusalDraft(Kind kind, List<UpgradeProtocol> protocols, String detail) {
		this.kind = kind;
		this.protocols = protocols;
		this.upgradeField = StringUtils.collectionToDelimitedString(protocols, ", ");
		this.detail = detail;
	}

	RefusalDraft(RefusalDraft draft) {
		this.kind = draft.kind;
		this.status = draft.status;
		this.diagnosis = draft.diagnosis;
		this.protocols = draft.protocols;
		this.upgradeField = draft.upgradeField;
		this.detail = draft.detail;
		this.link = draft.link;
		this.members = draft.members;
		this.rule = draft.rule;
		this.httpsPort = draft.httpsPort;
	}

	void because(Outcome outcome) {
		if (outcome.status() != Outcome.UPGRADE_REQUIRED) {
			this.status = outcome.status();
			this.diagnosis = true;
		}
		if (outcome.reason() != null) {
			this.detail = outcome.reason();
		}
		Particulars particulars = outcome.particulars();
		if (!particulars.protocols().isEmpty()) {
			this.protocols = particulars.protocols();
			this.upgradeField = StringUtils.collectionToDelimitedString(this.protocols, ", ");
		}
		this.members = this.members.with(particulars.members());
	}

}
