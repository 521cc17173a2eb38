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

package io.github.upgraderequired.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;

/**
 * What a rule that requires TLS says besides.
 */
final class TlsProperties {

	private TlsProperties() {
	}

	/**
	 * The URL for https: of the redirect of a rule whose action is that, and of the link
	 * in a refusal.
	 */
	static final class Redirect {

		/**
		 * Status code of the redirect: 301, 302, 307 or 308. 307 and 308 keep method and
		 * body.
		 */
		private int status = 308;

		/**
		 * Port on which clients find https, for the redirect and for the link in a
		 * refusal. 443 is left out of the URL.
		 */
		private int port = 443;

		public int getStatus() {
			return this.status;
		}

		public void setStatus(int status) {
			this.status = status;
		}

		public int getPort() {
			return this.port;
		}

		public void setPort(int port) {
			this.port = port;
		}

	}

	/**
	 * Strict-Transport-Security on secure responses, for rules that require TLS.
	 */
	static final class Hsts {

		/**
		 * How long browsers keep to https, in seconds if no unit is given. No header is
		 * sent if unset; '0s' takes an earlier one back.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private @Nullable Duration maxAge;

		/**
		 * Whether it holds for the subdomains too.
		 */
		private boolean includeSubdomains;

		/**
		 * Whether the host may be built into browsers.
		 */
		private boolean preload;

		public @Nullable Duration getMaxAge() {
			return this.maxAge;
		}

		public void setMaxAge(@Nullable Duration maxAge) {
			this.maxAge = maxAge;
		}

		public boolean isIncludeSubdomains() {
			return this.includeSubdomains;
		}

		public void setIncludeSubdomains(boolean includeSubdomains) {
			this.includeSubdomains = includeSubdomains;
		}

		public boolean isPreload() {
			return this.preload;
		}

		public void setPreload(boolean preload) {
			this.preload = preload;
		}

	}

}
