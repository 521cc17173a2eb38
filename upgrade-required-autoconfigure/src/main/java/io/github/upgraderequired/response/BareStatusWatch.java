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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * Warns, once a handler, of a 426 of the application's own that lacks {@code Upgrade}.
 */
final class BareStatusWatch {

	private static final Log logger = LogFactory.getLog(BareStatusWatch.class);

	private final Set<String> handlers = ConcurrentHashMap.newKeySet();

	void warn(@Nullable Object handler, @Nullable Object pattern) {
		String name = nameOf(handler, pattern);
		if (this.handlers.add(name)) {
			logger.warn("A 426 was sent without the field Upgrade, which RFC 9110, 15.5.22, demands, by " + name
					+ ". Throw an UpgradeRequiredException there that names what the client has to use, as in"
					+ " new UpgradeRequiredException(\"acme-ios/3.2\"). Or send another status, if no other protocol or"
					+ " client version would help. A gateway that has taken the field from the response of a service"
					+ " has to put it back.");
		}
	}

	// Others than controllers may be made anew for each request
	private static String nameOf(@Nullable Object handler, @Nullable Object pattern) {
		if (handler instanceof HandlerMethod method) {
			return method.toString();
		}
		return (pattern != null) ? "the handler of " + pattern : "a filter or a servlet";
	}

}
