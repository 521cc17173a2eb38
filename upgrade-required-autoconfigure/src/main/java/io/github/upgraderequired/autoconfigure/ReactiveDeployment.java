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

import io.github.upgraderequired.rule.ConfiguredRules;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * What there is around the filter in a reactive application, which always starts its own
 * server.
 */
final class ReactiveDeployment extends Deployment {

	private static final String TRANSFORMER = WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME;

	private final ApplicationContext context;

	ReactiveDeployment(ApplicationContext context, UpgradeRequiredProperties properties, ConfiguredRules rules) {
		super(context, properties, rules);
		this.context = context;
	}

	@Override
	ForwardHeadersStrategy strategy() {
		return ForwardHeadersStrategy.of(this.context.getEnvironment())
			.carriedOutBy(misnamedTransformer() == null, true);
	}

	@Override
	boolean isDeployed() {
		return false;
	}

	@Override
	boolean hasForwardedHeaderReader() {
		return this.context.containsBean(TRANSFORMER);
	}

	@Override
	boolean transformsForwardedHeaders() {
		return hasForwardedHeaderReader()
				&& !this.context.getBean(TRANSFORMER, ForwardedHeaderTransformer.class).isRemoveOnly();
	}

	@Override
	@Nullable String forwardedHeaderReaderWarning() {
		String name = misnamedTransformer();
		return (name != null) ? "The ForwardedHeaderTransformer bean '" + name + "' has no effect: Spring looks for one"
				+ " with the name '" + TRANSFORMER + "'. Rename it, or set " + ForwardHeadersStrategy.PROPERTY
				+ "=framework instead of it." : null;
	}

	private @Nullable String misnamedTransformer() {
		String[] names = this.context.getBeanNamesForType(ForwardedHeaderTransformer.class, true, false);
		return (names.length > 0 && !hasForwardedHeaderReader()) ? names[0] : null;
	}

	@Override
	boolean redirectsContextRoot() {
		return false;
	}

}
