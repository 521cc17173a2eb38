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

package io.github.upgraderequired.dispatch;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The handler mappings that a dispatcher servlet asks.
 *
 * @param mappings the mappings in the order of the dispatcher
 */
public record ServletMappings(List<HandlerMapping> mappings) {

	/**
	 * Return the handler mappings of an application. They are created where they are
	 * lazy.
	 * @param beanFactory the beans of the application
	 * @return its mappings
	 */
	public static ServletMappings of(ListableBeanFactory beanFactory) {
		List<HandlerMapping> mappings = new ArrayList<>(
				BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, HandlerMapping.class, true, false)
					.values());
		AnnotationAwareOrderComparator.sort(mappings);
		return new ServletMappings(List.copyOf(mappings));
	}

	/**
	 * Return the mapping that has a handler for a request.
	 * @param request the request, which must be one that is only tried
	 * @return the first such mapping with its handler, or {@code null} if there is none
	 * @throws Exception what a mapping throws, for example that the method is not
	 * supported
	 */
	public @Nullable Match find(HttpServletRequest request) throws Exception {
		ServletRequestPathUtils.parseAndCache(request);
		for (HandlerMapping mapping : this.mappings) {
			HandlerExecutionChain chain = mapping.getHandler(request);
			if (chain != null) {
				return new Match(mapping, chain);
			}
		}
		return null;
	}

	/**
	 * A mapping that has a handler.
	 *
	 * @param mapping the mapping
	 * @param chain the handler with its interceptors
	 */
	public record Match(HandlerMapping mapping, HandlerExecutionChain chain) {

	}

}
