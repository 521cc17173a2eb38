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

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeDecision;
import io.github.upgraderequired.UpgradeDecision.Proceed;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRules;
import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.http.RawUpgrade;
import io.github.upgraderequired.response.RefusalResponse;
import io.github.upgraderequired.response.RefusalResponses;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Asks the {@link ReactiveUpgradePolicy} about every request and writes its refusal, or
 * passes the request on.
 */
public final class UpgradeRequiredWebFilter implements WebFilter, Ordered {

	private final ReactiveUpgradePolicy policy;

	private final String policyName;

	private final ReactiveEndpoints endpoints;

	private final RefusalResponses responses;

	private final ReactiveCors cors;

	private final ForwardedFields forwarded;

	private final ApplicationContext applicationContext;

	private final int order;

	/**
	 * Create a filter.
	 * @param policy the policy to ask
	 * @param policyName the name of its bean, for messages
	 * @param endpoints the WebSocket endpoints of the application
	 * @param responses what refusals look like
	 * @param cors the cross-origin requests that the application allows
	 * @param forwarded the fields in which a proxy tells how its client came
	 * @param applicationContext the application that is filtered. Filters run in its
	 * management context too, where nothing is refused
	 * @param order the order among the filters
	 */
	public UpgradeRequiredWebFilter(ReactiveUpgradePolicy policy, String policyName, ReactiveEndpoints endpoints,
			RefusalResponses responses, ReactiveCors cors, ForwardedFields forwarded,
			ApplicationContext applicationContext, int order) {
		this.policy = policy;
		this.policyName = policyName;
		this.endpoints = endpoints;
		this.responses = responses;
		this.cors = cors;
		this.forwarded = forwarded;
		this.applicationContext = applicationContext;
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ApplicationContext context = exchange.getApplicationContext();
		if (context != null && context != this.applicationContext) {
			return chain.filter(exchange);
		}
		ServerAdapter server = ServerAdapters.of(exchange.getRequest());
		ReactiveUpgradeContext request = new ReactiveUpgradeContext(exchange.getRequest(), server, this.forwarded);
		return this.endpoints.contain(exchange, request)
			.map((contained) -> contained ? request.withWebSocketEndpoint() : request)
			.flatMap((located) -> filter(located, server, exchange, chain));
	}

	private Mono<Void> filter(UpgradeContext request, ServerAdapter server, ServerWebExchange exchange,
			WebFilterChain chain) {
		return decide(request).flatMap((decision) -> apply(decision, request, server, exchange, chain));
	}

	private Mono<UpgradeDecision> decide(UpgradeContext request) {
		return Mono.defer(() -> {
			Mono<UpgradeDecision> decision = this.policy.decide(request);
			return (decision != null) ? decision : Mono.empty();
		}).switchIfEmpty(Mono.error(this::noDecision));
	}

	private IllegalStateException noDecision() {
		return new IllegalStateException("The ReactiveUpgradePolicy bean '" + this.policyName
				+ "' returned null or an empty Mono; it must return UpgradeDecision.proceed() to let a request pass");
	}

	private Mono<Void> apply(UpgradeDecision decision, UpgradeContext request, ServerAdapter server,
			ServerWebExchange exchange, WebFilterChain chain) {
		HttpHeaders headers = exchange.getResponse().getHeaders();
		decision.headers().forEach((name, lines) -> {
			headers.set(name, lines.get(0));
			lines.subList(1, lines.size()).forEach((line) -> headers.add(name, line));
		});
		if (decision instanceof UpgradeRefusal refusal) {
			return refuse(request, refusal, server, exchange);
		}
		if (decision instanceof UpgradeRedirect redirect) {
			return write(redirect.rule(), this.responses.create(request, redirect), server, exchange);
		}
		Proceed proceed = (Proceed) decision;
		UpgradeProtocol protocol = proceed.protocol();
		if (protocol == null) {
			return chain.filter(exchange);
		}
		// RFC 9113, 8.6: from HTTP/2 on there is no Upgrade to present
		ServerWebExchange presented = request.isHttp2OrLater() ? exchange : server.present(exchange, protocol);
		if (presented == null) {
			return refuse(request, proceed.refuse(RawUpgrade.DETAIL), server, exchange);
		}
		presented.getAttributes().put(UpgradeContext.PROTOCOL_ATTRIBUTE, protocol);
		return chain.filter(presented);
	}

	private Mono<Void> refuse(UpgradeContext request, UpgradeRefusal refusal, ServerAdapter server,
			ServerWebExchange exchange) {
		return this.cors.apply(exchange)
			.then(Mono.defer(() -> write(refusal.rule(), this.responses.create(request, refusal), server, exchange)));
	}

	private static Mono<Void> write(@Nullable String rule, RefusalResponse answer, ServerAdapter server,
			ServerWebExchange exchange) {
		if (rule != null) {
			exchange.getAttributes().put(UpgradeRules.RULE_ATTRIBUTE, rule);
		}
		ServerHttpResponse response = exchange.getResponse();
		response.setRawStatusCode(answer.status());
		answer.headers().forEach(response.getHeaders()::set);
		response.getHeaders().setContentLength(answer.body().length);
		if (answer.headers().containsKey("Connection")) {
			server.keepUpgradeOption(response);
		}
		if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
			return response.setComplete();
		}
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
	}

}
