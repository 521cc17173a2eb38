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

import java.io.IOException;
import java.util.List;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.RawUpgrade;
import io.github.upgraderequired.response.RefusalResponse;
import io.github.upgraderequired.response.RefusalResponses;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asks the {@link UpgradePolicy} about every request and writes its refusal, or passes
 * the request on.
 */
public final class UpgradeRequiredFilter implements Filter {

	private final UpgradePolicy policy;

	private final ServletEndpoints endpoints;

	private final RefusalResponses responses;

	private final ServletCors cors;

	private final ForwardedFields forwarded;

	private ServletServer server = new ServletServer(false);

	/**
	 * Create a filter.
	 * @param policy the policy to ask
	 * @param endpoints the WebSocket endpoints of the application
	 * @param responses what refusals look like
	 * @param cors the cross-origin requests that the application allows
	 * @param forwarded the fields in which a proxy tells how its client came
	 */
	public UpgradeRequiredFilter(UpgradePolicy policy, ServletEndpoints endpoints, RefusalResponses responses,
			ServletCors cors, ForwardedFields forwarded) {
		this.policy = policy;
		this.endpoints = endpoints;
		this.responses = responses;
		this.cors = cors;
		this.forwarded = forwarded;
	}

	@Override
	public void init(FilterConfig config) {
		this.server = ServletServer.of(config.getServletContext());
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& request.getDispatcherType() == DispatcherType.REQUEST) {
			doFilter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		UpgradeContext context = new ServletUpgradeContext(request, this.endpoints, this.forwarded);
		UpgradeDecision decision = this.policy.decide(context);
		decision.headers().forEach((name, lines) -> setHeader(response, name, lines));
		if (decision instanceof UpgradeRefusal refusal) {
			refuse(context, refusal, request, response);
			return;
		}
		if (decision instanceof UpgradeRedirect redirect) {
			write(redirect.rule(), this.responses.create(context, redirect), request, response);
			return;
		}
		Proceed proceed = (Proceed) decision;
		UpgradeProtocol protocol = proceed.protocol();
		// RFC 9113, 8.6: from HTTP/2 on there is no Upgrade to present
		boolean presented = protocol != null && !context.isHttp2OrLater();
		if (presented && !this.server.canPresent(request, protocol)) {
			refuse(context, proceed.refuse(RawUpgrade.DETAIL), request, response);
			return;
		}
		if (protocol != null) {
			request.setAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE, protocol);
		}
		chain.doFilter(presented ? new PresentedRequest(request, response, protocol) : request, response);
	}

	private static void setHeader(HttpServletResponse response, String name, List<String> lines) {
		response.setHeader(name, lines.get(0));
		lines.subList(1, lines.size()).forEach((line) -> response.addHeader(name, line));
	}

	private void refuse(UpgradeContext context, UpgradeRefusal refusal, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		this.cors.apply(request, response);
		write(refusal.rule(), this.responses.create(context, refusal), request, response);
	}

	private static void write(@Nullable String rule, RefusalResponse answer, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (rule != null) {
			request.setAttribute(UpgradeRules.RULE_ATTRIBUTE, rule);
		}
		response.setStatus(answer.status());
		answer.headers().forEach(response::setHeader);
		response.setContentLength(answer.body().length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(answer.body());
		}
	}

}
