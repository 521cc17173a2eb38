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

package io.github.upgraderequired.wire;

import java.util.Locale;

import io.github.upgraderequired.wire.security.ReactiveSecuredApplication;
import io.github.upgraderequired.wire.security.SecuredApplication;

/**
 * The servers that the tests run on, with the stack that runs on them.
 */
public enum ServerKind {

	TOMCAT(SecuredApplication.class, ServletServers.TomcatConfiguration.class),
	JETTY(SecuredApplication.class, ServletServers.JettyConfiguration.class),
	REACTOR_NETTY(ReactiveSecuredApplication.class, ReactiveServers.ReactorNettyConfiguration.class),
	REACTIVE_TOMCAT(ReactiveSecuredApplication.class, ReactiveServers.TomcatConfiguration.class),
	REACTIVE_JETTY(ReactiveSecuredApplication.class, ReactiveServers.JettyConfiguration.class);

	private final Class<?> application;

	private final Class<?> configuration;

	ServerKind(Class<?> application, Class<?> configuration) {
		this.application = application;
		this.configuration = configuration;
	}

	public boolean isReactive() {
		return this.application == ReactiveSecuredApplication.class;
	}

	public Class<?> application() {
		return this.application;
	}

	public Class<?> configuration() {
		return this.configuration;
	}

	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
