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

package io.github.upgraderequired.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.rule.ConfiguredRules;
import io.github.upgraderequired.rule.PathIndex;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Where the WebSocket endpoints of an application are. They are read once: at start or,
 * where a handler mapping is lazy, when somebody asks.
 */
abstract class EndpointPatterns implements FoundEndpoints, SmartInitializingSingleton {

	/** Behind a mapping of this pattern no other is asked. */
	static final String EVERYTHING = "/**";

	private static final Log logger = LogFactory.getLog(EndpointPatterns.class);

	/** Where it takes queries by POST, too. */
	private static final String GRAPHQL = "${spring.graphql.http.path:${spring.graphql.path:/graphql}}";

	private static final String GRAPHQL_ROUTES = "graphQlRouterFunction";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<?> mappingType;

	private final String prefix;

	private final ConfiguredRules rules;

	private final SingletonSupplier<Found> found = SingletonSupplier.of(this::findAndTell);

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create patterns.
	 * @param beanFactory the beans of the application
	 * @param mappingType the type of its handler mappings
	 * @param prefix the path of the dispatcher below the context path; empty for the root
	 * @param rules the configured rules, which may shut handshakes out
	 */
	EndpointPatterns(ConfigurableListableBeanFactory beanFactory, Class<?> mappingType, String prefix,
			ConfiguredRules rules) {
		this.beanFactory = beanFactory;
		this.mappingType = mappingType;
		this.prefix = prefix;
		this.rules = rules;
	}

	/**
	 * Find the endpoints that a request can reach.
	 * @return patterns below the context path
	 */
	abstract Set<PathPattern> find();

	// Comes before the server accepts connections
	@Override
	public final void afterSingletonsInstantiated() {
		for (String name : this.beanFactory.getBeanNamesForType(this.mappingType, true, false)) {
			if (!this.beanFactory.containsSingleton(name)) {
				return;
			}
		}
		found();
	}

	@Override
	public final List<String> patterns() {
		return found().patterns();
	}

	// Asked for requests that no handler took, too
	@Override
	public final boolean matches(UpgradeContext context) {
		return found().handshakesOnly()
			.find(context.pathReadings(), 0)
			.stream()
			.anyMatch((pattern) -> pattern.matches(context.path()));
	}

	// What is missing may be no more than one handler that is never asked for
	private Found found() {
		try {
			return this.found.obtain();
		}
		catch (RuntimeException | LinkageError ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("It cannot be told where WebSocket endpoints are; they are judged all the same, but for"
						+ " plain requests that no handler takes", ex);
			}
			return new Found(List.of(), index(List.of()));
		}
	}

	private Found findAndTell() {
		Set<PathPattern> found = find();
		if (!found.isEmpty()) {
			logger.info("Found WebSocket endpoints (upgrade.required.websocket.discover): "
					+ StringUtils.collectionToDelimitedString(found, ", "));
		}
		this.rules.warnOfShutOut(found);
		String shared = sharedPath();
		return new Found(found.stream().map(PathPattern::getPatternString).sorted().toList(),
				index(found.stream().filter((pattern) -> !pattern.getPatternString().equals(shared)).toList()));
	}

	private static PathIndex<PathPattern> index(List<PathPattern> patterns) {
		return new PathIndex<>(patterns, EndpointPatterns::indexed);
	}

	// A handler mapping may have a parser of its own, which disregards case for instance
	private static PathPattern indexed(PathPattern pattern) {
		PathPatternParser parser = PathPatternParser.defaultInstance;
		try {
			PathPattern usual = parser.parse(pattern.getPatternString());
			if (usual.equals(pattern)) {
				return pattern;
			}
		}
		catch (PatternParseException ex) {
			// It means something to that parser alone
		}
		return parser.parse(EVERYTHING);
	}

	private @Nullable String sharedPath() {
		return this.beanFactory.containsBean(GRAPHQL_ROUTES)
				? this.prefix + this.beanFactory.resolveEmbeddedValue(GRAPHQL) : null;
	}

	// A handler may be known by name only, and is not created to look at it
	final boolean is(Object handler, Class<?> type) {
		if (handler instanceof String name) {
			return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, type);
		}
		return type.isInstance(handler);
	}

	// As a dispatcher asks them
	final <T> List<T> mappings(Class<T> type) {
		List<T> mappings = new ArrayList<>(
				BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, type, true, false).values());
		AnnotationAwareOrderComparator.sort(mappings);
		return mappings;
	}

	static Optional<PathPattern> parse(PathPatternParser parser, String path) {
		try {
			return Optional.of(parser.parse(path));
		}
		catch (PatternParseException ex) {
			logger.warn("The path of the WebSocket endpoint at " + path + " is no pattern of PathPattern, so that"
					+ " requests which no handler takes stay as they are there: " + ex.getMessage()
					+ ". Write a rule for it under upgrade.required.rules.");
			return Optional.empty();
		}
	}

	/**
	 * What has been found.
	 *
	 * @param patterns the patterns of all endpoints
	 * @param handshakesOnly those of endpoints that take handshakes only
	 */
	private record Found(List<String> patterns, PathIndex<PathPattern> handshakesOnly) {

	}

}
