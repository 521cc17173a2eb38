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

import java.util.function.Supplier;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.http.HttpVersion;
import io.github.upgraderequired.http.RequestTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a body tells of the one request that it answers (RFC 9457, section 3: an
 * occurrence of the problem).
 *
 * @param instance the path of the request, as a URI reference
 * @param request the request in one line, for a person
 * @param https the https URL of the request, where TLS is what it lacks
 */
record Occurrence(String instance, Supplier<String> request, @Nullable String https) {

	static Occurrence of(UpgradeContext context, UpgradeRefusal refusal) {
		boolean lacksTls = mayLackTls(refusal) && !context.isSecure();
		return of(context, lacksTls ? context.httpsUrl(refusal.httpsPort()) : null);
	}

	static Occurrence of(UpgradeContext context, UpgradeRedirect redirect) {
		return of(context, redirect.location());
	}

	private static boolean mayLackTls(UpgradeRefusal refusal) {
		for (UpgradeProtocol protocol : refusal.protocols()) {
			if (protocol.kind() == Kind.TLS || protocol.name().equals("h2")) {
				return true;
			}
		}
		return false;
	}

	private static Occurrence of(UpgradeContext context, @Nullable String https) {
		String instance = instance(context.rawPath());
		return new Occurrence(instance, () -> line(context, instance), https);
	}

	// Two slashes at the start would name a host
	private static String instance(String path) {
		return RequestTarget
			.escapeExcluded(path.startsWith("//") ? "/" + StringUtils.trimLeadingCharacter(path, '/') : path);
	}

	private static String line(UpgradeContext context, String instance) {
		HttpVersion version = context.clientHttpVersion();
		return context.method() + " " + instance + ((version != null) ? " " + version : "");
	}

}
