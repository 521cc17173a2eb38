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
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeProtocol.Kind;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;

import org.springframework.http.HttpStatus;

/**
 * What every kind of body tells about a request that does not go on.
 *
 * @param type the problem type (RFC 9457, section 3.1.1)
 * @param status the status code of the response
 * @param title its reason phrase
 * @param refusal what is required, and why
 * @param occurrence what the request and the rule add
 */
record Problem(URI type, int status, String title, UpgradeRefusal refusal, Occurrence occurrence) {

	private static final URI STATUS_SAYS_IT = URI.create("about:blank");

	private static final UpgradeRefusal TLS = UpgradeDecision.refuse(UpgradeProtocol.TLS);

	static Problem of(URI type, UpgradeRefusal refusal, UpgradeContext context) {
		boolean lacksTls = mayLackTls(refusal) && !context.isSecure();
		return new Problem(type, refusal.status().code(), refusal.status().reason(), refusal,
				Occurrence.of(refusal, context, lacksTls ? context.httpsUrl(refusal.httpsPort()) : null));
	}

	private static boolean mayLackTls(UpgradeRefusal refusal) {
		for (UpgradeProtocol protocol : refusal.protocols()) {
			if (protocol.kind() == Kind.TLS || protocol.name().equals("h2")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The short note for clients that do not follow (RFC 9110, section 15.4).
	 */
	static Problem of(UpgradeRedirect redirect, UpgradeContext context) {
		UpgradeRefusal refusal = (redirect.rule() != null) ? TLS.withRule(redirect.rule()) : TLS;
		return new Problem(STATUS_SAYS_IT, redirect.status(), HttpStatus.valueOf(redirect.status()).getReasonPhrase(),
				refusal, Occurrence.of(refusal, context, redirect.location()));
	}

	List<String> protocols() {
		return this.refusal.protocols().stream().map(UpgradeProtocol::toString).toList();
	}

	/**
	 * Return the same for every request, with blanks.
	 */
	Problem blank() {
		return new Problem(this.type, this.status, this.title, this.refusal, Template.blank(this.occurrence));
	}

}
