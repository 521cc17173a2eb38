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

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;

/**
 * The request of Spring's {@code ForwardedHeaderFilter}, where that applies the fields
 * and does not only remove them.
 */
final class ForwardedRequest {

	private static final String NAME = "org.springframework.web.filter.ForwardedHeaderFilter$ForwardedHeaderExtractingRequest";

	private ForwardedRequest() {
	}

	static boolean isUnder(ServletRequest request) {
		ServletRequest wrapped = request;
		while (wrapped instanceof ServletRequestWrapper wrapper) {
			if (NAME.equals(wrapper.getClass().getName())) {
				return true;
			}
			wrapped = wrapper.getRequest();
		}
		return false;
	}

}
