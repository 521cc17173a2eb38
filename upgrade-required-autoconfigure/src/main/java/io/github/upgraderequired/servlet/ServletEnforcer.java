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
import java.util.Set;
import java.util.TreeSet;

import io.github.upgraderequired.HeaderFields;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradePolicy;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.container.ServletServers;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.response.RefusalResponse;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.WebUtils;

/**
 * Asks the {@link UpgradePolicy} about a request and does what it decides, wherever in
 * the servlet stack that is.
 */
public final class ServletEnforcer {

	/** Of {@code HandlerMapping}, which may not be there. */
	static final String HANDLER = "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

	static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private static final Log logger = LogFactory.getLog(ServletEnforcer.class);

	private final UpgradePolicy policy;

	private final ConfiguredRules rules;

	private final RefusalResponses responses;

	private final ServletCors cors;

	private final ServletServers servers;

	private final ForwardedFields forwarded;

	private final WebApplicationContext applicationContext;

	/**
	 * Create an enforcer.
	 * @param policy the policy to ask
	 * @param rules the rules, which say what becomes of handshakes
	 * @param responses what refusals look like
	 * @param cors the cross-origin requests that the application allows
	 * @param servers the containers that may know more of a request
	 * @param forwarded the fields in which a proxy tells how its client came
	 * @param applicationContext the application. Its handler adapters are asked in its
	 * management context too, where nothing is judged
	 */
	public ServletEnforcer(UpgradePolicy policy, ConfiguredRules rules, RefusalResponses responses, ServletCors cors,
			ServletServers servers, ForwardedFields forwarded, WebApplicationContext applicationContext) {
		this.policy = policy;
		this.rules = rules;
		this.responses = responses;
		this.cors = cors;
		this.servers = servers;
		this.forwarded = forwarded;
		this.applicationContext = applicationContext;
	}

	/**
	 * Return whether a request is one of the application itself, as it comes in.
	 * @param request the request
	 * @return {@code false} in another servlet context and in a further dispatch
	 */
	public boolean isInCharge(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.REQUEST
				&& request.getServletContext() == this.applicationContext.getServletContext();
	}

	/**
	 * Judge a request at the door. A correct handshake goes on in normal form, whatever
	 * its path.
	 * @param request the request
	 * @param response the response
	 * @return the request to pass on, or {@code null} if it has been answered
	 * @throws IOException if the answer cannot be written
	 */
	@Nullable HttpServletRequest enforce(HttpServletRequest request, HttpServletResponse response) throws IOException {
		UpgradeContext context = describe(request);
		HttpServletRequest passed = apply(this.policy.decide(context), context, request, response);
		boolean normalize = passed == request && this.rules.normalizesHandshake(context)
				&& this.servers.switchesToShown(request, UpgradeProtocol.WEBSOCKET.toString(), false);
		return normalize ? new PresentedRequest(request, response, UpgradeProtocol.WEBSOCKET, this.servers) : passed;
	}

	/**
	 * Judge a request that has come to a WebSocket endpoint. The policy is asked only
	 * where the rule for endpoints would refuse.
	 * @param context the view of the request, at an endpoint
	 * @param request the request
	 * @param response the response
	 * @return the request to pass on, or {@code null} if it has been answered
	 * @throws IOException if the answer cannot be written
	 */
	public @Nullable HttpServletRequest enforceAtEndpoint(UpgradeContext context, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		UpgradeDecision decision = this.rules.decideIfMet(context);
		HttpServletRequest passed = apply((decision != null) ? decision : this.policy.decide(context), context, request,
				response);
		if (passed == null) {
			// Else the servlet, which has not handled an OPTIONS itself, adds Allow
			response.flushBuffer();
		}
		return passed;
	}

