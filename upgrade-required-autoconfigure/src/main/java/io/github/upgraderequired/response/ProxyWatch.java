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

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.WebSocketAttempt;
import io.github.upgraderequired.http.HttpVersion;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns, once each, of what a refusal tells about a proxy in front of the application.
 */
final class ProxyWatch {

	private static final Log logger = LogFactory.getLog(ProxyWatch.class);

	private final AtomicBoolean hiddenVersion = new AtomicBoolean();

	private final AtomicBoolean oldHandshake = new AtomicBoolean();

	void refused(UpgradeContext context, UpgradeRefusal refusal, boolean upgradeField) {
		if (upgradeField && !this.hiddenVersion.get() && context.isClientHttpVersionHidden()
				&& this.hiddenVersion.compareAndSet(false, true)) {
			logger
				.warn("A refusal with the field Upgrade goes out through a proxy, and it is not known which version of"
						+ " HTTP the client speaks. From HTTP/2 on many clients take a response with that field for a"
						+ " protocol error, and some proxies, such as nginx, pass it on to them. Let the proxy tell the"
						+ " version in a header (upgrade.required.http-version.header), or leave the field out behind"
						+ " proxies (upgrade.required.response.upgrade-field=direct), or at the proxy (nginx:"
						+ " proxy_hide_header Upgrade).");
		}
		if (refusal.protocols().contains(UpgradeProtocol.WEBSOCKET)
				&& HttpVersion.HTTP_1_0.equals(context.httpVersion()) && new WebSocketAttempt(context).isMade()
				&& this.oldHandshake.compareAndSet(false, true)) {
			logger.warn("A WebSocket handshake in HTTP/1.0 was refused: RFC 9110, 7.8, forbids to switch there. nginx"
					+ " asks so by default. Add to its location: proxy_http_version 1.1;");
		}
	}

}
