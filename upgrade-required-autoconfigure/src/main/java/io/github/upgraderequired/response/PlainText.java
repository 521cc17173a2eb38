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

package io.github.upgraderequired.response;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeRefusal;

import org.springframework.http.MediaType;

/**
 * Plain text, for a terminal.
 */
final class PlainText implements Representation {

	private static final List<MediaType> MEDIA_TYPES = List
		.of(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));

	@Override
	public List<MediaType> mediaTypes() {
		return MEDIA_TYPES;
	}

	@Override
	public String render(Problem problem, Occurrence occurrence) {
		UpgradeRefusal refusal = problem.refusal();
		StringBuilder text = new StringBuilder();
		text.append(problem.status()).append(' ').append(problem.title()).append("\n\n");
		text.append(refusal.detail()).append("\n\n");
		text.append("Required: ").append(refusal.upgradeField()).append('\n');
		if (refusal.kind() == Kind.CLIENT && refusal.members().get("update") instanceof String update) {
			text.append("Update: ").append(update).append('\n');
		}
		if (occurrence.https() != null) {
			text.append("Use: ").append(occurrence.https()).append('\n');
		}
		if (refusal.link() != null) {
			text.append("See: ").append(refusal.link()).append('\n');
		}
		return text.toString();
	}

	@Override
	public String escape(String value) {
		return value;
	}

}
