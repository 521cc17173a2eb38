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

import java.net.URI;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeProtocol.Kind;
import io.github.upgraderequired.UpgradeRefusal;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What every kind of body tells about a refused request.
 *
 * @param type the problem type (RFC 9457, section 3.1.1)
 * @param refusal the decision
 * @param context the refused request
 */
record Problem(URI type, UpgradeRefusal refusal, UpgradeContext context) {

	/**
	 * Return the path of the request as a URI reference. Two slashes at the start would
	 * name a host.
	 */
	String instance() {
		String path = this.context.rawPath();
		return path.startsWith("//") ? "/" + StringUtils.trimLeadingCharacter(path, '/') : path;
	}

	List<String> protocols() {
		return this.refusal.protocols().stream().map(UpgradeProtocol::toString).toList();
	}

	/**
	 * Return the https URL of the request, where TLS is what it lacks.
	 */
	@Nullable String https() {
		boolean lacksTls = !this.context.isSecure() && this.refusal.protocols()
			.stream()
			.anyMatch((protocol) -> protocol.kind() == Kind.TLS || protocol.name().equals("h2"));
		return lacksTls ? this.context.httpsUrl(this.refusal.httpsPort()) : null;
	}

}
