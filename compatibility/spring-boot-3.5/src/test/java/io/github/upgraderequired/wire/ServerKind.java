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

/**
 * The servers of Spring Boot 3.5.
 */
public enum ServerKind {

	TOMCAT_10(WireApplication.class, ServletServers.TomcatConfiguration.class),
	JETTY_12_0(WireApplication.class, ServletServers.JettyConfiguration.class),
	UNDERTOW(WireApplication.class, ServletServers.UndertowConfiguration.class),
	REACTOR_NETTY_1_2(ReactiveWireApplication.class, ReactiveServers.ReactorNettyConfiguration.class),
	REACTIVE_TOMCAT_10(ReactiveWireApplication.class, ReactiveServers.TomcatConfiguration.class),
	REACTIVE_JETTY_12_0(ReactiveWireApplication.class, ReactiveServers.JettyConfiguration.class);

	private final Class<?> application;

	private final Class<?> configuration;

	ServerKind(Class<?> application, Class<?> configuration) {
		this.application = application;
		this.configuration = configuration;
	}

	public boolean isReactive() {
		return this.application == ReactiveWireApplication.class;
	}

	/**
	 * Return the application behind the wire cases.
	 */
	public Class<?> application() {
		return this.application;
	}

	public Class<?> configuration() {
		return this.configuration;
	}

	/**
	 * Return the name that the data file uses.
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
