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

package io.github.upgraderequired.reactive;

import java.util.List;
import java.util.function.Function;

import io.github.upgraderequired.HeaderFields;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.response.RefusalResponse;
import io.github.upgraderequired.response.RefusalResponses;
import io.github.upgraderequired.rule.ConfiguredRules;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Asks the {@link ReactiveUpgradePolicy} about a request and does what it decides,
 * wherever in the reactive stack that is.
 */
public final class ReactiveEnforcer {

	private final NamedReactivePolicy policy;

	private final ConfiguredRules rules;

	private final RefusalResponses responses;

	private final ReactiveCors cors;

	private final ReactiveServers servers;

	private final ForwardedFields forwarded;

	private final ApplicationContext applicationContext;

	/**
	 * Create an enforcer.
	 * @param policy the policy to ask
	 * @param rules the rules, which say what becomes of handshakes
	 * @param responses what refusals look like
	 * @param cors the cross-origin requests that the application allows
	 * @param servers the servers that may know more of a request
	 * @param forwarded the fields in which a proxy tells how its client came
	 * @param applicationContext the application. Filters and handler adapters run in its
	 * management context too, where nothing is judged
	 */
	public ReactiveEnforcer(NamedReactivePolicy policy, ConfiguredRules rules, RefusalResponses responses,
			ReactiveCors cors, ReactiveServers servers, ForwardedFields forwarded,
			ApplicationContext applicationContext) {
		this.policy = policy;
		this.rules = rules;
		this.responses = responses;
		this.cors = cors;
		this.servers = servers;
		this.forwarded = forwarded;
		this.applicationContext = applicationContext;
	}

	/**
	 * Return whether an exchange is one of the application itself.
	 * @param exchange the exchange
	 * @return {@code false} in its management context
	 */
	public boolean isInCharge(ServerWebExchange exchange) {
		ApplicationContext context = exchange.getApplicationContext();
		return context == null || context == this.applicationContext;
	}

	/**
	 * Refuse a request that the application has refused by an exception.
	 * @param refusal the refusal
	 * @param exchange the exchange
	 * @return completes when it has been answered
	 */
	Mono<Void> refuse(UpgradeRefusal refusal, ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getResponse().getHeaders();
		headers.clearContentHeaders();
		headers.setETag(null);
		return apply(refusal, describe(exchange), exchange, (passed) -> Mono.<Void>empty());
	}

	/**
	 * Warn of a 426 that the application has made by itself, without {@code Upgrade}.
	 * @param exchange the exchange, before the response is committed
	 */
	void warnIfBare(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		if (HttpStatus.UPGRADE_REQUIRED.equals(response.getStatusCode())
				&& response.getHeaders().getFirst(HttpHeaders.UPGRADE) == null
				&& exchange.getAttribute(UpgradeRules.RULE_ATTRIBUTE) == null) {
			this.responses.warnOfBare(describe(exchange),
					exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE),
					exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
		}
	}

	/**
	 * Return a view of a request that has come to a WebSocket endpoint.
	 * @param exchange the exchange
	 * @return the view
	 */
	public UpgradeContext describeAtEndpoint(ServerWebExchange exchange) {
		return describe(exchange, true);
	}

	UpgradeContext describe(ServerWebExchange exchange) {
		return describe(exchange, false);
	}

	private UpgradeContext describe(ServerWebExchange exchange, boolean webSocketEndpoint) {
		ReactiveServer server = this.servers.of(exchange.getRequest());
		return new ReactiveUpgradeContext(exchange.getRequest(), server, this.forwarded, webSocketEndpoint);
	}

	/**
	 * Judge a request at the door. A correct handshake goes on in normal form, whatever
	 * its path.
	 * @param exchange the exchange
	 * @param chain what the request is passed on to
	 * @return completes when the request has been handled
	 */
	Mono<Void> enforce(ServerWebExchange exchange, WebFilterChain chain) {
		UpgradeContext context = describe(exchange);
		UpgradeDecision decision = this.policy.decideNow(context);
		return (decision != null) ? enforce(decision, context, exchange, chain)
				: this.policy.decide(context).flatMap((later) -> enforce(later, context, exchange, chain));
	}

