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

package io.github.upgraderequired.rule;

import java.time.Duration;
import java.util.Map;

/**
 * Tells browsers to come over https only (RFC 6797, section 6.1).
 *
 * @param headers the header field, rendered
 */
public record StrictTransportSecurity(Map<String, String> headers) {

	/**
	 * Create what browsers are told.
	 * @param maxAge how long they keep to it, in whole seconds; zero takes it back
	 * @param includeSubdomains whether it holds for the subdomains too
	 * @param preload whether the host may be built into browsers
	 * @return what browsers are told
	 */
	public static StrictTransportSecurity of(Duration maxAge, boolean includeSubdomains, boolean preload) {
		return new StrictTransportSecurity(Map.of("Strict-Transport-Security", "max-age=" + maxAge.toSeconds()
				+ (includeSubdomains ? "; includeSubDomains" : "") + (preload ? "; preload" : "")));
	}

}
