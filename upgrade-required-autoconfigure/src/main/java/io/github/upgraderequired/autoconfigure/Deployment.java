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

package io.github.upgraderequired.autoconfigure;

import io.github.upgraderequired.http.ForwardedFields;
import io.github.upgraderequired.rule.ConfiguredRules;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;

/**
 * What there is around the filter in this process: a server, and whoever goes by
 * forwarded headers. Each stack has its own.
 */
abstract class Deployment implements SmartInitializingSingleton {

	private final ApplicationContext context;

	private final UpgradeRequiredProperties properties;

	private final ConfiguredRules rules;

	/**
	 * Create a deployment.
	 * @param context the application
	 * @param properties the properties
	 * @param rules the rules
	 */
	Deployment(ApplicationContext context, UpgradeRequiredProperties properties, ConfiguredRules rules) {
		this.context = context;
		this.properties = properties;
		this.rules = rules;
	}

	// When all filters are there
	@Override
	public final void afterSingletonsInstantiated() {
		new StartWarnings(this.context, this.properties, this, this.rules).warn();
	}

	/**
	 * Return the strategy for forwarded headers, without what nobody here carries out.
	 * @return the strategy
	 */
	abstract ForwardHeadersStrategy strategy();

	/**
	 * Return the fields in which a proxy tells how its client came.
	 * @return the fields
	 */
	final ForwardedFields forwardedFields() {
		ForwardedFields fields = strategy().fields(this.properties.getHttpVersion().getHeader());
		return transformsForwardedHeaders() ? fields.readByFramework() : fields;
	}

	/**
	 * Return whether a container runs the application that the application has not
	 * started, as it does with a WAR.
	 * @return whether there is such a container
	 */
	abstract boolean isDeployed();

	/**
	 * Return whether the application itself goes by forwarded headers. Asked when all
	 * beans are there.
	 * @return whether there is a filter or a transformer that is asked
	 */
	abstract boolean hasForwardedHeaderReader();

	/**
	 * Return whether Spring applies forwarded headers before it asks any filter.
	 * @return whether there is a transformer that does
	 */
	abstract boolean transformsForwardedHeaders();

	/**
	 * Return what is wrong with a reader of forwarded headers that is asked too late, or
	 * not at all.
	 * @return a warning, or {@code null} if there is no such reader
	 */
	abstract @Nullable String forwardedHeaderReaderWarning();

	/**
	 * Return whether Tomcat redirects the context path without its slash, before any
	 * filter.
	 * @return whether there is such a redirect
	 */
	abstract boolean redirectsContextRoot();

}
