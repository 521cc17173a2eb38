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

package io.github.upgraderequired.servlet;

import java.util.Collections;

import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.http.RawUpgrade;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What a servlet container can and cannot do when it switches protocols.
 *
 * @param readsRawUpgrade whether it ignores what a filter presents and wants the last
 * {@code Upgrade} line of the connection to be just the protocol, as Jetty 12.0 does
 */
record ServletServer(boolean readsRawUpgrade) {

	static ServletServer of(ServletContext context) {
		String info = context.getServerInfo();
		return new ServletServer(info != null && info.startsWith("jetty/12.0."));
	}

	boolean canPresent(HttpServletRequest request, UpgradeProtocol protocol) {
		return !this.readsRawUpgrade
				|| RawUpgrade.names(Collections.list(request.getHeaders("Upgrade")), protocol.toString());
	}

}
