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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds endpoints once: at start or, where the beans that know of them are lazy, with the
 * first request, which creates these beans anyway.
 *
 * @param <E> the endpoints of a stack
 */
abstract class EndpointDiscovery<E> implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(EndpointDiscovery.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<?> source;

	private final E none;

	private volatile @Nullable E found;

	private boolean failed;

	/**
	 * Create a discovery.
	 * @param beanFactory the beans of the application
	 * @param source the type of the beans that know of endpoints
	 * @param none what is known as long as they cannot be created
	 */
	EndpointDiscovery(ConfigurableListableBeanFactory beanFactory, Class<?> source, E none) {
		this.beanFactory = beanFactory;
		this.source = source;
		this.none = none;
	}

	/**
	 * Find the endpoints, and create the beans that know of them.
	 * @return the endpoints
	 */
	abstract E find();

	// Comes before the server accepts connections
	@Override
	public final void afterSingletonsInstantiated() {
		for (String name : this.beanFactory.getBeanNamesForType(this.source, true, false)) {
			if (!this.beanFactory.containsSingleton(name)) {
				return;
			}
		}
		findNow();
	}

	final E endpoints() {
		E endpoints = this.found;
		return (endpoints != null) ? endpoints : findNow();
	}

	private synchronized E findNow() {
		E endpoints = this.found;
		if (endpoints != null) {
			return endpoints;
		}
		try {
			endpoints = find();
			this.found = endpoints;
			return endpoints;
		}
		catch (RuntimeException | LinkageError ex) {
			// What is missing here may be no more than one handler that is never asked
			// for
			if (!this.failed) {
				this.failed = true;
				logger.warn("WebSocket endpoints stay as they are until they can be found", ex);
			}
			return this.none;
		}
	}

}
