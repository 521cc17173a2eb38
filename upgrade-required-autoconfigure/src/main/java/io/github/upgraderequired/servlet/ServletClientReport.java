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

import java.util.Optional;

import io.github.upgraderequired.response.ClientReport;
import io.github.upgraderequired.rule.ConfiguredRules;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Tells clients that ask how they stand with the rules.
 */
public final class ServletClientReport {

	private ServletClientReport() {
	}

	/**
	 * Create a route.
	 * @param path the pattern of its path; none, for a route that leads nowhere, where it
	 * has been taken away since the application was processed ahead of time
	 * @param enforcer knows what a request tells
	 * @param rules the rules
	 * @return the route, for GET and HEAD
	 */
	public static RouterFunction<ServerResponse> route(@Nullable String path, ServletEnforcer enforcer,
			ConfiguredRules rules) {
		if (!StringUtils.hasLength(path)) {
			return (request) -> Optional.empty();
		}
		return RouterFunctions.route(
				RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path)),
				(request) -> answer(request, enforcer, rules));
	}

	private static ServerResponse answer(ServerRequest request, ServletEnforcer enforcer, ConfiguredRules rules) {
		byte[] report = ClientReport.of(rules.describeClient(enforcer.describe(request.servletRequest())));
		return ServerResponse.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.build((servletRequest, servletResponse) -> {
				servletResponse.getOutputStream().write(report);
				return null;
			});
	}

}
