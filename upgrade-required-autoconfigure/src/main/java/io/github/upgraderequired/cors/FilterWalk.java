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

package io.github.upgraderequired.cors;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A chain of a few filters. One that does not pass the request on ends it, as it would in
 * the container.
 *
 * @param filters the filters
 * @param next what comes after them, or {@code null} if nothing does
 */
record FilterWalk(List<? extends Filter> filters, @Nullable FilterChain next) implements FilterChain {

	FilterWalk(List<? extends Filter> filters) {
		this(filters, null);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
		if (!this.filters.isEmpty()) {
			FilterChain rest = new FilterWalk(this.filters.subList(1, this.filters.size()), this.next);
			this.filters.get(0).doFilter(request, response, rest);
		}
		else if (this.next != null) {
			this.next.doFilter(request, response);
		}
	}

}
