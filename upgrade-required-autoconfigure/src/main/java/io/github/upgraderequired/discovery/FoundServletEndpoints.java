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

package io.github.upgraderequired.discovery;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.dispatch.DispatcherServlets;
import io.github.upgraderequired.dispatch.TrialRequest;
import io.github.upgraderequired.servlet.ServletEndpoints;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The endpoints that were found in a servlet application.
 *
 * @param mapped those among the dispatcher's handlers
 * @param container those that the container answers before any servlet
 * @param servlets the dispatcher servlets
 * @param dispatch what they would do with a request
 */
record FoundServletEndpoints(EndpointPatterns mapped, EndpointPatterns container, DispatcherServlets servlets,
		ServletDispatch dispatch) implements ServletEndpoints {

	// A pattern only says where to look: what answered so far goes on to answer
	@Override
	public boolean contain(HttpServletRequest request, UpgradeContext context) {
		boolean inContainer = isInContainer(context);
		if (!inContainer && !this.mapped.match(context)) {
			return false;
		}
		boolean attempt = EndpointPatterns.isAttempt(context);
		if (inContainer && attempt) {
			return true;
		}
		boolean anything = this.mapped.matchAnything(context) && this.container.matchAnything(context);
		if (this.servlets.leave(request) || (anything && !attempt)) {
			return false;
		}
		return switch (this.dispatch.destination(TrialRequest.of(request, attempt))) {
			case ENDPOINT -> true;
			case APPLICATION -> false;
			case NOWHERE -> this.container.matchAsWritten(context) || isEndpointForHandshakes(request);
		};
	}

	// Other spellings come to the same, but with a trailing slash it is another path
	private boolean isInContainer(UpgradeContext context) {
		return this.container.match(context)
				&& (!context.rawPath().endsWith("/") || this.container.matchAsWritten(context));
	}

	// Such as GraphQL's, whose path may belong to plain requests too
	private boolean isEndpointForHandshakes(HttpServletRequest request) {
		return this.dispatch.destination(TrialRequest.asHandshake(request)) == Destination.ENDPOINT;
	}

}