	/**
	 * Refuse a request that the application has refused by an exception.
	 * @param refusal the refusal
	 * @param request the request
	 * @param response the response
	 * @return {@code false} if another response is on its way
	 */
	boolean refuse(UpgradeRefusal refusal, HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) {
			return false;
		}
		try {
			resetBody(response);
			apply(refusal, describe(request), request, response);
		}
		catch (IOException ex) {
			// The client has gone away, so that nobody is left to be answered
			logger.debug("Refusal could not be written", ex);
		}
		return true;
	}

	// With the fields that describe it, and also where somebody has asked for the writer
	private static void resetBody(HttpServletResponse response) {
		HttpHeaders headers = new HttpHeaders();
		// Tomcat names a field once for each of its lines
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		names.addAll(response.getHeaderNames());
		names.forEach((name) -> headers.addAll(name, List.copyOf(response.getHeaders(name))));
		headers.clearContentHeaders();
		headers.setETag(null);
		response.reset();
		// Jetty has put some back
		headers.forEach((name, lines) -> setHeader(response, name, lines));
	}

	/**
	 * Warn of a 426 that the application has made by itself, without {@code Upgrade}.
	 * @param request the request, when it has been handled. One that is handled
	 * asynchronously has not been
	 * @param response the response
	 */
	void warnIfBare(HttpServletRequest request, HttpServletResponse response) {
		if (response.getStatus() == HttpStatus.UPGRADE_REQUIRED.value() && !response.containsHeader(HttpHeaders.UPGRADE)
				&& !request.isAsyncStarted() && request.getAttribute(UpgradeRules.RULE_ATTRIBUTE) == null) {
			this.responses.warnOfBare(describe(request), request.getAttribute(HANDLER), request.getAttribute(PATTERN));
		}
	}

	/**
	 * Return a view of a request that has come to a WebSocket endpoint.
	 * @param request the request
	 * @return the view
	 */
	public UpgradeContext describeAtEndpoint(HttpServletRequest request) {
		return describe(request, true);
	}

	UpgradeContext describe(HttpServletRequest request) {
		return describe(request, false);
	}

	private UpgradeContext describe(HttpServletRequest request, boolean webSocketEndpoint) {
		return new ServletUpgradeContext(request, this.servers, this.forwarded, webSocketEndpoint);
	}

	private @Nullable HttpServletRequest apply(UpgradeDecision decision, UpgradeContext context,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!decision.headers().isEmpty()) {
			decision.headers().forEach((name, lines) -> addHeader(response, name, lines));
		}
		if (decision instanceof UpgradeRefusal refusal) {
			refuse(refusal, context, request, response);
			return null;
		}
		if (decision instanceof UpgradeRedirect redirect) {
			write(redirect.rule(), this.responses.create(context, redirect), request, response);
			return null;
		}
		Proceed proceed = (Proceed) decision;
		UpgradeProtocol protocol = proceed.protocol();
		if (protocol == null) {
			return request;
		}
		request.setAttribute(UpgradeContext.PROTOCOL_ATTRIBUTE, protocol);
		// RFC 9113, 8.6: from HTTP/2 on there is no Upgrade to present. What the door has
		// presented is in order
		if (context.isHttp2OrLater() || WebUtils.getNativeRequest(request, PresentedRequest.class) != null) {
			return request;
		}
		if (!this.servers.switchesToShown(request, protocol.toString(), false)) {
			refuse(proceed.refuseForServer(), context, request, response);
			return null;
		}
		return new PresentedRequest(request, response, protocol, this.servers);
	}

	private static void addHeader(HttpServletResponse response, String name, List<String> lines) {
		setHeader(response, name, HeaderFields.merge(name, response.getHeaders(name), lines));
	}

	private static void setHeader(HttpServletResponse response, String name, List<String> lines) {
		response.setHeader(name, lines.get(0));
		lines.subList(1, lines.size()).forEach((line) -> response.addHeader(name, line));
	}

	private void refuse(UpgradeRefusal refusal, UpgradeContext context, HttpServletRequest request,
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
