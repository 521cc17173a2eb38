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
import org.jspecify.annotations.Nullable;

/**
 * What there is around the filter in this process: a server, and whoever goes by
 * forwarded headers. Each stack has its own.
 */
interface Deployment {

	/**
	 * Return the strategy for forwarded headers, without what nobody here carries out.
	 * @return the strategy
	 */
	ForwardHeadersStrategy strategy();

	/**
	 * Return the fields in which a proxy tells how its client came.
	 * @param httpVersionHeader the one for the HTTP version; empty if there is none
	 * @return the fields
	 */
	default ForwardedFields forwardedFields(@Nullable String httpVersionHeader) {
		ForwardedFields fields = strategy().fields(httpVersionHeader);
		return transformsForwardedHeaders() ? fields.readByFramework() : fields;
	}

	/**
	 * Return whether a container runs the application that the application has not
	 * started, as it does with a WAR.
	 * @return whether there is such a container
	 */
	boolean isDeployed();

	/**
	 * Return whether the application itself goes by forwarded headers. Asked when all
	 * beans are there.
	 * @return whether there is a filter or a transformer that is asked
	 */
	boolean hasForwardedHeaderReader();

	/**
	 * Return whether Spring applies forwarded headers before it asks any filter.
	 * @return whether there is a transformer that does
	 */
	boolean transformsForwardedHeaders();

	/**
	 * Return what is wrong with a reader of forwarded headers that is asked too late, or
	 * not at all.
	 * @return a warning, or {@code null} if there is no such reader
	 */
	@Nullable String forwardedHeaderReaderWarning();

	/**
	 * Return whether Tomcat redirects the context path without its slash, before any
	 * filter.
	 * @return whether there is such a redirect
	 */
	boolean redirectsContextRoot();

}