	private Mono<Void> enforce(UpgradeDecision decision, UpgradeContext context, ServerWebExchange exchange,
			WebFilterChain chain) {
		return apply(decision, context, exchange,
				(passed) -> chain.filter((passed == exchange) ? normalize(context, exchange) : passed));
	}

	private ServerWebExchange normalize(UpgradeContext context, ServerWebExchange exchange) {
		if (!this.rules.normalizesHandshake(context)) {
			return exchange;
		}
		ServerWebExchange shown = this.servers.of(exchange.getRequest()).present(exchange, UpgradeProtocol.WEBSOCKET);
		return (shown != null) ? shown : exchange;
	}

	/**
	 * Judge a request that has come to a WebSocket endpoint. The policy is asked only
	 * where the rule for endpoints would refuse.
	 * @param <T> what comes of the request
	 * @param context the view of the request, at an endpoint
	 * @param exchange the exchange
	 * @param next what the request is passed on to
	 * @return what comes of it; empty if it has been answered
	 */
	public <T> Mono<T> enforceAtEndpoint(UpgradeContext context, ServerWebExchange exchange,
			Function<ServerWebExchange, Mono<T>> next) {
		UpgradeDecision decision = this.rules.decideIfMet(context);
		return (decision != null) ? apply(decision, context, exchange, next)
				: this.policy.decide(context).flatMap((made) -> apply(made, context, exchange, next));
	}

	private <T> Mono<T> apply(UpgradeDecision decision, UpgradeContext context, ServerWebExchange exchange,
			Function<ServerWebExchange, Mono<T>> next) {
		if (!decision.headers().isEmpty()) {
			decision.headers().forEach((name, lines) -> addHeader(exchange.getResponse().getHeaders(), name, lines));
		}
		if (decision instanceof UpgradeRefusal refusal) {
			return refuse(refusal, context, exchange).then(Mono.empty());
		}
		if (decision instanceof UpgradeRedirect redirect) {
			return write(redirect.rule(), this.responses.create(context, redirect), exchange).then(Mono.empty());
		}
		Proceed proceed = (Proceed) decision;
		UpgradeProtocol protocol = proceed.protocol();
		if (protocol == null) {
			return next.apply(exchange);
		}
		// RFC 9113, 8.6: from HTTP/2 on there is no Upgrade to present
		ServerWebExchange presented = context.isHttp2OrLater() ? exchange
				: this.servers.of(exchange.getRequest()).present(exchange, protocol);
		if (presented == null) {
			return refuse(proceed.refuseForServer(), context, exchange).then(Mono.empty());
		}
		presented.getAttributes().put(UpgradeContext.PROTOCOL_ATTRIBUTE, protocol);
		return next.apply(presented);
	}

	private static void addHeader(HttpHeaders headers, String name, List<String> lines) {
		List<String> all = HeaderFields.merge(name, ReactiveUpgradeContext.lines(headers, name), lines);
		headers.set(name, all.get(0));
		all.subList(1, all.size()).forEach((line) -> headers.add(name, line));
	}

	private Mono<Void> refuse(UpgradeRefusal refusal, UpgradeContext context, ServerWebExchange exchange) {
		Mono<Void> refusing = Mono
			.defer(() -> write(refusal.rule(), this.responses.create(context, refusal), exchange));
		return this.cors.isAsked(exchange) ? this.cors.apply(exchange).then(refusing) : refusing;
	}

	private Mono<Void> write(@Nullable String rule, RefusalResponse answer, ServerWebExchange exchange) {
		if (rule != null) {
			exchange.getAttributes().put(UpgradeRules.RULE_ATTRIBUTE, rule);
		}
		ServerHttpResponse response = exchange.getResponse();
		response.setRawStatusCode(answer.status());
		answer.headers().forEach(response.getHeaders()::set);
		response.getHeaders().setContentLength(answer.body().length);
		if (answer.headers().containsKey("Connection")) {
			this.servers.of(exchange.getRequest()).keepUpgradeOption(response);
		}
		if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
			return response.setComplete();
		}
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
	}

}
