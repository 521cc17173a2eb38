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

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;

import org.springframework.http.HttpStatus;

/**
 * What every kind of body tells about a requirement, whatever the request.
 *
 * @param type the problem type (RFC 9457, section 3.1.1)
 * @param status the status code of the response
 * @param refusal what is required, and why
 */
record Problem(URI type, int status, UpgradeRefusal refusal) {

	private static final URI STATUS_SAYS_IT = URI.create("about:blank");

	static Problem of(URI type, UpgradeRefusal refusal) {
		return new Problem(type, refusal.status(), refusal);
	}

	/**
	 * The short note for clients that do not follow (RFC 9110, section 15.4).
	 */
	static Problem of(UpgradeRedirect redirect) {
		return new Problem(STATUS_SAYS_IT, redirect.status(), redirect.refusal());
	}

	// The reason phrase of the status, where it has one
	String title() {
		HttpStatus known = HttpStatus.resolve(this.status);
		return ((known != null) ? known : HttpStatus.UPGRADE_REQUIRED).getReasonPhrase();
	}

	boolean isRedirect() {
		return this.status != this.refusal.status();
	}

	List<String> protocols() {
		return this.refusal.protocols().stream().map(UpgradeProtocol::toString).toList();
	}

}
