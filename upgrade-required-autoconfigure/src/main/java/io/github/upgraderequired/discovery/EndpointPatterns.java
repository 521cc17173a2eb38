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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.upgraderequired.UpgradeContext;
import io.github.upgraderequired.http.FieldList;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Where in an application to look for WebSocket endpoints.
 *
 * @param patterns the patterns of their paths
 */
record EndpointPatterns(List<PathPattern> patterns) {

	private static final Log logger = LogFactory.getLog(EndpointPatterns.class);

	static EndpointPatterns parse(Collection<String> paths) {
		List<PathPattern> patterns = new ArrayList<>(paths.size());
		for (String path : paths) {
			try {
				patterns.add(PathPatternParser.defaultInstance.parse(path));
			}
			catch (PatternParseException ex) {
				warnOf(path, ex);
			}
		}
		return new EndpointPatterns(List.copyOf(patterns));
	}

	static void warnOf(String path, PatternParseException failure) {
		logger.warn("The WebSocket endpoint at " + path + " stays as it is, because its path is no pattern of"
				+ " PathPattern: " + failure.getMessage() + ". Write a rule for it under upgrade.required.rules.");
	}

	/**
	 * Return whether an endpoint may be at the path of a request, in any spelling.
	 * @param context the request
	 * @return whether a pattern covers the path
	 */
	boolean match(UpgradeContext context) {
		for (PathPattern pattern : this.patterns) {
			if (context.matches(pattern)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether every endpoint that may be at the path of a request has a template
	 * that begins with a variable or a wildcard. Such a template covers whatever else the
	 * application has, and also what its filters answer.
	 * @param context the request
	 * @return whether the path alone tells nothing
	 */
	boolean matchAnything(UpgradeContext context) {
		return this.patterns.stream()
			.filter(context::matches)
			.allMatch((pattern) -> pattern.getPatternString().matches("/[{*].*"));
	}

	/**
	 * Return whether an endpoint is at the path of a request as it is written.
	 * @param context the request
	 * @return whether a pattern matches the path
	 */
	boolean matchAsWritten(UpgradeContext context) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(context.path()));
	}

	/**
	 * Return whether a request means to open a WebSocket, rightly or wrongly.
	 * @param context the request
	 * @return whether it is a GET that names WebSocket in {@code Upgrade}, or an extended
	 * CONNECT
	 */
	static boolean isAttempt(UpgradeContext context) {
		return context.isWebSocketConnect()
				|| ("GET".equals(context.method()) && FieldList.contains(context.headers("Upgrade"), "websocket"));
	}

	static void log(EndpointPatterns... found) {
		Set<String> paths = new LinkedHashSet<>();
		for (EndpointPatterns endpoints : found) {
			endpoints.patterns.forEach((pattern) -> paths.add(pattern.getPatternString()));
		}
		if (!paths.isEmpty()) {
			logger.info("Found WebSocket endpoints (upgrade.required.websocket.discover): " + String.join(", ", paths));
		}
	}

}
