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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * When a 426 carries {@code Upgrade} and its connection option.
 */
public enum UpgradeField {

	/**
	 * On every connection of HTTP/1.x (RFC 9110, section 15.5.22).
	 */
	ALWAYS,

	/**
	 * There, unless a proxy passed the request on without telling which version its
	 * client speaks. Proxies in wide use pass the field on to clients over HTTP/2.
	 */
	DIRECT;

	boolean isSent(UpgradeContext context) {
		// RFC 9113, 8.2.2 and RFC 9114, 4.2: malformed from HTTP/2 on
		boolean malformed = context.isHttp2OrLater() || isHttp2OrLater(context.clientHttpVersion());
		return !malformed && (this == ALWAYS || !context.isClientHttpVersionHidden());
	}

	private static boolean isHttp2OrLater(@Nullable HttpVersion version) {
		return version != null && version.isAtLeast(HttpVersion.HTTP_2);
	}

}
