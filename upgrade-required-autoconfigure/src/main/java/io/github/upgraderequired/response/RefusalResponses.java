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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.upgraderequired.Condition.Kind;
import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.UpgradeProtocol;
import io.github.upgraderequired.UpgradeRedirect;
import io.github.upgraderequired.UpgradeRefusal;
import io.github.upgraderequired.UpgradeRefusalRenderer;
import io.github.upgraderequired.UpgradeRefusalRenderer.Body;
import io.github.upgraderequired.http.WebSocketHandshake;
import io.github.upgraderequired.rule.Effect;
import io.github.upgraderequired.rule.Incident;
import io.github.upgraderequired.rule.IncidentListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Turns a refusal into a response, the same for every server.
 */
public final class RefusalResponses {

	private static final Log logger = LogFactory.getLog(RefusalResponses.class);

	private static final int UPGRADE_REQUIRED = HttpStatus.UPGRADE_REQUIRED.value();

	private static final List<Representation> FORMATS = List.of(new ProblemJson(), new HtmlPage(), new PlainText());

	private final Negotiation negotiation = new Negotiation(FORMATS);

	private final URI type;

	private final UpgradeField upgradeField;

	private final @Nullable UpgradeRefusalRenderer renderer;

	private final List<IncidentListener> incidents;

	private volatile Map<UpgradeRefusal, Templates> templates = Map.of();

	private final ProxyWatch proxies = new ProxyWatch();

	private final BareStatusWatch bareStatus = new BareStatusWatch();

	/**
	 * Create responses.
	 * @param type the problem type (RFC 9457, section 3.1.1)
	 * @param upgradeField when a 426 carries {@code Upgrade}
	 * @param renderer the application's own renderer of bodies, or {@code null}
	 * @param incidents are told of requests that are refused or redirected
	 */
	public RefusalResponses(URI type, UpgradeField upgradeField, @Nullable UpgradeRefusalRenderer renderer,
			List<IncidentListener> incidents) {
		this.type = type;
		this.upgradeField = upgradeField;
		this.renderer = renderer;
		this.incidents = List.copyOf(incidents);
	}

	/**
	 * Prepare the bodies of refusals. All others are rendered anew for each request.
	 * @param refusals those that do not differ from request to request
	 */
	public void prepare(Set<UpgradeRefusal> refusals) {
		this.templates = refusals.stream()
			.filter(Template::isPossible)
			.collect(Collectors.toUnmodifiableMap(Function.identity(), (refusal) -> new Templates()));
	}

	/**
	 * Create the response to a refused request.
	 * @param context the request
	 * @param refusal the decision
	 * @return the response, with a body also for HEAD
	 */
	public RefusalResponse create(UpgradeContext context, UpgradeRefusal refusal) {
		tell(Effect.REFUSED, refusal);
		Map<String, String> headers = new LinkedHashMap<>();
		addUpgrade(context, refusal, headers);
		Body body = renderByApplication(context, refusal);
		if (body == null) {
			body = render(Problem.of(this.type, refusal), Occurrence.of(context, refusal), context, headers);
		}
		return create(refusal.status(), headers, body);
	}

	/**
	 * Create the response to a redirected request.
	 * @param context the request
	 * @param redirect the decision
	 * @return the response, with a body also for HEAD
	 */
	public RefusalResponse create(UpgradeContext context, UpgradeRedirect redirect) {
		tell(Effect.REDIRECTED, redirect.refusal());
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Location", redirect.location());
		return create(redirect.status(), headers,
				render(Problem.of(redirect), Occurrence.of(context, redirect), context, headers));
	}

	/**
	 * Warn, once a handler, of a 426 that the application has made by itself and without
	 * {@code Upgrade} (RFC 9110, section 15.5.22), where a refusal would carry it.
	 * @param context the request
	 * @param handler what has handled the request, or {@code null} if that is not known
	 * @param pattern the pattern by which that was found, or {@code null}
	 */
	public void warnOfBare(UpgradeContext context, @Nullable Object handler, @Nullable Object pattern) {
		if (this.upgradeField.isSent(context)) {
			this.bareStatus.warn(handler, pattern);
		}
	}

	private void tell(Effect effect, UpgradeRefusal refusal) {
		if (!this.incidents.isEmpty()) {
			Incident incident = new Incident(effect, refusal);
			this.incidents.forEach((listener) -> listener.happened(incident));
		}
	}

	private static RefusalResponse create(int status, Map<String, String> headers, Body body) {
		headers.put("Cache-Control", "no-store");
		headers.put("Content-Type", body.contentType().toString());
		headers.put("X-Content-Type-Options", "nosniff");
		return new RefusalResponse(status, Collections.unmodifiableMap(headers), body.content());
	}

	private Body render(Problem problem, Occurrence occurrence, UpgradeContext context, Map<String, String> headers) {
		Representation representation = this.negotiation.choose(context.headers("Accept"));
		headers.putAll(representation.headers());
		return new Body(representation.mediaTypes().get(0), render(problem, occurrence, representation));
	}

	private byte[] render(Problem problem, Occurrence occurrence, Representation representation) {
		Templates templates = this.templates.get(problem.refusal().bare());
		return (templates != null) ? templates.get(problem, representation, occurrence).fill(occurrence)
				: representation.render(problem, occurrence).getBytes(StandardCharsets.UTF_8);
	}

	private void addUpgrade(UpgradeContext context, UpgradeRefusal refusal, Map<String, String> headers) {
		if (refusal.isDiagnosis()) {
			return;
		}
		if (refusal.status() == UPGRADE_REQUIRED && field(refusal).isSent(context)) {
			headers.put("Upgrade", refusal.upgradeField());
			headers.put("Connection", "Upgrade");
		}
		// RFC 6455, 4.4
		if (refusal.protocols().contains(UpgradeProtocol.WEBSOCKET)) {
			headers.put("Sec-WebSocket-Version", WebSocketHandshake.VERSION);
		}
		this.proxies.refused(context, refusal, headers.containsKey("Upgrade"));
	}

	// An app behind a proxy is to see the body, and not an error of the network
	private UpgradeField field(UpgradeRefusal refusal) {
		return (refusal.kind() == Kind.CLIENT) ? UpgradeField.DIRECT : this.upgradeField;
	}

	// A body that cannot be rendered must not turn a refusal into something else
	private @Nullable Body renderByApplication(UpgradeContext context, UpgradeRefusal refusal) {
		if (this.renderer == null) {
			return null;
		}
		try {
			return this.renderer.render(context, refusal);
		}
		catch (RuntimeException ex) {
			logger.error("The UpgradeRefusalRenderer failed; the built-in body is sent instead", ex);
			return null;
		}
	}

	/**
	 * The templates of a refusal, and of the redirect in its place, of which a rule has
	 * one status. Two requests may make the same one at a time.
	 */
	private static final class Templates {

		private final @Nullable Template[] templates = new Template[4 * FORMATS.size()];

		Template get(Problem problem, Representation representation, Occurrence occurrence) {
			int index = 4 * FORMATS.indexOf(representation) + ((occurrence.https() != null) ? 2 : 0)
					+ (problem.isRedirect() ? 1 : 0);
			Template template = this.templates[index];
			if (template == null) {
				template = Template.of(problem, representation, occurrence.https() != null);
				this.templates[index] = template;
			}
			return template;
		}

	}

}
